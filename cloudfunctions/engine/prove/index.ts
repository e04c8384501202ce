/** Proves a flow before it is published: every open order will have one owner, one deadline and a way to its end. */
import type { DeadlineTable, Flow } from '../../../typings/flow';
import { actionHoles } from './actions';
import { pathHoles } from './paths';
import { stateHoles } from './states';

const LIMITS = { respond: '响应', resolve: '整改', verify: '复核', redo: '重改', handOver: '交接' } as const;
const URGENCIES = { high: '高', medium: '中', low: '低' } as const;

const keysOf = <T extends object>(record: T): (keyof T & string)[] =>
  Object.keys(record) as (keyof T & string)[];

function deadlineHoles(deadlines: DeadlineTable): string[] {
  return keysOf(URGENCIES).flatMap((urgency) =>
    keysOf(LIMITS)
      .filter((limit) => !(Number.isFinite(deadlines[urgency][limit]) && deadlines[urgency][limit] > 0))
      .map((limit) => `紧急程度「${URGENCIES[urgency]}」的${LIMITS[limit]}期限要大于零`),
  );
}

/**
 * The holes of a flow, in Chinese; empty when it may be published.
 * Sources of the rules: product.md, "What must always hold"; architecture.md, decision 2.
 */
export function prove(flow: Flow, deadlines: DeadlineTable): string[] {
  const holes = [...stateHoles(flow), ...actionHoles(flow), ...pathHoles(flow), ...deadlineHoles(deadlines)];
  return [...new Set(holes)];
}
