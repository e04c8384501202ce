/** 消息: everything this person was told, newest first; a tap opens the order. */
import type { NoticeView, Routes } from '../../../typings/api';
import { call } from '../../services/call';
import { lookClass } from '../../services/look';
import { open, PAGES } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { now } from '../../services/session';
import { whenText } from '../../shared/time';
import { TEXT } from '../../shared/text';

type Page1 = Routes['notices.list']['output'];

/** The place of 消息 in the tab bar. */
const TAB = 2;

/** The server marks at most so many in one call. */
const AT_ONCE = 50;

const row = ({ id, title, lines, at, read, orderId }: NoticeView) => ({
  id,
  title,
  lines: lines.map((text, index) => ({ key: String(index), text })),
  when: whenText(at, now()),
  read,
  orderId: orderId ?? '',
});

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.messages, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as ReturnType<typeof row>[],
    unread: 0,
    cursor: null as string | null,
  },

  onShow() {
    this.setData({ look: lookClass() });
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.readMore();
  },

  read() {
    return reading<Page1>(
      'notices',
      () => call('notices.list', {}),
      (page, state) => {
        if (page === null) this.setData(state);
        else this.setData({ ...state, cursor: page.cursor, ...this.counted(page.notices.map(row)) });
      },
    );
  },

  async readMore() {
    const { cursor, rows } = this.data;
    if (cursor === null) return;
    this.setData({ cursor: null });
    try {
      const page = await call('notices.list', { cursor });
      const known = new Set(rows.map(({ id }) => id));
      const more = page.notices.filter(({ id }) => !known.has(id)).map(row);
      this.setData({ cursor: page.cursor, ...this.counted([...rows, ...more]) });
    } catch {
      // The next pull to the end tries again.
      this.setData({ cursor });
    }
  },

  /** Rows with their number of unread ones, which is also on the tab. */
  counted(rows: ReturnType<typeof row>[]) {
    const unread = rows.filter(({ read }) => !read).length;
    if (unread === 0) wx.removeTabBarBadge({ index: TAB, fail: () => undefined });
    else wx.setTabBarBadge({ index: TAB, text: String(unread), fail: () => undefined });
    return { rows, unread };
  },

  mark(ids: string[]) {
    if (ids.length === 0) return;
    const marked = new Set(ids);
    this.setData(
      this.counted(this.data.rows.map((one) => (marked.has(one.id) ? { ...one, read: true } : one))),
    );
    // What was not marked now is still unread at the next look.
    call('notices.read', { ids }).catch(() => undefined);
  },

  onNotice({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const notice = this.data.rows.find(({ id }) => id === currentTarget.dataset['id']);
    if (notice === undefined) return;
    if (!notice.read) this.mark([notice.id]);
    if (notice.orderId !== '') open(PAGES.order, { id: notice.orderId });
  },

  onReadAll() {
    const unread = this.data.rows.filter(({ read }) => !read).map(({ id }) => id);
    for (let from = 0; from < unread.length; from += AT_ONCE) this.mark(unread.slice(from, from + AT_ONCE));
  },
});
