/** A class from its code to its photo: opened for courses and a place, signed in to by whoever comes, closed with one picture. */
import type { SignCode } from '../../../../typings/sign-in';
import type { ClassBook, SessionView } from '../../../../typings/training-views';
import { call, newId } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { PictureRefused } from '../../../services/core/picture';
import { dressPage, lookClass } from '../../../services/look';
import { ask, leave, say } from '../../../services/phone';
import { choosePhotos, keepPhoto } from '../../../services/photos';
import { failedState, LOADING, READY } from '../../../services/reading';
import { seen, unseen } from '../../../services/seen';
import { now } from '../../../services/session';
import { KEYS, outbox, type TrainingOutcome } from '../../../services/training';
import { clockText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { LEVEL_NAMES } from '../../../shared/training';
import { classPage, type ClassPage } from './view';

const t = TEXT.training;

const NO_CLASS: ClassPage = {
  title: '',
  about: '',
  open: false,
  holds: false,
  count: '',
  rows: [],
  missing: [],
  missingNames: '',
  closed: '',
  photo: '',
};

interface CourseChoice {
  id: string;
  title: string;
  about: string;
  on: boolean;
}

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    /** Whether a class is shown; else one is opened. */
    held: false,
    courses: [] as CourseChoice[],
    running: [] as { id: string; title: string; about: string }[],
    place: '',
    ...NO_CLASS,
    code: null as SignCode | null,
    /** The photo is in this phone only. */
    closing: false,
    naming: false,
    trouble: '',
    busy: false,
  },

  /** Of the class: made once, so that a second tap opens the same. */
  id: '',
  book: null as ClassBook | null,
  chosen: [] as string[],
  session: null as SessionView | null,

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.id = id === '' ? newId() : decoded(id);
    this.setData({ look: lookClass(), held: id !== '' });
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

  /** Who came changes by the minute: nothing of it is kept. */
  async read() {
    try {
      if (this.data.held) this.session = await call('training.sessions.get', { sessionId: this.id });
      else this.book = await call('training.sessions.list', {});
      this.draw(READY);
    } catch (error) {
      const known = this.session !== null || this.book !== null;
      this.setData(failedState(error, known ? now() : null));
    }
  },

  draw(state: object = {}) {
    const { session, book, chosen } = this;
    const waiting = outbox.find(KEYS.close(this.id));
    const closing = waiting !== null && waiting.refused === '';
    this.setData(
      patch(this.data, {
        ...state,
        closing,
        ...(waiting === null || waiting.refused === '' ? {} : { trouble: waiting.refused }),
        ...(session === null ? NO_CLASS : classPage(session)),
        code: session?.code ?? null,
        courses: (book?.courses ?? []).map(({ id, title, minutes, level }) => ({
          id,
          title,
          about: `${LEVEL_NAMES[level]} · ${fill(t.course, { minutes })}`,
          on: chosen.includes(id),
        })),
        running: (book?.sessions ?? []).map(({ id, title, place, openedAt, n }) => ({
          id,
          title,
          about: [clockText(openedAt), place, fill(t.classHere, { count: n })].join(' · '),
        })),
      }),
    );
  },

  learn(session: SessionView) {
    this.session = session;
    this.id = session.id;
    this.setData({ held: true });
    this.draw(READY);
  },

  onCourse({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
    this.setData({ trouble: '' });
    this.draw();
  },

  onPlace({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ place: detail.value, trouble: '' });
  },

  onRunning({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.id = String(currentTarget.dataset['id']);
    this.setData({ held: true, ...LOADING });
    void this.read();
  },

  async onOpen() {
    const place = this.data.place.trim();
    const missing = this.chosen.length === 0 ? t.classCourse : place === '' ? t.classWhere : '';
    if (missing !== '' || this.data.busy) {
      this.setData({ trouble: missing });
      return;
    }
    await this.doing(async () => {
      const input = { id: this.id, courseIds: this.chosen, place };
      this.learn(await call('training.sessions.open', input, { requestId: this.id }));
    });
  },

  /** What fails is said on the page, and what was chosen stays. */
  async doing(work: () => Promise<void>) {
    this.setData({ busy: true, trouble: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ trouble: error instanceof PictureRefused ? error.message : faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onRefresh() {
    void this.read();
  },

  onNaming() {
    this.setData({ naming: true, trouble: '' });
  },

  onNamingEnd() {
    this.setData({ naming: false });
  },

  onNamed({
    detail: { id, name, reason },
  }: WechatMiniprogram.CustomEvent<{ id: string; name: string; reason: string }>) {
    if (this.data.busy) return;
    void this.doing(async () => {
      this.learn(await call('training.sessions.signIn', { sessionId: this.id, personId: id, reason }));
      this.onNamingEnd();
      say(fill(t.classNamed, { name }));
    });
  },

  async onLeave({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const name = this.data.rows.find((row) => row.id === id)?.name ?? '';
    if (this.data.busy || !(await ask(fill(t.classLeaveAsk, { name }), t.classLeave))) return;
    await this.doing(async () => {
      const input = { sessionId: this.id, personId: id, leaves: true as const };
      this.learn(await call('training.sessions.signIn', input));
    });
  },

  async onClose() {
    if (this.data.busy) return;
    await this.doing(async () => {
      const [shot] = await choosePhotos('camera', 1).catch(() => {
        say(TEXT.form.cameraOff);
        return [];
      });
      if (shot === undefined) return;
      const { photo } = await keepPhoto(shot.path, shot.source);
      const intent = { route: 'training.sessions.close', input: { sessionId: this.id } } as const;
      this.closed(await outbox.send(KEYS.close(this.id), intent, photo));
    });
  },

  closed(outcome: TrainingOutcome) {
    if (outcome.kind === 'refused') this.setData({ trouble: outcome.because });
    if (outcome.kind !== 'arrived' || !('signed' in outcome.answer)) return;
    this.learn(outcome.answer);
    say(t.classOver);
  },

  onDone() {
    leave();
  },
});
