/** 我的培训: level by level what is learnt and what is left, and the one thing to do next; also somebody else's, for who looks after them. */
import type { TrainingCard, TrainingView } from '../../../../typings/training-views';
import { call } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { seesMisses } from '../../../services/core/task-list';
import {
  headOf,
  nextOf,
  partCard,
  rowOf,
  type Head,
  type Next,
  type PartCard,
  type TrainingRow,
} from '../../../services/core/training';
import { openDocument } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { nameBar, open, PAGES, say } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { seen, unseen } from '../../../services/seen';
import { knownSession, now } from '../../../services/session';
import { keptOf, KEYS, outbox } from '../../../services/training';
import { TEXT } from '../../../shared/text';

const t = TEXT.training;

type Mine = { cards: TrainingCard[]; training: TrainingView | null };

type Id = WechatMiniprogram.CustomEvent<{ id: string }>;

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    head: null as Head | null,
    parts: [] as PartCard[],
    next: null as Next | null,
    /** Whether it is the reader's own. */
    mine: true,
    may: { explain: false, waive: false, sheet: false },
    others: [] as TrainingRow[],
    /** Whether this person holds classes and looks after trainings of others. */
    oversees: false,
    /** The sheet that asks why: `waive`, `explain`, or empty. */
    asking: '',
    busy: false,
    trouble: '',
    /** A sign-in that is in this phone only, or that was not taken. */
    note: '',
  },

  /** The one that a message or a list leads to; empty: the own one that is due first. */
  wanted: '',
  told: null as Mine | null,

  onLoad({ id }: Record<string, string | undefined>) {
    this.wanted = id === undefined ? '' : decoded(id);
    this.setData({ look: lookClass() });
  },

  onShow() {
    dressPage();
    const oversees = seesMisses(knownSession()?.me.roles ?? []);
    this.setData(patch(this.data, { look: lookClass(), oversees }));
    seen(
      this,
      outbox.watch(() => this.draw()),
    );
    outbox.wake();
    void this.read();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    outbox.wake();
    await this.read();
    void wx.stopPullDownRefresh();
  },

  name(): string {
    return this.wanted === '' ? 'trainings' : `training ${this.wanted}`;
  },

  read() {
    return reading<Mine>(
      this.name(),
      () => this.load(),
      (mine, state) => {
        if (mine !== null) this.told = mine;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  async load(): Promise<Mine> {
    if (this.wanted !== '')
      return { cards: [], training: await call('training.get', { trainingId: this.wanted }) };
    const { trainings: cards } = await call('training.mine', {});
    const [first] = cards;
    return {
      cards,
      training: first === undefined ? null : await call('training.get', { trainingId: first.id }),
    };
  },

  draw(state: object = {}) {
    const { training = null, cards = [] } = this.told ?? {};
    const waiting = outbox.find(KEYS.signIn);
    const note = waiting === null ? '' : waiting.refused || t.inWaiting;
    if (note !== this.data.note) this.setData({ note });
    if (training === null) {
      this.setData(patch(this.data, { ...state, head: null, parts: [], next: null, others: [] }));
      return;
    }
    const kept = keptOf(training.id);
    const at = now();
    this.setData(
      patch(this.data, {
        ...state,
        head: headOf(training, at),
        parts: training.parts.map((part) => partCard(part, training.hourMinutes, kept, at)),
        next: training.mine ? nextOf(training, kept, at) : null,
        mine: training.mine,
        may: training.may,
        others: cards.filter(({ id }) => id !== training.id).map((card) => rowOf(card, at)),
      }),
    );
    if (!training.mine) nameBar(this, training.person.name);
  },

  /** What the server told of the training in answer to something else. */
  learn(training: TrainingView) {
    this.told = arrived(this.name(), { cards: this.told?.cards ?? [], training });
    this.draw();
  },

  onNext() {
    const { next } = this.data;
    const id = this.told?.training?.id ?? '';
    if (next === null) return;
    if (next.kind === 'attend') open(PAGES.trainingSignIn);
    else if (next.kind === 'sign') open(PAGES.signature, { id, level: next.level });
    else open(next.kind === 'quiz' ? PAGES.quiz : PAGES.course, { id, course: next.courseId });
  },

  onCourse({ detail }: Id) {
    open(PAGES.course, { id: this.told?.training?.id ?? '', course: detail.id });
  },

  onTraining({ detail }: Id) {
    open(PAGES.training, { id: detail.id });
  },

  onSignIn() {
    open(PAGES.trainingSignIn);
  },

  onClass() {
    open(PAGES.trainingClass);
  },

  onPeople() {
    open(PAGES.trainings);
  },

  onWhy({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ asking: String(currentTarget.dataset['kind']), trouble: '' });
  },

  onWhyEnd() {
    this.setData({ asking: '' });
  },

  async onReason({
    detail: { reason, until },
  }: WechatMiniprogram.CustomEvent<{ reason: string; until: string }>) {
    const training = this.told?.training ?? null;
    if (training === null || this.data.busy) return;
    const which = { trainingId: training.id, rev: training.rev, reason };
    const waives = this.data.asking === 'waive';
    this.setData({ busy: true, trouble: '' });
    try {
      this.learn(
        waives ? await call('training.waive', which) : await call('training.explain', { ...which, until }),
      );
      this.onWhyEnd();
      say(waives ? t.waiveDone : t.explainDone);
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
      // Somebody else may have been at it.
      void this.read();
    } finally {
      this.setData({ busy: false });
    }
  },

  async onRecord() {
    const id = this.told?.training?.id ?? '';
    if (id === '' || this.data.busy) return;
    this.setData({ busy: true });
    try {
      openDocument((await call('training.sheet', { trainingId: id })).url);
    } catch (error) {
      say(faultOf(error));
    } finally {
      this.setData({ busy: false });
    }
  },
});
