/** A round, item by item: look, answer, go on. Nothing waits for the network, and what is not in order becomes an order at once. */
import type { AnswerResult, TaskView } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { pulse } from '../../../services/camera';
import { decoded } from '../../../services/core/decode';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import type { DraftPhoto } from '../../../services/core/draft';
import { currentOf, stepsOf, unsentIn, type Step } from '../../../services/core/round';
import { lastHeld } from '../../../services/core/round-hold';
import { drafts } from '../../../services/drafts';
import { showPictures } from '../../../services/files';
import { dressPage, look, lookClass } from '../../../services/look';
import { leave, nameBar, open, PAGES, say } from '../../../services/phone';
import { pictures } from '../../../services/pictures';
import { failedState, LOADING, READY } from '../../../services/reading';
import { rounds, wakeRounds } from '../../../services/rounds';
import { seen, unseen } from '../../../services/seen';
import { knownPlant, now, whoAmI } from '../../../services/session';
import { lackOf } from '../../../shared/checklist';
import { fill, TEXT } from '../../../shared/text';
import { answerAt } from './answer';
import type { Finding } from './finding';
import { Findings } from './findings';
import { Labels } from './labels';
import { isOnPhone, orderState } from './orders';
import { planeScreen } from './screen';
import { addShot } from './shots';
import { begunOf, GONE, resultOf, viewOf, type RoundResult } from './view';
import { isUnwalked, NO_WAY, wayOf } from './way';

const t = { ...TEXT.inspection, close: TEXT.common.close, moreWord: TEXT.common.more };

const NO_FINDING: Finding = {
  text: '',
  critical: false,
  templateId: '',
  title: '',
  others: [],
  shoot: true,
  open: [],
};
const NO_RESULT: RoundResult = { kept: true, counts: [], reached: '', verdict: '' };

/** As far as this phone knows the plant. */
const phoneFree = (): ReadonlySet<string> =>
  new Set(knownPlant()?.areas.flatMap((area) => (area.phoneFree ? area.id : [])));

type Words = WechatMiniprogram.CustomEvent<{ text: string }>;

