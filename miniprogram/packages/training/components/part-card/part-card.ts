/** A level of a training: who holds it, how many 学时, its courses, and the signature. Says `course`. */
import type { PartCard } from '../../../../services/core/training';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { part: { type: Object, value: {} as PartCard } },
  data: { waits: TEXT.training.waits },
  methods: {
    onCourse({ currentTarget }: WechatMiniprogram.BaseEvent) {
      if (!this.data.part.waits) this.triggerEvent('course', { id: String(currentTarget.dataset['id']) });
    },
  },
});
