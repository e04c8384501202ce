/** 兑换码: the code that the storekeeper scans, from the phone's own copy where there is no network, and what became of it. */
import type { RedemptionView } from '../../../../typings/shop';
import { call } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { codePage, type CodePage } from '../../../services/core/shop';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { ask, leave, say } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { redemptionName } from '../../../services/redemptions';
import { every, seen, unseen } from '../../../services/seen';
import { knownSession, now } from '../../../services/session';
import { askReminders } from '../../../services/subscribe';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.shop;

/** How often it is asked whether the thing was handed out while the code is shown (ms). */
const LOOKS = 10_000;

/** The reminder that tells of a code that is about to end. */
const REMINDER = 'deadline';

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    page: null as CodePage | null,
    /** Whether WeChat may be asked to tell when it is about to end. */
    reminds: false,
    trouble: '',
    busy: false,
  },

  id: '',
  view: null as RedemptionView | null,

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.id = decoded(id);
    this.setData({ look: lookClass() });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      every(LOOKS, () => this.look()),
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

  /** Whoever holds the code out sees at once that it was taken; what is over is over. */
  look() {
    if (this.view?.state !== 'reserved') return;
    this.draw();
    if (this.data.page?.state === 'reserved') void this.read();
  },

  read() {
    return reading<RedemptionView>(
      redemptionName(this.id),
      () => call('shop.get', { redemptionId: this.id }),
      (view, state) => {
        if (view !== null) this.view = view;
        this.draw(state);
      },
      this.view !== null,
    );
  },

  draw(state: object = {}) {
    const { view } = this;
    const reminders = knownSession()?.reminders ?? [];
    this.setData(
      patch(this.data, {
        ...state,
        page: view === null ? null : codePage(view, now()),
        reminds: reminders.some(({ key, left }) => key === REMINDER && left === 0),
      }),
    );
  },

  async onCancel() {
    const { page, busy } = this.data;
    if (page === null || busy || !(await ask(fill(t.cancelAsk, { points: page.points }), t.cancelYes)))
      return;
    this.setData({ busy: true, trouble: '' });
    try {
      this.view = arrived(redemptionName(this.id), await sendOnce('shop.cancel', { redemptionId: this.id }));
      this.draw();
      say(t.cancelled);
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
      void this.read();
    } finally {
      this.setData({ busy: false });
    }
  },

  async onRemind() {
    const accepted = await askReminders([REMINDER]);
    say(accepted === null || accepted === 0 ? t.remindOff : t.reminded);
    this.draw();
  },

  onLeave() {
    leave();
  },
});
