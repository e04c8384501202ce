/** 月度安全健康报告: the month as it was frozen on the 1st, and as a Word document. */
import type { ReportCard, ReportView } from '../../../../typings/month-report';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { showPictures } from '../../../services/files';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import type { Opens } from '../cockpit/lists';
import { longPicture } from './draw';
import { monthChips, reportPage, type ReportPage } from './lists';
import { planned } from './picture';

/** The months that there are, and one of them. */
interface Read {
  reports: ReportCard[];
  report: ReportView | null;
}

const NO_OPENS: Opens = {};

/** What was read last. */
const UNREAD: { shown: ReportView | null } = { shown: null };

Page({
  data: {
    look: lookClass(),
    t: TEXT.insight,
    r: TEXT.repeat,
    ...LOADING,
    months: [] as { id: string; name: string }[],
    month: '',
    page: null as ReportPage | null,
    none: false,
    /** Whether this person may have it written once more. */
    redoes: false,
    busy: false,
  },

  opens: NO_OPENS,
  ...UNREAD,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ month: id });
  },

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
    const { month } = this.data;
    return reading<Read>(
      `report ${month}`,
      async () => {
        const { reports } = await call('report.list', {});
        const wanted = month === '' ? reports[0]?.month : month;
        return {
          reports,
          report: wanted === undefined ? null : await call('report.read', { month: wanted }),
        };
      },
      (answer, state) => {
        // Another month was chosen meanwhile.
        if (month !== this.data.month) return;
        this.setData(patch(this.data, { ...state, ...(answer === null ? {} : this.shownOf(answer)) }));
      },
      this.data.page !== null,
    );
  },

  shownOf({ reports, report }: Read) {
    const months = monthChips(reports);
    const roles = knownSession()?.me.roles ?? [];
    const redoes = roles.includes('safety') || roles.includes('manager');
    if (report === null) return { months, redoes, page: null, none: true };
    const { page, opens } = reportPage(report, now());
    this.opens = opens;
    this.shown = report;
    return { months, redoes, page, none: false };
  },

  onMonth({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ ...LOADING, month: id, page: null });
    void this.read();
  },

  onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.lead(String(currentTarget.dataset['key']));
  },

  onCell({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    this.lead(detail.key);
  },

  lead(key: string) {
    const found = this.opens[key];
    if (found === undefined) return;
    open(PAGES.behind, { filter: JSON.stringify(found.filter), title: found.title });
  },

  /** What stands there stays; the new version says why. */
  async onRedo() {
    const { shown } = this;
    if (shown === null || this.data.busy) return;
    const t = TEXT.insight;
    const asked = await wx.showModal({
      ...{ title: t.redoTitle, editable: true, placeholderText: t.redoWhy, confirmColor: '#0B6B62' },
      ...{ confirmText: t.redoYes, cancelText: TEXT.common.cancel },
    });
    if (!asked.confirm) return;
    const why = asked.content.trim();
    if (why === '') {
      say(t.redoLack);
      return;
    }
    this.setData({ busy: true });
    try {
      const report = await sendOnce('report.redo', { month: shown.month, why });
      say(fill(t.redoDone, { version: report.version }));
      await this.read();
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Shown large: from there it is kept or sent on. */
  async onPicture() {
    const { page, busy } = this.data;
    if (page === null || busy) return;
    this.setData({ busy: true });
    try {
      const path = await longPicture((pen) => planned(pen, page));
      showPictures(path, [path]);
    } catch {
      say(TEXT.insight.pictureFailed);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Papers are made by the timer: they are fetched where all papers are. */
  async onExport() {
    const { shown } = this;
    if (shown === null || this.data.busy) return;
    const { from, to } = shown.content.overview;
    this.setData({ busy: true });
    try {
      await sendOnce('ledger.ask', { kind: 'report', from, to });
      say(TEXT.insight.reportExported);
      open(PAGES.ledger);
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ busy: false });
    }
  },
});
