/** Tickets as the meeting of a team tells of them. */
import type { BriefedPermit } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { listPermits } from './store';
import { placeText } from './view';

/** More than are ever open at a time. */
const READS = 200;

/**
 * Open tickets in some areas whose time meets a span, soonest first. One database call.
 * @param areaIds - a place in words only is in none
 */
export async function toldPermits(
  areaIds: readonly string[],
  from: Millis,
  to: Millis,
): Promise<BriefedPermit[]> {
  const open = await listPermits({ open: true }, null, READS);
  return open
    .filter(({ place }) => areaIds.includes(place.areaId))
    .filter((permit) => permit.from < to && permit.until > from)
    .sort((a, b) => a.from - b.from)
    .map(({ _id, work, level, place, from, until }) => ({
      id: _id,
      title: `${level.name} ${work}`,
      place: placeText(place),
      from,
      to: until,
    }));
}
