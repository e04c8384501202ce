/** 上课签到: scans the code on the phone of who holds the class, or takes its six digits; kept and sent by itself without a network. */
import { dressPage, lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { scanSignIn } from '../../../services/scan';
import { seen, unseen } from '../../../services/seen';
import { KEYS, outbox, type TrainingOutcome } from '../../../services/training';
import { typedSecret } from '../../../shared/sign-in';
import { fill, TEXT } from '../../../shared/text';
import { courseNames } from '../session/view';

const t = TEXT.training;

const NOTHING = { heading: '', about: '', hint: '', kept: false };

Page({
  data: {
    look: lookClass(),
    t,
    digits: '',
    /** Once signed in, or kept: what for, and what is counted. */
    done: NOTHING,
    trouble: '',
    busy: false,
  },

  onLoad() {
    const waiting = outbox.find(KEYS.signIn);
    this.setData({ look: lookClass(), trouble: waiting?.refused ?? '' });
    if (waiting !== null && waiting.refused === '') this.keep();
  },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
    seen(
      this,
      outbox.watch(() => this.heard()),
    );
    outbox.wake();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
    // Who has read why it was not taken has to scan again in any case.
    const waiting = outbox.find(KEYS.signIn);
    if (waiting !== null && waiting.refused !== '') outbox.drop(KEYS.signIn);
  },

  keep() {
    this.setData({ done: { heading: t.inKept, about: t.inKeptHint, hint: '', kept: true } });
  },

  /** What was kept went out, or was not taken. */
  heard() {
    const waiting = outbox.find(KEYS.signIn);
    if (!this.data.done.kept) return;
    if (waiting === null) this.setData({ done: { ...NOTHING, heading: t.inDone, hint: t.inCountsLater } });
    else if (waiting.refused !== '') this.setData({ done: NOTHING, trouble: waiting.refused });
  },

  async onScan() {
    if (this.data.busy) return;
    const found = await scanSignIn();
    if (found.kind === 'closed') return;
    if (found.kind === 'off') this.setData({ trouble: t.inOff });
    else if (found.kind === 'foreign') this.setData({ trouble: t.inForeign });
    else if (found.signIn.kind !== 'training') this.setData({ trouble: t.inOther });
    else await this.signIn(found.signIn.id, found.signIn.secret);
  },

  onDigits({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ digits: detail.value, trouble: '' });
  },

  async onTyped() {
    const secret = typedSecret(this.data.digits);
    if (secret === null) this.setData({ trouble: t.inTypeBad });
    else await this.signIn(null, secret);
  },

  async signIn(sessionId: string | null, secret: string) {
    if (this.data.busy) return;
    this.setData({ busy: true, trouble: '' });
    const input = { sessionId, secret };
    this.came(await outbox.send(KEYS.signIn, { route: 'training.sessions.signIn', input }));
    this.setData({ busy: false });
  },

  came(outcome: TrainingOutcome) {
    if (outcome.kind === 'kept') this.keep();
    else if (outcome.kind === 'refused') this.setData({ trouble: outcome.because });
    else if ('signed' in outcome.answer) {
      const { courses, place, trainer } = outcome.answer;
      const minutes = courses.reduce((sum, course) => sum + course.minutes, 0);
      this.setData({
        done: {
          heading: t.inDone,
          about: [courseNames(courses), place, trainer.name].filter((part) => part !== '').join(' · '),
          hint: fill(t.inCounts, { minutes }),
          kept: false,
        },
      });
      say(t.inDone);
    }
  },

  onDone() {
    leave();
  },
});
