/** 驾驶舱: the numbers of a day, a week or a month, what changed, and the orders behind each. */
import type { Role } from '../../../../typings/domain';
import type { InsightOverview, InsightPeriod } from '../../../../typings/insight-views';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { cockpitPage, PERIODS, type CockpitPage, type Opens } from './lists';

/** Chosen when the page opens. */
const FIRST: { period: InsightPeriod } = { period: 'week' };

/** Who is shown what came back. */
const REPEAT_READERS: readonly Role[] = ['safety', 'manager', 'supervisor'];

const NO_OPENS: Opens = {};

Page({
  data: {
    look: lookClass(),
    t: {
      ...TEXT.insight,
      repeats: TEXT.repeat.entry,
      repeatsHint: TEXT.repeat.entryHint,
      posting: TEXT.posting.title,
      postingHint: TEXT.posting.entryHint,
    },
    /** Whether lists of what came back are open to this person. */
    seesRepeats: false,
    ...LOADING,
    periods: PERIODS,
    ...FIRST,
    page: null as CockpitPage | null,
    /** All numbers rather than the four. */
    whole: false,
    /** The bars in words: of the trend, of participation. */
    bars: false,
    weeks: false,
  },

  opens: NO_OPENS,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    const { period } = this.data;
    return reading<InsightOverview>(
      `insight.overview ${period}`,
      () => call('insight.overview', { period }),
      (told, state) => {
        // Another period was chosen meanwhile.
        if (period !== this.data.period) return;
        if (told === null) {
          this.setData(patch(this.data, { ...state }));
          return;
        }
        const { page, opens } = cockpitPage(told);
        this.opens = opens;
        const roles = knownSession()?.me.roles ?? [];
        const seesRepeats = REPEAT_READERS.some((role) => roles.includes(role));
        this.setData(patch(this.data, { ...state, page, seesRepeats }));
      },
      this.data.page !== null,
    );
  },

  onPeriod({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { period } = currentTarget.dataset as { period: InsightPeriod };
    if (period === this.data.period) return;
    this.setData({ ...LOADING, period, page: null, whole: false });
    void this.read();
  },

  onWhole() {
    this.setData({ whole: !this.data.whole });
  },

  onBars() {
    this.setData({ bars: !this.data.bars });
  },

  onWeeks() {
    this.setData({ weeks: !this.data.weeks });
  },

  onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.lead(String(currentTarget.dataset['key']));
  },

  onCell({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    this.lead(detail.key);
  },

  /** To the orders behind a number, where there are any to see. */
  lead(key: string) {
    const found = this.opens[key];
    if (found === undefined) return;
    open(PAGES.behind, { filter: JSON.stringify(found.filter), title: found.title });
  },

  onPosting() {
    open(PAGES.posting);
  },

  onRepeats() {
    open(PAGES.repeats);
  },

  onReport() {
    open(PAGES.monthReport);
  },

  onChecks() {
    open(PAGES.misses);
  },
});
