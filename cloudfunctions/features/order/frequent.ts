/** Which templates a place reports most, at this time of year and by this person: what a phone offers there first. */
import type { Routes } from '../../../typings/api';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { idsOf, type Actor } from '../people/identify';
import { plant } from '../plant/current';
import { rankTemplates } from './ranking';
import { reportedIn } from './store';

/** A year and a bit: the same season a year ago is in it whole. */
const WITHIN = 400 * DAY;
const READS = 500;
const NAMED = 12;

/**
 * Templates in force that were used in an area, best first, see {@link rankTemplates}. One database call.
 * @throws AppError PLACE_UNKNOWN
 */
export async function templatesHere(
  actor: Actor,
  { areaId, pointId }: Routes['templates.here']['input'],
  now: number,
): Promise<Routes['templates.here']['output']> {
  const { areaById, pointById, templateById } = await plant(now);
  const isThere = areaById.has(areaId) && (pointId === null || pointById.get(pointId)?.areaId === areaId);
  if (!isThere) throw new AppError('PLACE_UNKNOWN');
  const own = idsOf(actor);
  const uses = (await reportedIn(areaId, now - WITHIN, READS)).flatMap(
    ({ templateId, place, reporter, reportedAt }) => {
      // Whoever told only the safety officers must not be guessed from what the place offers.
      if (templateId === null || reporter.visibility !== 'named' || !templateById.has(templateId)) return [];
      const isHere = pointId !== null && place.pointId === pointId;
      return { templateId, at: reportedAt, isHere, isOwn: own.includes(reporter.id) };
    },
  );
  return { templateIds: rankTemplates(uses, now).slice(0, NAMED) };
}
