/** The plant as the phone knows it: where a report may be, and which templates a place gets. Pure. */
import type { Routes } from '../../../typings/api';
import type { ScreeningCard, Template } from '../../../typings/config';

/** The phone's copy of areas, points and templates. */
export type Plant = Omit<Extract<Routes['plant.get']['output'], { unchanged: false }>, 'screening'> & {
  /** Missing in a copy from before there were cards. */
  screening?: ScreeningCard[];
};

export type Area = Plant['areas'][number];
export type Point = Plant['points'][number];

/** A place of the report page. */
export interface Spot {
  areaId: string;
  pointId: string | null;
  /** `C-07`, or empty. */
  no: string;
  /** 「车间二层 C 区 · 气瓶点」 */
  text: string;
  phoneFree: boolean;
}

/** How often a template was used, by area id and template id. */
export type Usage = Record<string, Record<string, number>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies on a phone as the count of its reports; whatever is no count is left out. */
export function usageOf(saved: unknown): Usage {
  if (!isRecord(saved)) return {};
  const areas = Object.entries(saved).map(([areaId, uses]): [string, Record<string, number>] => {
    const counts = Object.entries(isRecord(uses) ? uses : {});
    return [
      areaId,
      Object.fromEntries(counts.filter((one): one is [string, number] => typeof one[1] === 'number')),
    ];
  });
  return Object.fromEntries(areas.filter(([, uses]) => Object.keys(uses).length > 0));
}

/** The place of an area and, perhaps, a point in it. Null when the plant has no such area. */
export function spotOf(plant: Plant | null, areaId: string, pointId: string | null): Spot | null {
  const area = plant?.areas.find(({ id }) => id === areaId);
  if (area === undefined) return null;
  const point = plant?.points.find(({ id }) => id === pointId) ?? null;
  return {
    areaId,
    pointId: point?.id ?? null,
    no: point?.no ?? '',
    text: point === null ? area.name : `${area.name} · ${point.name}`,
    phoneFree: area.phoneFree,
  };
}

/** Whether two names share two neighbouring characters, as 「气瓶点」 and 「气瓶」 do. */
function related(a: string, b: string): boolean {
  for (let i = 0; i + 2 <= b.length; i += 1) if (a.includes(b.slice(i, i + 2))) return true;
  return false;
}

/** More than one phone will ever report: what the server says of a place goes before what this phone remembers. */
const HERE = 1_000_000;

/**
 * Templates for a place, best first: as the server ranked them when it was asked last, then what was reported from this
 * phone there, what the point's name speaks of, what was reported from this phone elsewhere, and the first of every
 * category in turn, so that the six on the page differ.
 * @param here - ids as the server ranked them for this place, best first; it has counted the person's own reports
 */
export function rankTemplates(
  plant: Plant,
  usage: Usage,
  spot: Spot | null,
  here: readonly string[] = [],
): Template[] {
  const used = usage[spot?.areaId ?? ''] ?? {};
  const elsewhere = new Map<string, number>();
  for (const [areaId, uses] of Object.entries(usage)) {
    if (areaId === spot?.areaId) continue;
    for (const [id, count] of Object.entries(uses)) elsewhere.set(id, (elsewhere.get(id) ?? 0) + count);
  }
  const inCategory = new Map<string, number>();
  const scored = plant.templates.map((template, index) => {
    const place = inCategory.get(template.categoryId) ?? 0;
    inCategory.set(template.categoryId, place + 1);
    const category = plant.categories.find(({ id }) => id === template.categoryId)?.name ?? '';
    const near = spot !== null && related(spot.text, category) && place < 2;
    const rank = here.indexOf(template.id);
    const common = rank < 0 ? 0 : HERE * (here.length - rank);
    const habit = 1 - 1 / (1 + (elsewhere.get(template.id) ?? 0));
    const score = common + (used[template.id] ?? 0) * 10 + (near ? 5 : 0) + habit;
    return { template, index, place, score };
  });
  return scored
    .sort((a, b) => b.score - a.score || a.place - b.place || a.index - b.index)
    .map(({ template }) => template);
}

/** Counts one use. */
export function countUse(usage: Usage, areaId: string, templateId: string): Usage {
  const there = usage[areaId] ?? {};
  return { ...usage, [areaId]: { ...there, [templateId]: (there[templateId] ?? 0) + 1 } };
}

/** Areas by building and floor, with their points, as a list to choose from. */
export function placeGroups(plant: Plant): { name: string; areas: (Area & { points: Point[] })[] }[] {
  const groups = new Map<string, (Area & { points: Point[] })[]>();
  for (const area of plant.areas) {
    const name = [area.building, area.floor].filter((part) => part !== '').join(' ');
    const points = plant.points.filter(({ areaId }) => areaId === area.id);
    groups.set(name, [...(groups.get(name) ?? []), { ...area, points }]);
  }
  return [...groups].map(([name, areas]) => ({ name, areas }));
}
