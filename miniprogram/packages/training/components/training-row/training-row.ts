/** A training in a list: whose or which, how far, what is next and by when. Says `press`. */
import type { TrainingRow } from '../../../../services/core/training';

Component({
  options: { virtualHost: true },
  properties: {
    training: { type: Object, value: {} as TrainingRow },
    /** Whether it is told whose it is. */
    named: { type: Boolean, value: false },
  },
  methods: {
    onPress() {
      this.triggerEvent('press', { id: this.data.training.id });
    },
  },
});
