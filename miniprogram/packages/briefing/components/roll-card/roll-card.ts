/** Who signed and who did not; for whoever leads the meeting or oversees it. Says `name`. */
import { TEXT } from '../../../../shared/text';
import type { RollBlock } from '../../card/view';

Component({
  options: { virtualHost: true },
  properties: { roll: { type: Object, value: {} as RollBlock } },
  data: { t: TEXT.briefing },
  methods: {
    onName({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id, name } = currentTarget.dataset as { id: string; name: string };
      if (this.data.roll.mayName) this.triggerEvent('name', { id, name });
    },
  },
});
