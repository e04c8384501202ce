/** One part of what a team is told: a heading, and a line each. */
import type { ToldBlock } from '../../card/view';

Component({
  options: { virtualHost: true },
  properties: { block: { type: Object, value: {} as ToldBlock } },
});
