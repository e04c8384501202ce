/** A thing on the shelf: its sign or photo, what it costs, and 换这个 or why not. Says `take`. */
import type { RewardCard } from '../../../../services/core/shop';

Component({
  options: { virtualHost: true },
  properties: {
    reward: { type: Object, value: {} as RewardCard },
  },
  methods: {
    onTake() {
      if (this.data.reward.may) this.triggerEvent('take', { id: this.data.reward.id });
    },
  },
});
