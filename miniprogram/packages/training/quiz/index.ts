/** The quiz of a course: a question at a time, handed in as a whole under one id; it needs a network and keeps nothing half. */
import type { QuizPaper } from '../../../../typings/training-views';
import { call, newId } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { pulse } from '../../../services/camera';
import { CallFailure, isPassing, sentenceOf } from '../../../services/core/failure';
import { showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { now } from '../../../services/session';
import { outbox } from '../../../services/training';
import { TEXT } from '../../../shared/text';
import { chosen, quizPage, resultOf, unanswered, type Answers, type QuizPage, type ResultView } from './view';

const t = TEXT.training;

const NO_ANSWERS: Answers = {};

Page({
  data: {
    look: lookClass(),
    t,
    /** `loading`, `failed`, `asking` or `result`. */
    view: 'loading',
    failure: { heading: '', hint: '', again: false },
    page: null as QuizPage | null,
    result: null as ResultView | null,
    note: '',
    busy: false,
  },

  id: '',
  courseId: '',
  paper: null as QuizPaper | null,
  answers: NO_ANSWERS,
  at: 0,
  /** Of the try: however often it is sent, it is one. */
  tryId: '',

  onLoad({ id = '', course = '' }: Record<string, string | undefined>) {
    this.id = decoded(id);
    this.courseId = decoded(course);
    this.setData({ look: lookClass() });
    void this.begin();
  },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
  },

  async begin() {
    this.setData({ view: 'loading', result: null, note: '' });
    // What was read has to be known there before.
    outbox.wake();
    try {
      this.paper = await call('training.quiz', { trainingId: this.id, courseId: this.courseId });
      [this.answers, this.at, this.tryId] = [NO_ANSWERS, 0, newId()];
      this.draw('asking');
    } catch (error) {
      const passes = !(error instanceof CallFailure) || isPassing(error);
      this.setData({
        view: 'failed',
        failure: {
          heading: passes ? t.quizOffline : error.message,
          hint: passes ? t.quizOfflineHint : '',
          again: passes,
        },
      });
    }
  },

  draw(view: string) {
    const page = this.paper === null ? null : quizPage(this.paper, this.answers, this.at);
    this.setData({ view, page });
  },

  go(at: number) {
    this.at = at;
    this.setData({ note: '' });
    this.draw('asking');
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onOption({ detail: { id, option } }: WechatMiniprogram.CustomEvent<{ id: string; option: string }>) {
    if (this.paper === null || this.data.busy) return;
    this.answers = chosen(this.paper, this.answers, id, option);
    this.draw('asking');
  },

  onPicture({ detail: { url } }: WechatMiniprogram.CustomEvent<{ url: string }>) {
    showPictures(url, [url]);
  },

  onPrevious() {
    if (this.at > 0 && !this.data.busy) this.go(this.at - 1);
  },

  onNext() {
    const { paper, at } = this;
    if (paper === null) return;
    const question = paper.questions[at];
    if (question !== undefined && (this.answers[question.id] ?? []).length === 0) {
      say(t.choose);
      return;
    }
    pulse();
    if (at < paper.questions.length - 1) this.go(at + 1);
    else void this.submit();
  },

  async submit() {
    const { paper, tryId } = this;
    if (paper === null || this.data.busy) return;
    const open = unanswered(paper, this.answers);
    if (open !== null) {
      this.go(open);
      return;
    }
    this.setData({ busy: true, note: '' });
    const answers = Object.fromEntries(
      Object.entries(this.answers).map(([id, options]): [string, string[]] => [id, [...options]]),
    );
    const { trainingId, courseId, no } = paper;
    try {
      const { result } = await call(
        'training.answer',
        { trainingId, courseId, id: tryId, no, answers },
        { requestId: tryId },
      );
      this.setData({ view: 'result', result: resultOf(paper, result, now()) });
      void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ note: isPassing(error) ? t.submitFailed : sentenceOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  /** To what comes next, or to the materials once more. */
  onOn() {
    if (this.data.result?.passed === false) {
      this.toBefore(PAGES.course, { id: this.id, course: this.courseId });
    } else this.toBefore(PAGES.training, {});
  },

  /** Back to the page when it lies right below, else it takes the place of this one. */
  toBefore(page: string, query: Record<string, string>) {
    const before = getCurrentPages().slice(-2, -1)[0];
    if (before !== undefined && `/${before.route}` === page) void wx.navigateBack();
    else if (page === PAGES.training) this.toMine();
    else open(page, query);
  },

  toMine() {
    const pages = getCurrentPages();
    const at = pages.findIndex(({ route }) => `/${route}` === PAGES.training);
    if (at >= 0) void wx.navigateBack({ delta: pages.length - 1 - at });
    else void wx.redirectTo({ url: PAGES.training });
  },

  onRetry() {
    void this.begin();
  },
});
