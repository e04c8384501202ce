/** An order's state: ring and word in a pill; a missed deadline takes its place. */
import { TEXT } from '../../shared/text';

/** The states with a hue of their own, by id; all others are outlined. */
const TONES: Record<string, string> = {
  awaitingResponse: 'wait',
  rectifying: 'fix',
  awaitingVerification: 'verify',
  closed: 'closed',
  notHazard: 'closed',
  unsent: 'kept',
};

Component({
  options: { virtualHost: true },
  properties: {
    stateId: { type: String, value: '' },
    label: { type: String, value: '' },
    ring: { type: Number, value: 0 },
    overdue: { type: Boolean, value: false },
  },
  data: { tone: 'plain', late: TEXT.orders.overdue },
  observers: {
    stateId(id: string) {
      this.setData({ tone: TONES[id] ?? 'plain' });
    },
  },
});