Page({
  data: {
    look: lookClass(),
    large: look().large,
    t,
    ...LOADING,
    ...GONE,
    result: NO_RESULT,
    way: NO_WAY,
    mine: true,
    /** The order of a report that may be taken back; empty without one. */
    undo: '',
    me: '',
    /** Which sheet is open: `more`, `type`, `finding`; the reason has a kind of its own. */
    sheet: '',
    reason: '',
    trouble: '',
    finding: NO_FINDING,
    photos: [] as DraftPhoto[],
    words: '',
    busy: false,
  },

  taskId: '',
  /** A task of somebody else, which this phone does not keep. */
  others: null as TaskView | null,
  /** What is missing was asked for; all items stand below the card. */
  ending: false,
  all: false,
  /** Whether the way of a patrol is on the screen; null: it begins with it. */
  walking: null as boolean | null,
  findings: null as Findings | null,
  labels: null as Labels | null,

  onLoad(query: { id?: string }) {
    this.taskId = decoded(query.id ?? '');
    this.findings = new Findings({
      task: () => this.task(),
      step: () => this.step(),
      sheet: () => this.data.sheet,
      show: (change) => this.setData(change),
      next: () => this.top(),
    });
    this.labels = new Labels({
      task: () => this.task(),
      step: () => this.step(),
      sheet: () => this.data.sheet,
      show: (change) => this.setData(change),
      next: () => this.top(),
    });
    // Links to the photos of a round that is over are good for a while only.
    const known = rounds.task(this.taskId);
    if (known === null || known.finished !== null) void this.read();
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), large: look().large, me: whoAmI() }));
    seen(
      this,
      rounds.watch(() => this.draw()),
      drafts.watch(() => this.draw()),
    );
    if (this.task() !== null) this.draw(READY);
    wakeRounds();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  task(): TaskView | null {
    return rounds.task(this.taskId) ?? this.others;
  },

  /** A message leads here before the tasks of the day were read. */
  async read() {
    try {
      const task = await call('tasks.get', { taskId: this.taskId });
      if (task.mine) rounds.learnOne(task);
      else this.others = task;
      void pictures.bring([task]);
      this.draw(READY);
    } catch (error) {
      if (this.task() === null) this.setData(failedState(error, null));
    }
  },

  /** Shows what changed, in one step. */
  draw(state: object = {}) {
    const task = this.task();
    if (task === null && this.data.read === 'loading' && !('read' in state)) return;
    const round = rounds.round(this.taskId);
    if (task !== null) this.walking ??= isUnwalked(task, round);
    const wish = {
      all: this.all,
      end: this.ending || task?.mine === false,
      way: this.walking === true,
    };
    const view = viewOf(task, round, wish, orderState, now());
    const isShown = view.view === 'way' || view.view === 'result' || task?.mine === false;
    const shown = {
      ...view,
      card: view.card && { ...view.card, picture: pictures.at(view.card.picture, task?.links) },
      result: task === null ? NO_RESULT : resultOf(task, round, phoneFree()),
      way: task === null ? NO_WAY : wayOf(task, round, isShown ? planeScreen() : null),
      mine: task?.mine !== false,
      undo: lastHeld(round),
    };
    if (task !== null) nameBar(this, task.title);
    const changes = patch(this.data, { ...state, ...shown });
    if (Object.keys(changes).length > 0) this.setData(changes);
  },

  step(): Step | null {
    const task = this.task();
    if (task === null) return null;
    const round = rounds.round(this.taskId);
    return currentOf(stepsOf(task, round), round);
  },

  /** Answers and goes on, or says what is missing. */
  give(result: AnswerResult, reason = '') {
    const step = this.step();
    if (step === null) return;
    const answer = answerAt(this.taskId, step, result, reason);
    const lack = lackOf(step.item, answer);
    if (lack === 'reason' && reason === '') {
      this.setData({ reason: result === 'na' ? 'na' : 'ok', trouble: '' });
      return;
    }
    if (lack !== null) {
      say(t.lack[lack]);
      return;
    }
    pulse();
    this.ending = false;
    rounds.answer(this.taskId, answer);
    this.top();
  },

  top() {
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onOk() {
    this.give(this.data.bar === 'noted' ? 'noted' : 'ok');
  },

  onReason({
    detail,
  }: WechatMiniprogram.CustomEvent<{ reason: string; person: { id: string; name: string } }>) {
    const { reason: kind } = this.data;
    if (kind === 'hand') void this.handOver(detail.person, detail.reason);
    else {
      this.setData({ reason: '' });
      this.give(kind === 'na' ? 'na' : 'ok', detail.reason);
    }
  },

  onReasonEnd() {
    this.setData({ reason: '', trouble: '' });
  },

  onGoOn() {
    rounds.goTo(this.taskId, null);
    this.top();
  },

  /** Back to an item; once the round is over, or is another's, to what became of it. */
  onChoose({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const task = this.task();
    if (task === null) return;
    if (this.data.view === 'result' || !task.mine) {
      const step = stepsOf(task, rounds.round(task.id)).find(({ item }) => item.id === id);
      if (step?.given?.orderId != null) this.openOrder(step.given.orderId);
      return;
    }
    this.ending = false;
    this.all = false;
    rounds.goTo(this.taskId, id);
    this.top();
  },

  onPhoto({ detail: { src, all } }: WechatMiniprogram.CustomEvent<{ src: string; all: string[] }>) {
    showPictures(src, all);
  },

  onAll() {
    this.all = !this.all;
    this.draw();
  },

  onNumber({ detail }: Words) {
    const step = this.step();
    if (step !== null) rounds.begin(this.taskId, step.item.id, { ...this.begun(step), number: detail.text });
  },

  onItemWords({ detail }: Words) {
    const step = this.step();
    if (step !== null) rounds.begin(this.taskId, step.item.id, { ...this.begun(step), text: detail.text });
  },

  begun({ item }: Step) {
    return begunOf(rounds.round(this.taskId), item.id);
  },

  onShoot() {
    const step = this.step();
    if (step !== null) void addShot(this.taskId, step);
  },

  onPicture({ detail: { src } }: WechatMiniprogram.CustomEvent<{ src: string }>) {
    showPictures(src, [src]);
  },

  onUnshoot({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const step = this.step();
    if (step === null) return;
    const begun = this.begun(step);
    rounds.begin(this.taskId, step.item.id, {
      ...begun,
      photos: begun.photos.filter((one) => one.id !== id),
    });
  },

  onScan() {
    void this.labels?.scan();
  },

  onType() {
    this.setData({ sheet: 'type', trouble: '' });
  },

  onTyped({ detail: { text } }: Words) {
    void this.labels?.typed(text);
  },

  onProblem() {
    void this.findings?.open();
  },

  onFindingPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
    this.findings?.keepPhotos(detail.photos);
  },

  onFindingWords({ detail }: Words) {
    this.findings?.say(detail.text);
  },

  onReport({ detail }: WechatMiniprogram.CustomEvent<{ templateId: string }>) {
    void this.findings?.report(detail.templateId);
  },

  onUndo() {
    void this.findings?.takeBack(this.data.undo);
  },

  onJoin({ detail }: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    this.findings?.join(detail.orderId);
  },

  onSheet({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ sheet: String(currentTarget.dataset['sheet']), trouble: '' });
  },

  onSheetEnd() {
    this.setData({ sheet: '' });
  },

  onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!detail.visible) this.onSheetEnd();
  },

  onNa() {
    this.setData({ sheet: '', reason: 'na', trouble: '' });
  },

  onHand() {
    const unsent = unsentIn(rounds.round(this.taskId)).length > 0;
    this.setData({ sheet: '', reason: unsent ? '' : 'hand', trouble: '' });
    if (unsent) say(t.handUnsent);
  },

  async handOver({ id: to, name }: { id: string; name: string }, reason: string) {
    const task = this.task();
    if (task === null || this.data.busy) return;
    this.setData({ busy: true, trouble: '' });
    try {
      await call('tasks.handOver', { taskId: task.id, rev: task.rev, to, reason });
      this.setData({ reason: '' });
      rounds.forget(task.id);
      say(fill(t.handDone, { name }));
      leave();
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onWay() {
    this.walking = this.walking !== true;
    this.draw();
    this.top();
  },

  /** To the items of a stop. */
  onStop({ detail }: WechatMiniprogram.CustomEvent<{ pointId: string }>) {
    if (this.data.view !== 'way') return;
    this.walking = false;
    this.labels?.goToStop(detail.pointId);
  },

  /** To those of the next one. */
  onGo() {
    this.walking = false;
    rounds.goTo(this.taskId, null);
    this.top();
  },

  onMissing() {
    this.walking = false;
    this.ending = true;
    this.setData({ sheet: '' });
    this.draw();
    this.top();
  },

  onPause() {
    this.setData({ sheet: '' });
    leave();
  },

  /** Who came by a message or from the misses goes on to the tasks all the same. */
  onDay() {
    const before = getCurrentPages().slice(-2, -1)[0];
    if (before !== undefined && `/${before.route}` === PAGES.day) void wx.navigateBack();
    else void wx.redirectTo({ url: PAGES.day });
  },

  /** Back to the items, or over. */
  onEnd() {
    this.ending = false;
    if (this.data.lacks > 0) rounds.goTo(this.taskId, null);
    else rounds.finish(this.taskId);
    this.draw();
    this.top();
  },

  onSeeOrder() {
    const id = this.step()?.given?.orderId ?? null;
    if (id !== null) this.openOrder(id);
  },

  onPastOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.openOrder(detail.id);
  },

  openOrder(id: string) {
    if (isOnPhone(id)) open(PAGES.unsent);
    else open(PAGES.order, { id });
  },
});
