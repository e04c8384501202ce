/** Which templates a place reports most: what a phone offers there first. */
import type { Routes } from '../../../typings/api';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { plant } from '../plant/current';
import { reportedIn } from './store';

/** How far back it looks, at how many reports, and how many templates it names. */
const WITHIN = 180 * DAY;
const READS = 200;
const NAMED = 12;

/** A report at this very point says more than one elsewhere in the area. */
const AT_POINT = 5;

/**
 * Templates in force that were used in an area, those of the point before others. One database call.
 * @throws AppError PLACE_UNKNOWN
 */
export async function templatesHere(
  { areaId, pointId }: Routes['templates.here']['input'],
  now: number,
): Promise<Routes['templates.here']['output']> {
  const { areaById, pointById, templateById } = await plant(now);
  const isThere = areaById.has(areaId) && (pointId === null || pointById.get(pointId)?.areaId === areaId);
  if (!isThere) throw new AppError('PLACE_UNKNOWN');
  const weights = new Map<string, number>();
  // Newest first: of two that weigh the same, the one that was used last comes first.
  for (const { templateId, place, reporter } of await reportedIn(areaId, now - WITHIN, READS)) {
    // Whoever told only the safety officers must not be guessed from what the place offers.
    if (templateId === null || reporter.visibility !== 'named' || !templateById.has(templateId)) continue;
    const weight = pointId !== null && place.pointId === pointId ? AT_POINT : 1;
    weights.set(templateId, (weights.get(templateId) ?? 0) + weight);
  }
  const ranked = [...weights].sort(([, a], [, b]) => b - a);
  return { templateIds: ranked.slice(0, NAMED).map(([id]) => id) };
}
