/** Signs for a level of a training with a finger; the picture lies on the phone until it arrived. */
import type { TrainingView } from '../../../../typings/training-views';
import { call, newId } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { saved } from '../../../services/photos';
import { LOADING, reading } from '../../../services/reading';
import { KEYS, outbox } from '../../../services/training';
import { fill, TEXT } from '../../../shared/text';
import { hoursOf } from '../../../shared/training';

const t = TEXT.training;

/** What the page asks of the pad. */
type Pad = WechatMiniprogram.Component.TrivialInstance & { wipe(): void; picture(): Promise<string> };

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    /** What is signed for; empty when nothing is to be signed. */
    says: '',
    begun: false,
    enough: false,
    busy: false,
    note: '',
  },

  id: '',
  level: '',
  training: null as TrainingView | null,

  onLoad({ id = '', level = '' }: Record<string, string | undefined>) {
    this.id = decoded(id);
    this.level = decoded(level);
    this.setData({ look: lookClass(), note: outbox.find(KEYS.sign(this.id, this.level))?.refused ?? '' });
    void this.read();
  },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
  },

  read() {
    return reading<TrainingView>(
      `training ${this.id}`,
      () => call('training.get', { trainingId: this.id }),
      (training, state) => {
        if (training !== null) this.training = training;
        this.setData(patch(this.data, { ...state, says: this.says() }));
      },
    );
  },

  part() {
    return this.training?.parts.find(({ level }) => level === this.level) ?? null;
  },

  says(): string {
    const [training, part] = [this.training, this.part()];
    if (training === null || part === null || part.toSign === null) return '';
    const hours = hoursOf(part.doneMinutes, training.hourMinutes);
    return fill(t.signSays, { title: training.title, level: part.label, hours });
  },

  pad(): Pad | null {
    return this.selectComponent('#pad') as Pad | null;
  },

  onChange({
    detail: { begun, enough },
  }: WechatMiniprogram.CustomEvent<{ begun: boolean; enough: boolean }>) {
    this.setData(patch(this.data, { begun, enough }));
  },

  onRewrite() {
    if (!this.data.busy) this.pad()?.wipe();
  },

  async onDone() {
    const toSign = this.part()?.toSign ?? null;
    const [training, part, pad] = [this.training, this.part(), this.pad()];
    if (training === null || part === null || toSign === null || pad === null || this.data.busy) return;
    if (!this.data.enough) {
      say(t.signMore);
      return;
    }
    this.setData({ busy: true, note: '' });
    try {
      const path = await saved(await pad.picture());
      const outcome = await outbox.send(
        KEYS.sign(training.id, part.level),
        {
          route: 'training.sign',
          input: { trainingId: training.id, level: part.level, recordHash: toSign.recordHash },
        },
        { id: newId(), path, source: 'camera', takenAt: Date.now(), fileId: null },
      );
      if (outcome.kind === 'refused') {
        this.setData({ note: outcome.because });
        void this.read();
        return;
      }
      say(outcome.kind === 'arrived' ? t.signSent : t.signKept);
      leave();
    } catch {
      this.setData({ note: t.signFailed });
    } finally {
      this.setData({ busy: false });
    }
  },
});
