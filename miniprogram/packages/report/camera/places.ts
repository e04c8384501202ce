/** Where the last report was, what was reported from this phone, and which templates to offer at a place. */
import type { PlaceSource } from '../../../../typings/domain';
import { countUse, rankTemplates, type Spot, type Usage } from '../../../services/core/places';
import { knownHere } from '../../../services/here';
import { knownPlant } from '../../../services/session';
import { load, save } from '../../../services/storage';

const LAST_SPOT = 'lastSpot.v1';
const USAGE = 'templateUse.v1';

/** How many templates the page has room for. */
const SHOWN = 6;

/** A place and how it became known. */
export interface Where {
  areaId: string;
  pointId: string | null;
  source: PlaceSource;
}

/** A template as its tile. */
export interface Tile {
  id: string;
  title: string;
  pictogram: string;
}

function isWhere(value: unknown): value is Where {
  return typeof value === 'object' && value !== null && typeof (value as Where).areaId === 'string';
}

const usage = (): Usage => (load(USAGE) ?? {}) as Usage;

/** Where the last report was; null before the first. */
export function lastPlace(): Where | null {
  const last = load(LAST_SPOT);
  return isWhere(last) ? { ...last, source: 'lastUsed' } : null;
}

/** The six to offer here. */
export function offered(spot: Spot | null): Tile[] {
  const plant = knownPlant();
  if (plant === null) return [];
  return rankTemplates(plant, usage(), spot, knownHere(spot))
    .slice(0, SHOWN)
    .map(({ id, title, pictogram }) => ({ id, title, pictogram }));
}

/** For the next report; a full storage forgets it, and the report is on its way all the same. */
export function remember({ areaId, pointId }: Spot, templateId: string | null): void {
  try {
    if (templateId !== null) save(USAGE, countUse(usage(), areaId, templateId));
    save(LAST_SPOT, { areaId, pointId, source: 'lastUsed' });
  } catch {
    // Drafts come first.
  }
}
