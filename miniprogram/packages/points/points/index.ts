/** 积分: the balance, what it may be changed for, what is still to come, and where every point came from. */
import type { Routes } from '../../../../typings/api';
import type { PendingPoints, PointsView } from '../../../../typings/points';
import { call } from '../../../services/call';
import { faultOf, isPassing } from '../../../services/core/failure';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import {
  balanceCard,
  entryRow,
  pendingRow,
  type BalanceCard,
  type EntryRow,
  type PendingRow,
} from '../../../services/core/points';
import {
  redeemAsk,
  redemptionRow,
  rewardCard,
  type RedeemAsk,
  type RedemptionRow,
  type RewardCard,
} from '../../../services/core/shop';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { lead, open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { keepCodes } from '../../../services/redemptions';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

type Shop = Routes['shop.list']['output'];
type Mine = Routes['shop.mine']['output'];

const t = { ...TEXT.points, shop: TEXT.shop, loadingMore: TEXT.common.loadingMore };

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    card: null as BalanceCard | null,
    /** How the shelf stands, apart from the balance. */
    shop: LOADING,
    rewards: [] as RewardCard[],
    waiting: [] as RedemptionRow[],
    pending: [] as PendingRow[],
    entries: [] as EntryRow[],
    more: false,
    asking: false,
    ask: null as RedeemAsk | null,
    trouble: '',
    busy: false,
  },

  points: null as PointsView | null,
  shelf: null as Shop | null,
  cursor: null as string | null,
  fetching: false,

  onLoad() {
    this.setData({ look: lookClass() });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.readAll();
  },

  async onPullDownRefresh() {
    await this.readAll();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('points.get', { cursor }),
      (page) => {
        if (this.points === null) return;
        this.cursor = page.cursor;
        this.points = { ...page, entries: appended(this.points.entries, page.entries) };
        this.draw();
      },
    );
  },

  async readAll() {
    await Promise.all([this.read(), this.readShop(), this.readMine(), this.readPending()]);
  },

  read() {
    return reading<PointsView>(
      'points',
      () => call('points.get', {}),
      (points, state) => {
        if (points !== null) {
          this.points = points;
          this.cursor = points.cursor;
        }
        this.draw(state);
      },
      this.points !== null,
    );
  },

  readShop() {
    return reading<Shop>(
      'shop',
      () => call('shop.list', {}),
      (shelf, state) => {
        if (shelf !== null) this.shelf = shelf;
        this.draw({ shop: state });
      },
      this.shelf !== null,
    );
  },

  /** What lies ready for this person stands on top; without a network what the phone kept. */
  readMine() {
    return reading<Mine>(
      'shop.mine',
      () => call('shop.mine', {}),
      (mine) => {
        if (mine === null) return;
        keepCodes(mine.redemptions);
        const rows = mine.redemptions.map((view) => redemptionRow(view, now()));
        this.setData(patch(this.data, { waiting: rows.filter(({ waiting }) => waiting) }));
      },
    );
  },

  readPending() {
    return reading<{ pending: PendingPoints[] }>(
      'points.pending',
      () => call('points.pending', {}),
      (answer) => {
        if (answer !== null) this.setData(patch(this.data, { pending: answer.pending.map(pendingRow) }));
      },
    );
  },

  draw(state: object = {}) {
    const { points, shelf } = this;
    const at = now();
    this.setData(
      patch(this.data, {
        ...state,
        card: points === null ? null : balanceCard(points, shelf?.rewards ?? null),
        rewards: (shelf?.rewards ?? []).map((reward) =>
          rewardCard(reward, points?.balance ?? shelf?.balance ?? 0),
        ),
        entries: (points?.entries ?? []).map((entry) => entryRow(entry, at)),
        more: this.cursor !== null,
      }),
    );
  },

  onTake({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const reward = this.shelf?.rewards.find((one) => one.id === id);
    if (reward === undefined || this.points === null) return;
    this.setData({ ask: redeemAsk(reward, this.points.balance), asking: true, trouble: '' });
  },

  onAskEnd() {
    this.setData({ asking: false });
  },

  async onRedeem({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (this.data.busy) return;
    this.setData({ busy: true, trouble: '' });
    try {
      const redeemed = await sendOnce('shop.redeem', { rewardId: id });
      keepCodes([redeemed]);
      this.onAskEnd();
      lead(PAGES.redemption, { id: redeemed.id });
    } catch (error) {
      this.setData({ trouble: isPassing(error) ? TEXT.shop.askLost : faultOf(error) });
      // Somebody else may have taken the last one.
      if (!isPassing(error)) void this.readAll();
    } finally {
      this.setData({ busy: false });
    }
  },

  onWaiting({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.redemption, { id });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onBought() {
    open(PAGES.bought);
  },

  onRules() {
    open(PAGES.pointRules);
  },

  onBoard() {
    open(PAGES.pointBoard);
  },

  onMonth() {
    open(PAGES.pointMonth);
  },
});
