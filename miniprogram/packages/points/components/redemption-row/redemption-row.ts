/** One thing redeemed, in a list: what, for how many points, and where it stands. Says `press`. */
import type { RedemptionRow } from '../../../../services/core/shop';

Component({
  options: { virtualHost: true },
  properties: {
    redemption: { type: Object, value: {} as RedemptionRow },
  },
  methods: {
    onPress() {
      this.triggerEvent('press', { id: this.data.redemption.id });
    },
  },
});
