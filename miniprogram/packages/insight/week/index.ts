/** Top-3 点评: three areas of last week, what the manager says of them, and what supervisors answer. */
import type { InsightFilter } from '../../../../typings/insight-views';
import type { Role } from '../../../../typings/domain';
import type { WeekTopView } from '../../../../typings/week-top';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { showPictures } from '../../../services/files';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession, now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { longPicture } from '../report/draw';
import { weekPage, type WeekPage } from './lists';
import { weekPicture } from './picture';

const t = TEXT.week;

/** The longest sentence (characters), as the server takes it. */
const MOST = 100;

const NO_LINES: readonly string[] = ['', '', ''];

/** Who may open the orders of an area, and who sends the picture to a group. */
const OPENERS: readonly Role[] = ['safety', 'manager', 'supervisor'];
const SENDERS: readonly Role[] = ['safety', 'manager'];

const holds = (some: readonly Role[]): boolean => {
  const roles = knownSession()?.me.roles ?? [];
  return some.some((role) => roles.includes(role));
};

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    page: null as WeekPage | null,
    opens: false,
    draws: false,
    commenting: false,
    /** The area that is being answered for; empty: none. */
    answering: '',
    lines: [...NO_LINES],
    hints: [t.line1, t.line2, t.line3],
    text: '',
    trouble: '',
    busy: false,
    most: MOST,
    /** px; the field grows with what is written. */
    size: { minHeight: 60, maxHeight: 120 },
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
    return reading<{ week: WeekTopView | null }>(
      'week',
      () => call('week.get', {}),
      (told, state) => {
        const week = told?.week ?? null;
        const page = told === null ? {} : { page: week === null ? null : weekPage(week, now()) };
        const may = { opens: holds(OPENERS), draws: holds(SENDERS) };
        this.setData(patch(this.data, { ...state, ...page, ...may }));
      },
      this.data.page !== null,
    );
  },

  /** The orders of an area in that week. */
  onArea({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { page, opens } = this.data;
    const area = page?.areas.find(({ id }) => id === currentTarget.dataset['id']);
    if (page === null || area === undefined || !opens) return;
    const filter: InsightFilter = { what: 'reported', from: page.from, to: page.to, areaId: area.id };
    open(PAGES.behind, { filter: JSON.stringify(filter), title: area.name });
  },

  onComment() {
    this.setData({ commenting: true, trouble: '' });
  },

  onAnswer({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ answering: String(currentTarget.dataset['id']), text: '', trouble: '' });
  },

  onClose() {
    this.setData({ commenting: false, answering: '' });
  },

  /** Into the first sentence that is still empty, or the last. */
  onPreset({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const empty = this.data.lines.findIndex((line) => line.trim() === '');
    const index = empty === -1 ? this.data.lines.length - 1 : empty;
    this.setData({ [`lines[${index}]`]: String(currentTarget.dataset['text']), trouble: '' });
  },

  onLine({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ [`lines[${Number(currentTarget.dataset['index'])}]`]: detail.value, trouble: '' });
  },

  onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: detail.value, trouble: '' });
  },

  async onSendComment() {
    const { page } = this.data;
    const lines = this.data.lines.map((line) => line.trim()).filter((line) => line !== '');
    if (page === null) return;
    await this.sent(lines.length === 0 ? t.lackLine : '', t.commentSent, () =>
      sendOnce('week.comment', { monday: page.monday, lines }),
    );
  },

  async onSendAnswer() {
    const { page, answering: areaId } = this.data;
    const text = this.data.text.trim();
    if (page === null) return;
    await this.sent(text === '' ? t.lackAnswer : '', t.answerSent, () =>
      sendOnce('week.answer', { monday: page.monday, areaId, text }),
    );
  },

  /** @param lack - what is missing; empty: nothing */
  async sent(lack: string, done: string, send: () => Promise<WeekTopView>) {
    if (this.data.busy) return;
    if (lack !== '') {
      this.setData({ trouble: lack });
      return;
    }
    this.setData({ busy: true, trouble: '' });
    try {
      const week = await send();
      this.setData({ lines: [...NO_LINES], text: '', page: weekPage(week, now()) });
      this.onClose();
      say(done);
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Shown large: from there it is sent on. */
  async onPicture() {
    const { page, busy } = this.data;
    if (page === null || busy) return;
    this.setData({ busy: true });
    try {
      const path = await longPicture((pen) => weekPicture(pen, page));
      showPictures(path, [path]);
    } catch {
      say(TEXT.insight.pictureFailed);
    } finally {
      this.setData({ busy: false });
    }
  },
});
