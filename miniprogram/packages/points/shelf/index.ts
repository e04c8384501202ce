/** 货架: what lies there, what is promised, what runs out; goods received, counted, off and on the shelf, and what happened. */
import type { Routes } from '../../../../typings/api';
import type { ShelfEntry, ShelfRow } from '../../../../typings/shop';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { wholeNumber } from '../../../services/core/points';
import {
  historyRow,
  shelfCard,
  stockAsk,
  stockLacks,
  yuanNumber,
  type HistoryRow,
  type ShelfCard,
  type StockAsk,
  type StockKind,
  type StockValues,
} from '../../../services/core/shop';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { say } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

type Shelf = Routes['counter.shelf']['output'];
type History = Routes['counter.history']['output'];

const t = TEXT.counter;

Page({
  data: {
    look: lookClass(),
    t: { ...t, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    cards: [] as ShelfCard[],
    history: [] as HistoryRow[],
    more: false,
    ask: null as StockAsk | null,
    asking: false,
    trouble: '',
    busy: false,
  },

  rows: [] as ShelfRow[],
  entries: [] as ShelfEntry[],
  cursor: null as string | null,
  fetching: false,
  /** The line that the sheet is about. */
  row: null as ShelfRow | null,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.readAll();
  },

  async onPullDownRefresh() {
    await this.readAll();
    void wx.stopPullDownRefresh();
  },

  async readAll() {
    await Promise.all([this.read(), this.readHistory()]);
  },

  read() {
    return reading<Shelf>(
      'counter.shelf',
      () => call('counter.shelf', {}),
      (shelf, state) => {
        if (shelf !== null) this.rows = shelf.rows;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  readHistory() {
    return reading<History>(
      'counter.history',
      () => call('counter.history', {}),
      (history) => {
        if (history === null) return;
        this.entries = history.entries;
        this.cursor = history.cursor;
        this.draw();
      },
      this.entries.length > 0,
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('counter.history', { cursor }),
      ({ entries, cursor }) => {
        this.entries = appended(this.entries, entries);
        this.cursor = cursor;
        this.draw();
      },
    );
  },

  draw(state: object = {}) {
    const at = now();
    this.setData(
      patch(this.data, {
        ...state,
        cards: this.rows.map(shelfCard),
        history: this.entries.map((entry) => historyRow(entry, at)),
        more: this.cursor !== null,
      }),
    );
  },

  onAct({ detail: { id, kind } }: WechatMiniprogram.CustomEvent<{ id: string; kind: StockKind }>) {
    const row = this.rows.find(({ reward }) => reward.id === id);
    if (row === undefined) return;
    this.row = row;
    this.setData({ ask: stockAsk(kind, row), asking: true, trouble: '' });
  },

  onAskEnd() {
    this.setData({ asking: false });
  },

  write(
    kind: StockKind,
    { reward: { id: rewardId }, rev }: ShelfRow,
    values: StockValues,
  ): Promise<ShelfRow> {
    const reason = (values.reason ?? '').trim();
    if (kind === 'receive') {
      const { count = '', yuan = '', note = '' } = values;
      const goods = { count: wholeNumber(count) ?? 0, yuan: yuanNumber(yuan) ?? 0, note: note.trim() };
      return sendOnce('counter.receive', { rewardId, ...goods });
    }
    if (kind === 'correct')
      return sendOnce('counter.correct', {
        ...{ rewardId, rev, reason },
        stock: wholeNumber(values.stock ?? '') ?? 0,
      });
    return sendOnce('counter.withdraw', { rewardId, rev, reason, offer: kind === 'offer' });
  },

  async onWrite({ detail: { values } }: WechatMiniprogram.CustomEvent<{ values: StockValues }>) {
    const { row } = this;
    const { ask, busy } = this.data;
    if (row === null || ask === null || busy) return;
    const lacks = stockLacks(ask.kind, values, row.reward.unit);
    this.setData({ trouble: lacks });
    if (lacks !== '') return;
    this.setData({ busy: true });
    try {
      const fresh = await this.write(ask.kind, row, values);
      const rows = this.rows.map((one) => (one.reward.id === fresh.reward.id ? fresh : one));
      this.rows = arrived('counter.shelf', { rows }).rows;
      this.draw();
      this.onAskEnd();
      say(t.saved);
      void this.readHistory();
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
      // Somebody else may have been at it: the next try is about the shelf as it is now.
      await this.read();
      this.row = this.rows.find(({ reward }) => reward.id === row.reward.id) ?? row;
    } finally {
      this.setData({ busy: false });
    }
  },
});
