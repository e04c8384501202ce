/** Whom to sign in who cannot do it, and why: first who has to be there, then anybody. Says `choose` and `close`. */
import type { PersonRef } from '../../../../../typings/domain';
import { TEXT } from '../../../../shared/text';

/** What is said unless another one is tapped. */
const usual = (): string => TEXT.training.classNameWhys[0];

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** Who has to be there and is not. */
    missing: { type: Array, value: [] as PersonRef[] },
    trouble: { type: String, value: '' },
  },
  data: { t: TEXT.training, anybody: false, reason: usual() },
  observers: {
    visible(visible: boolean) {
      const { missing } = this.data;
      if (visible) this.setData({ anybody: missing.length === 0, reason: usual() });
    },
  },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', {
        id: String(currentTarget.dataset['id']),
        name: String(currentTarget.dataset['name']),
        reason: this.data.reason,
      });
    },
    onPerson({ detail }: WechatMiniprogram.CustomEvent<PersonRef>) {
      this.triggerEvent('choose', { id: detail.id, name: detail.name, reason: this.data.reason });
    },
    onWhy({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.setData({ reason: String(currentTarget.dataset['reason']) });
    },
    onAnybody() {
      this.setData({ anybody: true });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
