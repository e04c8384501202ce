/** 我的匿名上报: the reports without a name of this phone, and what became of each; only their keys lead to them. */
import type { OrderView } from '../../../../typings/api';
import { drafts } from '../../../services/drafts';
import { CallFailure } from '../../../services/core/failure';
import { followedRow, type Followed } from '../../../services/core/follow';
import { followed, noteNumber, readFollowed, unfollow } from '../../../services/follow';
import { dressPage, lookClass } from '../../../services/look';
import { ask, open, PAGES } from '../../../services/phone';
import { TEXT } from '../../../shared/text';

const t = TEXT.nameless;

const NONE: Record<string, OrderView> = {};

Page({
  data: { look: lookClass(), t, rows: [] as ReturnType<typeof followedRow>[] },

  /** What was read of them, by id; WeChat copies what a page holds, and knows no maps. */
  orders: NONE,

  onLoad() {
    this.orders = {};
  },

  onShow() {
    dressPage();
    this.show();
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  /** Those that went; one whose answer was lost may have gone. */
  gone(): Followed[] {
    const isUnsent = (id: string): boolean => (drafts.get(id)?.state ?? 'sent') !== 'sent';
    return followed().filter(({ id, number }) => number !== null || !isUnsent(id));
  },

  show() {
    const rows = this.gone().map((one) => followedRow(one, this.orders[one.id] ?? null));
    this.setData({ look: lookClass(), rows });
  },

  /** One after the other: there are few, and what is known is shown at once. */
  async read() {
    for (const { id, number } of this.gone()) {
      try {
        const order = await readFollowed(id);
        this.orders[id] = order;
        if (number === null) noteNumber(id, order.number);
      } catch (error) {
        // Its draft was thrown away, and it had not gone.
        const never = error instanceof CallFailure && error.code === 'NOT_FOUND' && number === null;
        if (never) unfollow(id);
      }
      this.show();
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    open(PAGES.order, { id, follow: id });
  },

  async onDrop({ currentTarget }: WechatMiniprogram.BaseEvent) {
    if (!(await ask(t.dropAsk, t.dropYes))) return;
    unfollow(String(currentTarget.dataset['id']));
    this.show();
  },
});
