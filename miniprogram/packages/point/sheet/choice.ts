/** Which labels there are to make, and which of them were chosen: by area, all, or one by one. Pure. */
import type { LabelRef } from '../../../../typings/api';
import { placeGroups, type Plant } from '../../../services/core/places';
import { fill, TEXT } from '../../../shared/text';

/** A label as it is printed. */
export interface SheetLabel {
  ref: LabelRef;
  /** The big number; empty at an entrance, which has none. */
  no: string;
  name: string;
  /** 「喷漆房 · 3号厂房 一层」; at an entrance the numbers inside. */
  about: string;
}

/** A row of the page: an area with what is made for it. */
export interface AreaRow {
  id: string;
  name: string;
  /** Nobody may use a phone inside: one label for the door. */
  entrance: boolean;
  count: string;
  state: 'all' | 'some' | 'none';
  open: boolean;
  points: { key: string; no: string; name: string; on: boolean }[];
}

export interface Choice {
  groups: { name: string; areas: AreaRow[] }[];
  /** How many are chosen, on how many pages, of how many there are. */
  labels: number;
  pages: number;
  total: number;
}

/** As many as an A4 page holds. */
export const PER_PAGE = 8;

export const keyOf = ({ kind, id }: LabelRef): string => `${kind}/${id}`;

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

type AreaOfGroup = ReturnType<typeof placeGroups>[number]['areas'][number];

/** The labels of an area: its points, or its entrance when no phone may be used inside. */
function labelsOfArea({ id, name, building, floor, phoneFree, points }: AreaOfGroup): SheetLabel[] {
  const about = [name, joined(building, floor)].filter((part) => part !== '').join(' · ');
  if (!phoneFree) {
    return points.map((point) => ({
      ref: { kind: 'point', id: point.id },
      no: point.no,
      name: point.name,
      about,
    }));
  }
  const numbers = points.map(({ no }) => no).join(' ');
  return [
    {
      ref: { kind: 'area', id },
      no: '',
      name,
      about: numbers === '' ? joined(building, floor) : fill(TEXT.printed.insides, { numbers }),
    },
  ];
}

/** Every label of a plant, in the order of its areas. */
export const allLabels = (plant: Plant): SheetLabel[] =>
  placeGroups(plant).flatMap(({ areas }) => areas.flatMap(labelsOfArea));

/** The row of an area; null when there is nothing to make for it. */
function rowOf(area: AreaOfGroup, chosen: ReadonlySet<string>, opened: ReadonlySet<string>): AreaRow | null {
  const labels = labelsOfArea(area).map(({ ref, no, name }) => {
    const key = keyOf(ref);
    return { key, no, name, on: chosen.has(key) };
  });
  if (labels.length === 0) return null;
  const count = labels.filter(({ on }) => on).length;
  const open = opened.has(area.id) && !area.phoneFree;
  return {
    id: area.id,
    name: area.name,
    entrance: area.phoneFree,
    count: fill(TEXT.sheet.count, { chosen: count, total: labels.length }),
    state: count === 0 ? 'none' : count === labels.length ? 'all' : 'some',
    open,
    points: open ? labels : [],
  };
}

/**
 * The page as it stands.
 * @param chosen - keys of labels
 * @param opened - ids of the areas whose points are shown
 */
export function choiceOf(plant: Plant, chosen: ReadonlySet<string>, opened: ReadonlySet<string>): Choice {
  const groups = placeGroups(plant).map(({ name, areas }) => ({
    name,
    areas: areas.flatMap((area) => rowOf(area, chosen, opened) ?? []),
  }));
  return {
    groups: groups.filter(({ areas }) => areas.length > 0),
    labels: chosen.size,
    pages: Math.ceil(chosen.size / PER_PAGE),
    total: allLabels(plant).length,
  };
}

/** The keys of an area's labels. */
export const keysOfArea = (plant: Plant, areaId: string): string[] =>
  placeGroups(plant)
    .flatMap(({ areas }) => areas)
    .filter(({ id }) => id === areaId)
    .flatMap(labelsOfArea)
    .map(({ ref }) => keyOf(ref));

/** Labels page by page. */
export function pagesOf(labels: readonly SheetLabel[]): SheetLabel[][] {
  const pages: SheetLabel[][] = [];
  for (let at = 0; at < labels.length; at += PER_PAGE) pages.push(labels.slice(at, at + PER_PAGE));
  return pages;
}
