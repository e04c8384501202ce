/** A course: its materials one at a time, marked when they were read, with or without a network; then the quiz. */
import type { TrainingView } from '../../../../typings/training-views';
import { call } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { leave, open, PAGES } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { seen, unseen } from '../../../services/seen';
import { now } from '../../../services/session';
import { keptOf, KEYS, outbox } from '../../../services/training';
import { TEXT } from '../../../shared/text';
import { courseIn, coursePage, type CoursePage } from './view';

const t = TEXT.training;

const NOTHING: CoursePage = {
  title: '',
  about: '',
  segments: [],
  material: null,
  materials: [],
  act: { kind: 'mine', text: t.toMine, hint: '' },
};

Page({
  data: { look: lookClass(), t, ...LOADING, ...NOTHING, gone: false },

  id: '',
  courseId: '',
  /** The material that was chosen from the list; null: the first that was not read. */
  chosen: null as string | null,
  training: null as TrainingView | null,

  onLoad({ id = '', course = '' }: Record<string, string | undefined>) {
    this.id = decoded(id);
    this.courseId = decoded(course);
    this.setData({ look: lookClass() });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
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
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<TrainingView>(
      `course ${this.id}`,
      () => call('training.get', { trainingId: this.id }),
      (training, state) => {
        if (training !== null) this.training = training;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    const { training } = this;
    const course = training === null ? null : courseIn(training, this.courseId);
    const gone = training !== null && course === null;
    const page =
      training === null || course === null
        ? NOTHING
        : coursePage(course, keptOf(this.id), this.chosen, training.mine, now());
    this.setData(patch(this.data, { ...state, ...page, gone }));
  },

  top() {
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  onMaterial({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.chosen = String(currentTarget.dataset['id']);
    this.draw();
    this.top();
  },

  onAct() {
    const query = { id: this.id, course: this.courseId };
    switch (this.data.act.kind) {
      case 'read':
        void this.mark();
        return;
      case 'attend':
        open(PAGES.trainingSignIn);
        return;
      case 'quiz':
        open(PAGES.quiz, query);
        return;
      case 'mine':
        leave();
    }
  },

  /** On disk at once; the next material need not wait for the network. */
  async mark() {
    const material = this.data.material?.id ?? '';
    const { id: trainingId, courseId } = this;
    this.chosen = null;
    const sent = outbox.send(KEYS.read(trainingId, courseId, material), {
      route: 'training.read',
      input: { trainingId, courseId, materialIds: [material] },
    });
    this.draw();
    this.top();
    const outcome = await sent;
    if (outcome.kind !== 'arrived' || !('parts' in outcome.answer)) return;
    this.training = arrived(`course ${this.id}`, outcome.answer);
    this.draw();
  },
});
