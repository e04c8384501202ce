/** Which templates a place reports most: what the phone knows at once, and what the server says a moment later. */
import { call } from './call';
import type { Spot } from './core/places';
import { whoAmI } from './session';
import { keep, kept } from './storage';

const nameOf = ({ areaId, pointId }: Spot): string => `here:${areaId}:${pointId ?? ''}`;

/** As the server said it last time, most frequent first; empty when it was never asked. */
export function knownHere(spot: Spot | null): string[] {
  return spot === null ? [] : (kept<string[]>(whoAmI(), nameOf(spot))?.value ?? []);
}

/** Asks the server and keeps the answer. @throws CallFailure */
export async function readHere(spot: Spot): Promise<string[]> {
  const { areaId, pointId } = spot;
  const { templateIds } = await call('templates.here', { areaId, pointId });
  keep(whoAmI(), nameOf(spot), templateIds);
  return templateIds;
}
