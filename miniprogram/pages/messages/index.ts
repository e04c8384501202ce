/** 消息: everything this person was told, newest first; a tap opens the order. */
import type { Routes } from '../../../typings/api';
import { badge } from '../../services/badges';
import { call } from '../../services/call';
import { withPage, withRead, type MessageList, type MessageRow } from '../../services/core/messages';
import { patch } from '../../services/core/patch';
import { seesMisses } from '../../services/core/task-list';
import { dressPage, lookClass } from '../../services/look';
import { readingMore } from '../../services/paging';
import { open, PAGES } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { sharing } from '../../services/reporter';
import { knownSession, now } from '../../services/session';
import { TEXT } from '../../shared/text';

type Notices = Routes['notices.list']['output'];

/** Whoever looks after nobody reads such a message about themselves. */
const oversees = (): boolean => seesMisses(knownSession()?.me.roles ?? []);

/** The server marks at most so many in one call. */
const AT_ONCE = 50;

Page({
  data: {
    look: lookClass(),
    ...sharing(),
    t: { ...TEXT.messages, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as MessageRow[],
    unread: 0,
    unreadText: '',
    more: false,
  },

  cursor: null as string | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), ...sharing() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Notices>(
      'notices',
      () => call('notices.list', {}),
      (page, state) => {
        this.setData(patch(this.data, { ...state }));
        if (page !== null) this.show(withPage([], page.notices, now()), page.cursor);
      },
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('notices.list', { cursor }),
      (page) => this.show(withPage(this.data.rows, page.notices, now()), page.cursor),
    );
  },

  show(list: MessageList, cursor: string | null) {
    this.cursor = cursor;
    this.setData(patch(this.data, { ...list, more: cursor !== null }));
    badge('messages', list.unread);
  },

  mark(ids: string[]) {
    this.show(withRead(this.data.rows, ids), this.cursor);
    // What was not marked now is still unread at the next look.
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      call('notices.read', { ids: ids.slice(from, from + AT_ONCE) }).catch(() => undefined);
    }
  },

  onNotice({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const notice = this.data.rows.find(({ id }) => id === currentTarget.dataset['id']);
    if (notice === undefined) return;
    if (!notice.read) this.mark([notice.id]);
    if (notice.page === 'order') open(PAGES.order, { id: notice.orderId });
    else if (notice.page === 'permit') open(PAGES.permit, { id: notice.subjectId });
    else if (notice.page === 'redemption') open(PAGES.redemption, { id: notice.subjectId });
    else if (notice.page === 'repeat') open(PAGES.repeat, { id: notice.subjectId });
    else if (notice.page === 'misses' && !oversees()) open(PAGES.day);
    else if (notice.page === 'trainings' && !oversees()) open(PAGES.training);
    else if (notice.page === 'briefings' && !oversees()) open(PAGES.briefing);
    else if (notice.page !== '') open(PAGES[notice.page]);
  },

  onReadAll() {
    this.mark(this.data.rows.filter(({ read }) => !read).map(({ id }) => id));
  },
});
