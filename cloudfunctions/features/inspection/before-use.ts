/** Which machines are checked before use, and when that was done last. */
import type { BeforeUsePlan, LastUseCheck } from '../../../typings/inspection';
import { isByClock } from '../../engine/inspection';
import type { Plant } from '../plant/current';
import { lastUseCheckAt, type UseCheckRow } from './store';

/** The plan of a machine; null when it has none. */
export const beforeUsePlan = (
  { inspection }: Pick<Plant, 'inspection'>,
  pointId: string,
): BeforeUsePlan | null =>
  inspection.plans
    .flatMap((plan) => (isByClock(plan) ? [] : [plan]))
    .find(({ route }) => route.some((stop) => stop.pointId === pointId)) ?? null;

const checkOf = ({ _id: taskId, finished, verdict }: UseCheckRow): LastUseCheck | null =>
  finished === null ? null : { taskId, at: finished.at, by: finished.by, verdict };

/** The last check of a machine; null when there was none. One database call. */
export async function lastUseCheck(pointId: string): Promise<LastUseCheck | null> {
  const row = await lastUseCheckAt(pointId);
  return row === null ? null : checkOf(row);
}
