/** How soon departments answer, compared so that nobody is worse off for having more reports, or more urgent ones. */
import type { Urgency } from '../../../../typings/domain';
import type { Cell } from '../../../../typings/insight';
import type { InsightFilter, InsightRank } from '../../../../typings/insight-views';
import { MEDIAN, minutesOf, quantile, sum } from './figures';

/** With fewer answers nothing is fair to say. */
export const ANSWERS_TO_COMPARE = 5;

const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];

type ByUrgency = InsightRank['byUrgency'];

function byUrgencyOf(cells: readonly Cell[], department: string): ByUrgency {
  return URGENCIES.flatMap((urgency) => {
    const by = { department, urgency };
    const answered = sum(cells, 'order', 'responded', by);
    if (answered === 0) return [];
    const inTime = sum(cells, 'order', 'respondedInTime', by) / answered;
    return [{ urgency, answered, inTime, median: quantile(minutesOf(cells, 'response', by), MEDIAN) ?? 0 }];
  });
}

/** Each urgency weighs as it does in the whole plant: a department that has mostly urgent ones is not the slower for it. */
function weighed(byUrgency: ByUrgency, weights: ReadonlyMap<Urgency, number>): number | null {
  let whole = 0;
  let inTime = 0;
  for (const each of byUrgency) {
    const weight = weights.get(each.urgency) ?? 0;
    whole += weight;
    inTime += weight * each.inTime;
  }
  return whole === 0 ? null : inTime / whole;
}

/**
 * The quickest first, those that can't be compared last. The same part in time is the same rank.
 * @param cells - of the whole plant
 * @param nameOf - what a department is called
 * @param behind - adds the days
 */
export function ranking(
  cells: readonly Cell[],
  nameOf: (departmentId: string) => string,
  behind: (filter: InsightFilter) => InsightFilter,
): InsightRank[] {
  const answering = cells.flatMap(({ of, by, n }) =>
    of === 'order' && (n['responded'] ?? 0) > 0 ? (by['department'] ?? []) : [],
  );
  const weights = new Map(
    URGENCIES.map((urgency) => [urgency, sum(cells, 'order', 'responded', { urgency })]),
  );
  const all = [...new Set(answering)].map((departmentId) => {
    const byUrgency = byUrgencyOf(cells, departmentId);
    const answered = byUrgency.reduce((count, each) => count + each.answered, 0);
    return {
      ...{ departmentId, name: nameOf(departmentId), answered, byUrgency },
      inTime: weighed(byUrgency, weights),
      opens: behind({ what: 'answered', departmentId }),
    };
  });
  const isFair = ({ answered }: { answered: number }): boolean => answered >= ANSWERS_TO_COMPARE;
  const compared = all
    .filter(isFair)
    .sort((a, b) => (b.inTime ?? 0) - (a.inTime ?? 0) || (a.departmentId < b.departmentId ? -1 : 1));
  const rankOf = ({ inTime }: { inTime: number | null }): number =>
    1 + compared.filter((other) => (other.inTime ?? 0) > (inTime ?? 0)).length;
  const rest = all
    .filter((one) => !isFair(one))
    .sort((a, b) => b.answered - a.answered || (a.departmentId < b.departmentId ? -1 : 1));
  return [
    ...compared.map((one) => ({ ...one, rank: rankOf(one) })),
    ...rest.map((one) => ({ ...one, rank: null })),
  ];
}
