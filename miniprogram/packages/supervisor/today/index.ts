/** 主管今日: counts, what to do first with one button each, the small stuff together, 接班 and 交班. */
import type { GrantedAction, OrderCard } from '../../../../typings/api';
import { dropForm, formOf, keepForm } from '../../../services/acts';
import { actOnAll } from '../../../services/bulk';
import { call } from '../../../services/call';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import {
  actInput,
  EMPTY_FORM,
  faultSentence,
  missing,
  NO_FAULTS,
  untouched,
  type FormValue,
} from '../../../services/core/form';
import { patch } from '../../../services/core/patch';
import { missesRow } from '../../../services/core/task-list';
import {
  assignable,
  ASSIGNING,
  bulkSentence,
  checksOf,
  groupsOf,
  isOutdated,
  planOf,
  todayOf,
  type BulkResult,
  type Checks,
  type Day,
  type HandoverCard,
  type HandoverGroup,
} from '../../../services/core/today';
import { handOver, keepWords, wordsOf, type HandoverWords } from '../../../services/handover';
import { dressPage, lookClass } from '../../../services/look';
import { ask, open, PAGES, say, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { getSession, knownSession, now, whoAmI } from '../../../services/session';
import { askReminders } from '../../../services/subscribe';
import { fill, TEXT } from '../../../shared/text';

/** Templates a supervisor needs, most wanted first. */
const REMINDERS = ['task', 'deadline', 'verify'];

/** How often the times left are told anew (ms). */
const TICK = 30_000;

const t = TEXT.supervisor;

const NOTHING: Day = { shift: null, counts: [], orders: [], more: false, incoming: [], outgoing: [] };

const NO_CHECKS: Checks = { sample: [], rest: 0 };

/** What is filled in for several orders is kept under this name instead of an order's id. */
const ALL = 'together';

const NO_ACTION: GrantedAction = { id: '', label: '', style: 'more', form: [], bulk: false };

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
    checks: checksOf(NO_CHECKS, '', 0),
    /** 「漏检 2」; empty when there is nothing to see. */
    misses: '',
    me: '',
    acting: false,
    action: NO_ACTION,
    value: EMPTY_FORM,
    faults: NO_FAULTS,
    actFirst: '',
    actTrouble: '',
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
  unchecked: NO_CHECKS,
  /** The orders of the open sheet. */
  acted: [] as OrderCard[],
  /** When it was asked for, by the server's clock (ms). */
  readAt: 0,
  /** The shift of the open sheet: it may end while somebody writes, and the words are still about it. */
  wordsFor: '',

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    // The prompt for reminders needs the template ids at hand when it is tapped.
    getSession().catch(() => undefined);
    seen(
      this,
      every(TICK, () => this.tick()),
    );
    void this.read();
    void this.readChecks();
    void this.readMisses();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  tick() {
    if (this.data.read === 'loading') return;
    this.draw();
    if (isOutdated(this.day, this.readAt, now())) void this.read();
  },

  async onPullDownRefresh() {
    this.setData({ result: '', resultLines: [] });
    await Promise.all([this.read(), this.readChecks(), this.readMisses()]);
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

  /** Beside the day: who has nothing to check, or may not, sees no block. */
  async readChecks() {
    try {
      this.unchecked = await call('checks.get', {});
    } catch {
      return;
    }
    this.draw();
  },

  /** Rounds that nobody did: only told where there are some, or to who looks after what plans leave out. */
  async readMisses() {
    try {
      const { tasks, cursor } = await call('tasks.misses', {});
      const misses = missesRow(tasks, cursor !== null, knownSession()?.me.roles ?? []);
      if (misses !== this.data.misses) this.setData({ misses });
    } catch {
      // The page stands without it.
    }
  },

  onMisses() {
    open(PAGES.misses);
  },

  draw(state: object = {}) {
    const [me, at] = [whoAmI(), now()];
    const checks = checksOf(this.unchecked, me, at);
    this.setData(patch(this.data, { ...state, ...todayOf(this.day, me, at, checks.count > 0), checks, me }));
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
    const action = low[0]?.action;
    const plan = planOf(this.day);
    if (busy || !action || !(await ask(fill(t.allTodayAsk, { count: low.length, plan }), t.yes))) return;
    await this.actOnAll(low, action, { ...EMPTY_FORM, text: plan });
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
    await this.actOnAll(assignable(this.data.low), ASSIGNING, value);
  },

  /** What nobody has to fill in is asked once; all else opens the form of the act, for all of them. */
  async onTogether({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const group = this.data.together.find(({ id }) => id === currentTarget.dataset['id']);
    const [first] = group?.orders ?? [];
    if (group === undefined || first === undefined || this.data.busy) return;
    if (group.action.form.length > 0) {
      this.acted = group.orders;
      const action = { ...group.action, label: group.label };
      this.setData({
        acting: true,
        action,
        value: formOf(ALL, action.id),
        faults: NO_FAULTS,
        actFirst: first.id,
        actTrouble: '',
      });
      return;
    }
    if (await ask(fill(t.togetherAsk, { label: group.label }), t.yes))
      await this.actOnAll(group.orders, group.action, EMPTY_FORM);
  },

  onForm({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
    const { value, faults } = this.data;
    this.setData({
      value: detail.value,
      actTrouble: '',
      faults: untouched(faults, value, detail.value),
    });
    keepForm(ALL, this.data.action.id, detail.value);
  },

  onActEnd() {
    this.setData({ acting: false });
  },

  async onSubmit() {
    const { action, value, busy } = this.data;
    const faults = missing(action.form, value);
    const actTrouble = faultSentence(action.form, faults);
    this.setData({ faults, actTrouble });
    if (actTrouble === '' && !busy) await this.actOnAll(this.acted, action, value);
  },

  /** The server decides on each of them; what was not done is named and stays. */
  async actOnAll(orders: readonly OrderCard[], action: GrantedAction, value: FormValue) {
    this.setData({ busy: true, result: '', resultLines: [] });
    const result = await actOnAll(orders, action.id, actInput(action.form, value));
    const [first] = result.refused;
    // What none of them took is mended in the form.
    if (this.data.acting && first !== undefined && result.refused.length === orders.length)
      this.setData({ busy: false, actTrouble: first.reason });
    else {
      dropForm(ALL, action.id);
      this.setData({ busy: false, acting: false });
      this.tell(result);
    }
    await this.read();
  },

  tell(result: BulkResult) {
    const { sentence, lines } = bulkSentence(result);
    this.setData({ result: sentence, resultLines: lines });
    void wx.pageScrollTo({ scrollTop: 0 });
  },

  async onAcceptRest() {
    const { rest } = this.unchecked;
    if (this.data.busy || !(await ask(fill(t.acceptRestAsk, { rest }), t.yes))) return;
    this.setData({ busy: true, result: '', resultLines: [] });
    try {
      const { results } = await call('checks.acceptRest', {});
      const refused = results.flatMap((one) =>
        one.ok ? [] : [{ title: one.number ?? '', reason: one.error.message }],
      );
      this.tell({ done: results.length - refused.length, taken: [], refused, unsent: 0 });
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ busy: false });
    }
    await Promise.all([this.read(), this.readChecks()]);
  },
});
