/** The places that were used last on this phone, for the sheet that asks where. */
import { withRecent, type Recent } from './core/place-list';
import { load, save } from './storage';

const RECENT = 'recentPlaces.v1';

function isRecent(value: unknown): value is Recent {
  return typeof value === 'object' && value !== null && typeof (value as Recent).areaId === 'string';
}

/** Latest first. */
export function recentPlaces(): Recent[] {
  const recent = load(RECENT);
  return Array.isArray(recent) ? recent.filter(isRecent) : [];
}

/** Notes that a place was used. @throws when the storage is full */
export function noteRecent(place: Recent): void {
  save(RECENT, withRecent(recentPlaces(), place));
}
