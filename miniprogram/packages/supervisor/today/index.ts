/** 主管今日: counts, what to do first with one button each, the small stuff together, 接班 and 交班. */
import type { GrantedAction, OrderCard } from '../../../../typings/api';
import { dropForm, perform } from '../../../services/acts';
import { call } from '../../../services/call';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import { EMPTY_FORM, type FormValue } from '../../../services/core/form';
import { patch } from '../../../services/core/patch';
import {
  assignable,
  assigning,
  bulkSentence,
  groupsOf,
  isOutdated,
  planOf,
  todayOf,
  type BulkResult,
  type Day,
  type HandoverCard,
  type HandoverGroup,
} from '../../../services/core/today';
import { handOver, keepWords, wordsOf, type HandoverWords } from '../../../services/handover';
import { dressPage, lookClass } from '../../../services/look';
import { ask, open, PAGES, say, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { getSession, now, whoAmI } from '../../../services/session';
import { askReminders } from '../../../services/subscribe';
import { fill, TEXT } from '../../../shared/text';

/** Templates a supervisor needs, most wanted first. */
const REMINDERS = ['task', 'deadline', 'verify'];

/** How often the times left are told anew (ms). */
const TICK = 30_000;

/** Somebody else was first with an order. */
const TAKEN: readonly string[] = ['CHANGED', 'WRONG_STATE', 'NOT_YOUR_TURN', 'NOT_FOUND'];

const t = TEXT.supervisor;

const NOTHING: Day = { shift: null, counts: [], orders: [], more: false, incoming: [], outgoing: [] };

const NO_HANDOVER = {
  handing: false,
  handoverTitle: '',
  groups: [] as HandoverGroup[],
  canHandOver: false,
  words: { note: '', notes: {} },
  trouble: '',
};

Page({
  data: {
    look: lookClass(),
    t,
    common: { close: TEXT.common.close },
    ...LOADING,
    ...todayOf(NOTHING, '', 0),
    assigning: false,
    assignTitle: '',
    assignFirst: '',
    busy: false,
    result: '',
    resultLines: [] as string[],
    ...NO_HANDOVER,
  },

  /** As the server told it last. */
  day: NOTHING,
  /** When it was asked for, by the server's clock (ms). */
  readAt: 0,
  ticking: 0,
  /** The shift of the open sheet: it may end while somebody writes, and the words are still about it. */
  wordsFor: '',

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    // The prompt for reminders needs the template ids at hand when it is tapped.
    getSession().catch(() => undefined);
    this.ticking = setInterval(() => this.tick(), TICK);
    void this.read();
  },

  onHide() {
    clearInterval(this.ticking);
  },

  onUnload() {
    clearInterval(this.ticking);
  },

  tick() {
    if (this.data.read === 'loading') return;
    this.draw();
    if (isOutdated(this.day, this.readAt, now())) void this.read();
  },

  async onPullDownRefresh() {
    this.setData({ result: '', resultLines: [] });
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Day>(
      'day',
      async () => {
        const asked = now();
        const day = await call('today.get', {});
        this.readAt = asked;
        return day;
      },
      (day, state) => {
        if (day !== null) this.day = day;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    this.setData(patch(this.data, { ...state, ...todayOf(this.day, whoAmI(), now()) }));
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
    const { shift } = this.day;
    if (shift === null || this.data.busy) return;
    this.setData({ busy: true });
    try {
      const accepted = await askReminders(REMINDERS);
      this.day = { ...this.day, ...(await call('shifts.takeOver', { shiftId: shift.id })) };
      this.draw();
      say(accepted === null || accepted === 0 ? t.takenOver : t.reminded);
    } catch (error) {
      sayWhy(error);
      if (error instanceof CallFailure && error.code === 'SHIFT_OVER') await this.read();
    } finally {
      this.setData({ busy: false });
    }
  },

  onHandover({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const side = currentTarget.dataset['side'] as HandoverCard['side'];
    const handovers = this.day[side];
    const { shift } = this.day;
    const [first] = handovers;
    if (shift === null || first === undefined) return;
    this.wordsFor = shift.id;
    const canHandOver = side === 'outgoing' && first.at === null;
    this.setData({
      ...NO_HANDOVER,
      handing: true,
      handoverTitle: fill(t.handoverTitle, { shift: side === 'outgoing' ? shift.name : first.shiftName }),
      groups: groupsOf(side, handovers),
      canHandOver,
      words: canHandOver ? wordsOf(shift.id) : NO_HANDOVER.words,
    });
  },

  onWords({ detail }: WechatMiniprogram.CustomEvent<{ words: HandoverWords }>) {
    this.setData({ words: detail.words, trouble: '' });
    keepWords(this.wordsFor, detail.words);
  },

  async onHandOver() {
    if (this.data.busy) return;
    this.setData({ busy: true, trouble: '' });
    try {
      await handOver(this.wordsFor);
      this.setData({ handing: false });
      say(t.handoverDone);
    } catch (error) {
      this.setData({ trouble: sentenceOf(error) });
    } finally {
      this.setData({ busy: false });
    }
    await this.read();
  },

  onHandoverOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onHandoverEnd() {
    this.setData({ handing: false });
  },

  onOneByOne() {
    void wx.switchTab({ url: PAGES.orders });
  },

  async onAllToday() {
    const { low, busy } = this.data;
    const plan = planOf(this.day);
    if (busy || !(await ask(fill(t.allTodayAsk, { count: low.length, plan }), t.yes))) return;
    await this.answerAll(low, ({ action }) => action, { ...EMPTY_FORM, text: plan });
  },

  onAllAssign() {
    const orders = assignable(this.data.low);
    const [first] = orders;
    if (this.data.busy) return;
    if (first === undefined) {
      say(t.noneToAssign);
      return;
    }
    const assignTitle = fill(t.allAssignTitle, { count: orders.length });
    this.setData({ assigning: true, assignTitle, assignFirst: first.id });
  },

  onAssignEnd() {
    this.setData({ assigning: false });
  },

  onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!detail.visible) this.onAssignEnd();
  },

  async onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ assigning: false });
    const value = { ...EMPTY_FORM, personId: detail.id, personName: detail.name };
    await this.answerAll(assignable(this.data.low), assigning, value);
  },

  /** One order after the other, each an act of its own; without network the rest waits for another tap. */
  async answerAll(
    orders: readonly OrderCard[],
    actionOf: (order: OrderCard) => GrantedAction | null,
    value: FormValue,
  ) {
    this.setData({ busy: true, result: '', resultLines: [] });
    const result: BulkResult = { done: 0, taken: [], refused: [], unsent: 0 };
    for (const [index, order] of orders.entries()) {
      const action = actionOf(order);
      if (action === null) continue;
      try {
        await perform(order, action, value);
        result.done += 1;
      } catch (error) {
        if (!(error instanceof CallFailure) || error.code === 'NETWORK') {
          result.unsent = orders.length - index;
          break;
        }
        // What was asked for all of them is not left half filled in on one.
        dropForm(order.id, action.id);
        const list = TAKEN.includes(error.code) ? result.taken : result.refused;
        list.push({ title: order.title, reason: error.message });
      }
    }
    const { sentence, lines } = bulkSentence(result);
    this.setData({ busy: false, result: sentence, resultLines: lines });
    await this.read();
  },
});
