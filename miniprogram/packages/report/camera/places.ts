/** Where the last report was, what was reported from this phone, and which templates to offer at a place. */
import type { PlaceSource } from '../../../../typings/domain';
import { countUse, rankTemplates, usageOf, type Spot, type Usage } from '../../../services/core/places';
import { knownHere } from '../../../services/here';
import { noteRecent, recentPlaces } from '../../../services/recent-places';
import { knownPlant } from '../../../services/session';
import { load, save } from '../../../services/storage';

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

/** What the address of the page says of the place. */
export interface Address {
  /** A label's point, or the area at whose entrance it hangs. */
  point?: string;
  area?: string;
  /** `1`: the place is not known, and the last one would be wrong. */
  choose?: string;
  /** `1`: a machine was scanned that is checked before use. */
  use?: string;
}

const usage = (): Usage => usageOf(load(USAGE));

/** Where the last report was; null before the first. */
function lastPlace(): Where | null {
  const [last] = recentPlaces();
  return last === undefined ? null : { ...last, source: 'lastUsed' };
}

/** Where the page begins: what was scanned, else where the last report was; null when it must be chosen. */
export function firstPlace({ point: pointId, area: areaId, choose }: Address): Where | null {
  const plant = knownPlant();
  const point = plant?.points.find(({ id }) => id === pointId);
  if (point !== undefined) return { areaId: point.areaId, pointId: point.id, source: 'label' };
  const area = plant?.areas.find(({ id }) => id === areaId);
  if (area !== undefined) return { areaId: area.id, pointId: null, source: 'label' };
  return choose === '1' ? null : lastPlace();
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
    noteRecent({ areaId, pointId });
  } catch {
    // Drafts come first.
  }
}
