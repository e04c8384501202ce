/** Which templates a place reports most: what the phone knows at once, and what the server says a moment later. */
import { HOUR } from '../shared/time';
import { call } from './call';
import type { Spot } from './core/places';
import { whoAmI } from './session';
import { keep, kept } from './storage';

/** The server is asked again after this long (ms): what a place reports changes over weeks. */
const FRESH = HOUR;

const nameOf = ({ areaId, pointId }: Spot): string => `here:${areaId}:${pointId ?? ''}`;

/** As the server said it last time, best first; of a point it was never asked about, as it said of the area. */
export function knownHere(spot: Spot | null): string[] {
  if (spot === null) return [];
  const saidOf = (place: Spot) => kept<string[]>(whoAmI(), nameOf(place))?.value;
  return saidOf(spot) ?? saidOf({ ...spot, pointId: null }) ?? [];
}

/** Asks the server and keeps the answer, or returns the one that is fresh. @throws CallFailure */
export async function readHere(spot: Spot): Promise<string[]> {
  const last = kept<string[]>(whoAmI(), nameOf(spot));
  if (last !== null && Date.now() - last.at < FRESH) return last.value;
  const { areaId, pointId } = spot;
  const { templateIds } = await call('templates.here', { areaId, pointId });
  keep(whoAmI(), nameOf(spot), templateIds);
  return templateIds;
}
