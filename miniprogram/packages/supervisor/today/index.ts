/** 主管今日: counts, what to do first with one button each, the small stuff together, and 接班. */
import type { GrantedAction, ListTab, OrderCard } from '../../../../typings/api';
import { perform } from '../../../services/acts';
import { call } from '../../../services/call';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import { EMPTY_FORM, type FormValue } from '../../../services/core/form';
import { assigning, bulkSentence, isOnShift, todayOf } from '../../../services/core/today';
import { lookClass } from '../../../services/look';
import { ask, open, PAGES, say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { getSession, now, whoAmI } from '../../../services/session';
import { load, save } from '../../../services/storage';
import { askReminders } from '../../../services/subscribe';
import { fill, TEXT } from '../../../shared/text';

/** When this person last took over a shift. */
const SHIFT = 'shift.v1';

/** Pages of a list that are read; more open orders than these hold are counted with a plus. */
const PAGES_READ = 5;

/** Templates a supervisor needs, most wanted first. */
const REMINDERS = ['task', 'deadline', 'verify'];

interface Lists {
  waiting: OrderCard[];
  area: OrderCard[];
  /** Whether there are more than were read. */
  more: boolean;
}

const t = TEXT.supervisor;

/** The open orders of a tab. */
async function openOrders(tab: ListTab): Promise<{ orders: OrderCard[]; more: boolean }> {
  const orders: OrderCard[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_READ; page += 1) {
    const answer: { orders: OrderCard[]; cursor: string | null } = await call('orders.list', {
      tab,
      open: true,
      cursor,
    });
    orders.push(...answer.orders);
    cursor = answer.cursor;
    if (cursor === null) break;
  }
  return { orders, more: cursor !== null };
}

async function readLists(): Promise<Lists> {
  const [waiting, area] = await Promise.all([openOrders('waiting'), openOrders('area')]);
  return { waiting: waiting.orders, area: area.orders, more: waiting.more || area.more };
}

Page({
  data: {
    look: lookClass(),
    t,
    common: { close: TEXT.common.close },
    ...LOADING,
    ...todayOf([], [], 0),
    more: false,
    onShift: true,
    assigning: false,
    assignTitle: '',
    busy: false,
  },

  onShow() {
    const look = lookClass();
    if (look !== this.data.look) this.setData({ look });
    this.setData({ onShift: isOnShift(load(SHIFT + whoAmI()), now()) });
    // The prompt for reminders needs the template ids at hand when it is tapped.
    getSession().catch(() => undefined);
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Lists>('today', readLists, (lists, state) => {
      if (lists === null) this.setData(state);
      else this.setData({ ...state, ...todayOf(lists.waiting, lists.area, now()), more: lists.more });
    });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onAct({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id, act } = currentTarget.dataset as { id: string; act: string };
    open(PAGES.order, act === '' ? { id } : { id, act });
  },

  /** The prompt comes first: WeChat shows it only straight after the tap. */
  async onTakeOver() {
    const accepted = await askReminders(REMINDERS);
    save(SHIFT + whoAmI(), now());
    this.setData({ onShift: true });
    say(accepted === null || accepted === 0 ? t.takenOver : t.reminded);
  },

  onOneByOne() {
    void wx.switchTab({ url: PAGES.orders });
  },

  async onAllToday() {
    const { low, busy } = this.data;
    if (busy || !(await ask(fill(t.allTodayAsk, { count: low.length }), t.yes))) return;
    await this.answerAll(({ action }) => action, { ...EMPTY_FORM, text: t.allTodayPlan });
  },

  onAllAssign() {
    if (this.data.busy) return;
    this.setData({ assigning: true, assignTitle: fill(t.allAssignTitle, { count: this.data.low.length }) });
  },

  onAssignEnd() {
    this.setData({ assigning: false });
  },

  onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!detail.visible) this.onAssignEnd();
  },

  async onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ assigning: false });
    await this.answerAll(assigning, { ...EMPTY_FORM, personId: detail.id, personName: detail.name });
  },

  /** One order after the other; without network the rest waits for another tap. */
  async answerAll(actionOf: (order: OrderCard) => GrantedAction | null, value: FormValue) {
    this.setData({ busy: true });
    const { low } = this.data;
    let done = 0;
    let reason = '';
    for (const order of low) {
      const action = actionOf(order);
      if (action === null) continue;
      try {
        await perform(order, action, value);
        done += 1;
      } catch (error) {
        reason ||= sentenceOf(error);
        if (error instanceof CallFailure && error.code === 'NETWORK') break;
      }
    }
    this.setData({ busy: false });
    say(bulkSentence({ done, left: low.length - done, reason }));
    await this.read();
  },
});
