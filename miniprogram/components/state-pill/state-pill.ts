/** An order's state: ring and word in a pill; a missed deadline takes its place. */
import { stateWord, toneOf } from '../../services/core/turn';
import { knownSession } from '../../services/session';
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    stateId: { type: String, value: '' },
    label: { type: String, value: '' },
    ring: { type: Number, value: 0 },
    overdue: { type: Boolean, value: false },
  },
  data: { tone: 'plain', word: '', late: TEXT.orders.overdue },
  observers: {
    'stateId, label'(id: string, label: string) {
      this.setData({ tone: toneOf(id), word: stateWord(id, label, knownSession()?.me.roles ?? []) });
    },
  },
});
