/** What the sheet of places offers, best first: what was typed, what is near, what was used last, and the whole plant. Pure. */
import type { PlaceSource } from '../../../typings/domain';
import { fill, TEXT } from '../../shared/text';
import { placeGroups, type Area, type Plant, type Point } from './places';
import { pointNamed } from './scan';

const t = TEXT.places;

/** A part of the list. */
export interface Section {
  name: string;
  /** How a place became known that is chosen here. */
  source: PlaceSource;
  /** `where`: its building and floor, where the name of the section does not say it. */
  areas: (Area & { points: Point[]; where: string })[];
}

/** A place that was reported at before. */
export interface Recent {
  areaId: string;
  pointId: string | null;
}

/** As many as one remembers. */
const RECENT = 4;
/** As many as a thumb looks through. */
const FOUND = 8;

const whereOf = ({ building, floor }: Area): string => [building, floor].filter(Boolean).join(' ');

/** The latest first, each once. */
export const withRecent = (recent: readonly Recent[], { areaId, pointId }: Recent): Recent[] =>
  [{ areaId, pointId }, ...recent.filter((one) => one.areaId !== areaId || one.pointId !== pointId)].slice(
    0,
    RECENT,
  );

/** What was used last, as far as the plant still has it; points of one area stand together. */
function recentSection(plant: Plant, recent: readonly Recent[]): Section[] {
  const ids = [...new Set(recent.map(({ areaId }) => areaId))];
  const areas = ids.flatMap((id) => {
    const area = plant.areas.find((one) => one.id === id);
    if (area === undefined) return [];
    const used = recent.filter(({ areaId }) => areaId === id);
    const points = used.flatMap(({ pointId }) => plant.points.find((point) => point.id === pointId) ?? []);
    return [{ ...area, points, where: whereOf(area) }];
  });
  return areas.length === 0 ? [] : [{ name: t.recent, source: 'lastUsed', areas }];
}

function nearSection(plant: Plant, near: readonly Area[]): Section[] {
  const areas = near.map((area) => ({
    ...area,
    points: plant.points.filter(({ areaId }) => areaId === area.id),
    where: whereOf(area),
  }));
  if (areas.length === 0) return [];
  const floors = new Set(near.map(({ floor }) => floor));
  return [{ name: floors.size > 1 ? t.nearFloors : t.near, source: 'gps', areas }];
}

/** What has this number, or these words in its name. */
function typedSection(plant: Plant, typed: string): Section[] {
  const point = pointNamed(typed, plant);
  const words = typed.trim().toUpperCase();
  const says = (text: string): boolean => text.toUpperCase().includes(words);
  const areas = plant.areas
    .map((area) => ({
      ...area,
      where: whereOf(area),
      points: plant.points.filter(
        (one) =>
          one.areaId === area.id && (point === null ? says(one.no) || says(one.name) : one.id === point.id),
      ),
    }))
    .filter(({ name, points }) => points.length > 0 || (point === null && says(name)))
    .slice(0, FOUND);
  return areas.length === 0 ? [] : [{ name: fill(t.found, { text: typed.trim() }), source: 'typed', areas }];
}

/** The list, section by section. Empty when nothing is called what was typed. */
export function placeSections(
  plant: Plant,
  {
    typed = '',
    near = [],
    recent = [],
  }: { typed?: string; near?: readonly Area[]; recent?: readonly Recent[] },
): Section[] {
  if (typed.trim() !== '') return typedSection(plant, typed);
  const all = placeGroups(plant).map(({ name, areas }): Section => ({
    name,
    source: 'chosen',
    areas: areas.map((area) => ({ ...area, where: '' })),
  }));
  return [...nearSection(plant, near), ...recentSection(plant, recent), ...all];
}
