/** What went wrong at the points of an area before, for whoever goes there to look. */
import type { Millis } from '../../../typings/domain';
import type { PastProblem } from '../../../typings/inspection';
import { WORDS } from '../../../miniprogram/shared/words';
import { DAY } from '../../../miniprogram/shared/time';
import { plant, type Plant } from '../plant/current';
import { reportedWhen } from './anonymous';
import { areWordsHidden } from './shown';
import { pastIn, type PastRow } from './store';

/** As far back as the same season of last year. */
const WITHIN = 400 * DAY;
const READS = 300;
const PER_POINT = 5;

/** Ends that say that nothing was wrong there, or that another order tells of it. */
export const NO_PROBLEM: readonly string[] = ['notHazard', 'merged'];

/** What was done, else what is going to be; empty while nobody said. */
export function measureOf({ rounds }: Pick<PastRow, 'rounds'>): string {
  const fixed = rounds.findLast((round) => round.fixed !== null)?.fixed?.note ?? '';
  return fixed === '' ? (rounds.findLast(({ plan }) => plan !== null)?.plan?.text ?? '') : fixed;
}

function problemOf(order: PastRow, inForce: Plant): PastProblem {
  // Without a template the title is made of the reporter's own words.
  const isHidden = areWordsHidden(order) && order.templateId === null;
  return {
    orderId: order._id,
    number: order.number,
    title: isHidden ? WORDS.uncheckedTitle : order.title,
    at: reportedWhen(order, inForce).reportedAt,
    measure: measureOf(order),
  };
}

/** The last five problems of each point of an area, newest first. One database call. @returns by point */
export async function pastProblems(areaId: string, now: Millis): Promise<Map<string, PastProblem[]>> {
  const [inForce, orders] = await Promise.all([plant(now), pastIn(areaId, now - WITHIN, READS)]);
  const found = new Map<string, PastProblem[]>();
  for (const order of orders) {
    const { pointId } = order.place;
    if (pointId === null || NO_PROBLEM.includes(order.state)) continue;
    const here = found.get(pointId) ?? [];
    if (here.length < PER_POINT) found.set(pointId, [...here, problemOf(order, inForce)]);
  }
  return found;
}
