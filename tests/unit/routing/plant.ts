/** The starter plant, read through the schemas, and small ways to bend it. */
import places from '../../../scripts/plant/places.json';
import people from '../../../scripts/plant/people.json';
import roster from '../../../scripts/plant/roster.json';
import routing from '../../../scripts/plant/routing.json';
import templates from '../../../cloudfunctions/config/templates.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { createDutyBook, type DutySnapshot } from '../../../cloudfunctions/features/routing/duty';
import type { StaffMember } from '../../../cloudfunctions/features/routing/watch';
import type { DutyBook, RoutingFacts } from '../../../typings/flow';

export interface Plant extends DutySnapshot {
  templates: ReturnType<typeof parseConfig<'templates'>>;
}

/** A fresh copy: tests may change it. */
export function starterPlant(): Plant {
  return {
    places: parseConfig('places', places),
    roster: parseConfig('roster', roster),
    routing: parseConfig('routing', routing),
    templates: parseConfig('templates', templates),
    people: structuredClone(people) as StaffMember[],
    now: 0,
  };
}

/** +08:00 wall-clock text to milliseconds, e.g. `2026-11-22 14:30`. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

export const bookOf = (plant: Plant, now = 0): DutyBook => createDutyBook({ ...plant, now });

/** The person of the plant with this name. */
export function named(plant: Plant, name: string): StaffMember {
  const found = plant.people.find((person) => person.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

export function leave(plant: Plant, ...names: string[]): void {
  for (const name of names) named(plant, name).status = 'left';
}

/** A low-urgency thing in the 总装区, or what differs from it. */
export function factsOf(
  plant: Plant,
  differing: Partial<Omit<RoutingFacts, 'place'>> & { areaId?: string; pointId?: string } = {},
): RoutingFacts {
  const { areaId = 'assembly', pointId = null, ...rest } = differing;
  const area = plant.places.areas.find(({ id }) => id === areaId);
  return {
    categoryId: 'site',
    urgency: 'medium',
    kind: 'thing',
    suspectedMajor: false,
    ...rest,
    place: {
      areaId,
      areaName: area?.name ?? '已撤销的区域',
      departmentId: area?.departmentId ?? 'gone',
      pointId,
      pointNo: null,
      pointName: null,
      source: 'chosen',
    },
  };
}
