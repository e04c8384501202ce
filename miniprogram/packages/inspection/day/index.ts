/** 今日任务: what this person has to look at, by due time; a miss is explained in a sentence. */
import type { Routes } from '../../../../typings/api';
import type { DayLine } from '../../../../typings/day';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { seesMisses } from '../../../services/core/task-list';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { LOADING, reading, READY, type ReadState } from '../../../services/reading';
import { readTasks, rounds, wakeRounds } from '../../../services/rounds';
import { every, seen, unseen } from '../../../services/seen';
import { knownSession, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { whenText } from '../../../shared/time';
import { dayOf, type DayCard } from './cards';
import { entriesOf, type Entry } from './entries';

/** How often the times left are told anew (ms). */
const TICK = 30_000;

const t = TEXT.inspection;

const NO_WORDS: Record<string, string> = {};

type Card = WechatMiniprogram.CustomEvent<{ id: string }>;

Page({
  data: {
    look: lookClass(),
    t,
    waiting: [] as Entry[],
    others: [] as Entry[],
    ...LOADING,
    doNow: [] as DayCard[],
    explain: [] as DayCard[],
    done: [] as DayCard[],
    /** Reasons as far as they are written, and what is wrong with them, by task. */
    words: NO_WORDS,
    trouble: NO_WORDS,
    busy: false,
  },

  /** What the day holds beside rounds, as the server told it last. */
  lines: [] as DayLine[],

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      rounds.watch(() => this.draw()),
      every(TICK, () => this.draw()),
    );
    wakeRounds();
    void this.read();
    void this.readLines();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    wakeRounds();
    await Promise.all([this.read(), this.readLines()]);
    void wx.stopPullDownRefresh();
  },

  /** The tasks themselves lie with the rounds; what is kept here is when they were read. */
  read() {
    return reading<number>('tasks', readTasks, (_, state) => this.draw(state), this.data.read !== 'loading');
  },

  /** Rounds are shown without it, and what was told last stays. */
  readLines() {
    return reading<Routes['day.lines']['output']>(
      'dayLines',
      () => call('day.lines', {}),
      (day) => {
        if (day !== null) this.lines = day.lines;
        this.draw();
      },
    );
  },

  draw(state: Partial<ReadState> = {}) {
    // Before the first answer only what is kept may be shown.
    const isKept = this.data.read === 'loading' && rounds.tasks().length > 0;
    const shown = state.read === 'failed' && rounds.tasks().length > 0 ? { ...state, read: 'stale' } : state;
    const day = dayOf(rounds.tasks(), rounds.round, now());
    const entries = entriesOf(this.lines, seesMisses(knownSession()?.me.roles ?? []));
    this.setData(patch(this.data, { ...(isKept ? READY : {}), ...shown, ...day, ...entries }));
  },

  onTask({ detail: { id } }: Card) {
    const task = rounds.task(id);
    if (task !== null && task.opensAt > now()) say(fill(t.notYet, { time: whenText(task.opensAt, now()) }));
    else open(PAGES.round, { id });
  },

  onWords({ detail: { id, text } }: WechatMiniprogram.CustomEvent<{ id: string; text: string }>) {
    this.setData({ words: { ...this.data.words, [id]: text }, trouble: {} });
  },

  async onExplain({ detail: { id } }: Card) {
    const task = rounds.task(id);
    const reason = this.data.words[id]?.trim() ?? '';
    if (task === null || this.data.busy) return;
    if (reason === '') {
      this.setData({ trouble: { [id]: t.explainAsk } });
      return;
    }
    this.setData({ busy: true, trouble: {} });
    try {
      rounds.learnOne(await call('tasks.explain', { taskId: id, rev: task.rev, reason }));
      say(t.explainDone);
    } catch (error) {
      this.setData({ trouble: { [id]: faultOf(error) } });
      // Somebody else may have been at it.
      void this.read();
    } finally {
      this.setData({ busy: false });
    }
  },

  onEntry({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES[currentTarget.dataset['page'] as Entry['page']]);
  },

  onForget({ detail: { id } }: Card) {
    rounds.forget(id);
  },
});
