/** Finding orders again: what was typed, as the server wants it, and the areas it may mean. Pure. */
import type { SearchInput } from '../../../typings/api';
import type { Plant } from './places';

/** An area to look in. */
export interface AreaChoice {
  id: string;
  name: string;
}

/** So many areas are offered at once. */
const OFFERED = 3;

/** The areas whose name, building or zone holds what was typed. */
export function areasFor(plant: Plant | null, typed: string): AreaChoice[] {
  const text = typed.trim();
  if (plant === null || text === '') return [];
  return plant.areas
    .filter(({ name, building, zone }) => `${name} ${building} ${zone}`.includes(text))
    .slice(0, OFFERED)
    .map(({ id, name }) => ({ id, name }));
}

/**
 * What to ask the server; null while there is nothing to look for.
 * @param area - chosen to look in; what is typed then narrows it down, unless it is just the area's name
 */
export function searchOf(typed: string, area: AreaChoice | null): SearchInput | null {
  const text = typed.trim();
  const words = text === '' || area?.name.includes(text) === true ? {} : { text };
  const input = { ...words, ...(area === null ? {} : { areaId: area.id }) };
  return Object.keys(input).length === 0 ? null : input;
}
