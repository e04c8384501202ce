/** 台账和迎检包: asks for papers of some days, shows how far they are, and opens what was made. */
import type { ExportKind, ExportView } from '../../../../typings/ledger';
import type { Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { getSession, knownSession, now } from '../../../services/session';
import { isoDay } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import {
  jobRow,
  kindsFor,
  RANGES,
  rangeFault,
  rangeOf,
  type JobRow,
  type KindRow,
  type Range,
  type RangeId,
} from '../lists';
import { openPaper } from '../paper';

type Jobs = Routes['ledger.jobs']['output'];

const t = TEXT.ledger;

/** How often papers that are being made are asked for again (ms). */
const AGAIN = 20_000;

const FIRST: { kind: ExportKind; range: RangeId } = { kind: 'orders', range: 'month' };

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    ...FIRST,
    kinds: [] as KindRow[],
    /** Whether the whole plant is theirs to show. */
    shows: false,
    ranges: RANGES,
    ...rangeOf(FIRST.range, now()),
    today: isoDay(now()),
    go: '',
    trouble: '',
    busy: false,
    jobs: [] as JobRow[],
  },

  list: [] as ExportView[],

  onLoad() {
    void this.offer();
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), today: isoDay(now()) }));
    seen(
      this,
      every(AGAIN, () => {
        if (this.list.some(({ state }) => state === 'making')) void this.read();
      }),
    );
    void this.read();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  /** What this person may ask for; the fullest is chosen. */
  async offer() {
    const session = knownSession() ?? (await getSession().catch(() => null));
    const kinds = kindsFor(session?.me.roles ?? []);
    const kind = kinds[0]?.id ?? FIRST.kind;
    this.setData({
      kinds,
      kind,
      shows: kinds.some(({ id }) => id === 'pack'),
      go: fill(t.go, { what: t.kinds[kind] }),
    });
  },

  read() {
    return reading<Jobs>(
      'ledger.jobs',
      () => call('ledger.jobs', {}),
      (answer, state) => {
        if (answer !== null) this.list = answer.jobs;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    this.setData(patch(this.data, { ...state, jobs: this.list.map((job) => jobRow(job, now())) }));
  },

  onKind({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { kind } = currentTarget.dataset as { kind: ExportKind };
    this.setData({ kind, go: fill(t.go, { what: t.kinds[kind] }), trouble: '' });
  },

  onRange({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { range } = currentTarget.dataset as { range: RangeId };
    // Days of one's own begin with those that were shown.
    const days: Range =
      range === 'other' ? { from: this.data.from, to: this.data.to } : rangeOf(range, now());
    this.setData({ range, ...days, trouble: '' });
  },

  onFrom({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ from: detail.value, trouble: '' });
  },

  onTo({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ to: detail.value, trouble: '' });
  },

  async onGo() {
    const { kind, from, to, busy } = this.data;
    if (busy) return;
    const trouble = rangeFault({ from, to });
    this.setData({ trouble });
    if (trouble !== '') return;
    this.setData({ busy: true });
    try {
      const { job } = await sendOnce('ledger.ask', { kind, from, to });
      const jobs = [job, ...this.list.filter(({ id }) => id !== job.id)];
      this.list = arrived<Jobs>('ledger.jobs', { jobs }).jobs;
      this.draw();
      say(t.asked);
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onGaps() {
    const { from, to } = this.data;
    const trouble = rangeFault({ from, to });
    this.setData({ trouble });
    if (trouble === '') open(PAGES.gaps, { from, to });
  },

  async onFile({ currentTarget }: WechatMiniprogram.BaseEvent) {
    await openPaper(currentTarget.dataset as { id: string; no: number; copies: boolean });
  },

  onInspector() {
    open(PAGES.inspector);
  },
});
