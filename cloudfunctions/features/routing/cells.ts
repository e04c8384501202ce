/** The space of everything a routing table may be asked, folded to the few cases that its rules can tell apart. */
import type { HazardKind, Urgency } from '../../../typings/domain';
import type { Places, Roster, RoutingTable, Templates } from '../../../typings/config';
import { CONDITIONS } from './rules';
import { DAY_MINUTES, minuteOf, spanOf, weekSlots, type Shift, type WeekSlot } from './shifts';
import type { RoutingRule } from './watch';

export const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];
const KINDS: readonly HazardKind[] = ['thing', 'behaviour'];

/** A photo alone: the category is not known and equals none that a rule may name. */
const UNKNOWN_CATEGORY = '';

/** Rule n is in the set when bit n is set; a table may have more rules than a number has bits. */
export type RuleSet = bigint;

/** The place part of a cell. */
export interface CellPlace {
  areaId: string;
  departmentId: string;
  pointId: string | null;
}

/** A shift of the standing week, at a minute of the day from which on the same rules hold until the next such minute. */
export interface Moment extends WeekSlot {
  minute: number;
}

export interface RuleSpace {
  place: (place: CellPlace) => RuleSet;
  category: (categoryId: string) => RuleSet;
  urgency: (urgency: Urgency) => RuleSet;
  moment: (moment: Moment) => RuleSet;
  /** A thing, not suspected major: what a hazard is when nothing special is known of it. */
  plain: RuleSet;
  /** Every area as a whole, then every point. */
  places: CellPlace[];
  /** Every shift of the week, cut where the hours of a rule begin or end. */
  moments: Moment[];
  /** The distinct sets that category, urgency, kind and suspected major together leave. */
  hazards: RuleSet[];
}

/**
 * Prepares the sets of rules that hold for each value of each condition; a cell's rules are the intersection.
 * @param routing - the rules, in order
 */
export function createRuleSpace(
  routing: RoutingTable,
  places: Places,
  templates: Templates,
  roster: Roster,
): RuleSpace {
  const holding = (holds: (rule: RoutingRule) => boolean): RuleSet =>
    routing.rules.reduce((set, rule, index) => (holds(rule) ? set | (1n << BigInt(index)) : set), 0n);

  const category = (id: string): RuleSet => holding((rule) => CONDITIONS.category(rule, id));
  const urgency = (value: Urgency): RuleSet => holding((rule) => CONDITIONS.urgency(rule, value));
  const kind = (value: HazardKind): RuleSet => holding((rule) => CONDITIONS.kind(rule, value));
  const major = (value: boolean): RuleSet => holding((rule) => CONDITIONS.major(rule, value));

  const categories = [UNKNOWN_CATEGORY, ...templates.categories.map(({ id }) => id)];
  const departments = new Map(places.areas.map(({ id, departmentId }) => [id, departmentId]));
  return {
    place: (place) => holding((rule) => CONDITIONS.place(rule, place)),
    category,
    urgency,
    moment: (moment) =>
      holding((rule) => CONDITIONS.slot(rule, moment) && CONDITIONS.hours(rule, moment.minute)),
    plain: kind('thing') & major(false),
    places: [
      ...places.areas.map(({ id, departmentId }) => ({ areaId: id, departmentId, pointId: null })),
      ...places.points.map(({ id, areaId }) => ({
        areaId,
        departmentId: departments.get(areaId) ?? '',
        pointId: id,
      })),
    ],
    moments: momentsOf(roster.shifts, routing.rules),
    hazards: intersections([
      categories.map(category),
      URGENCIES.map(urgency),
      KINDS.map(kind),
      [false, true].map(major),
    ]),
  };
}

function momentsOf(shifts: readonly Shift[], rules: readonly RoutingRule[]): Moment[] {
  const cuts = rules.flatMap(({ when: { hours } }) =>
    hours ? [minuteOf(hours.from), minuteOf(hours.to)] : [],
  );
  const minutes = new Map(
    shifts.map((shift) => {
      const { start, length } = spanOf(shift);
      const within = cuts.filter((cut) => (cut - start + DAY_MINUTES) % DAY_MINUTES < length);
      return [shift.id, [...new Set([start, ...within])]];
    }),
  );
  return weekSlots(shifts).flatMap((slot) =>
    (minutes.get(slot.shiftId) ?? []).map((minute) => ({ ...slot, minute })),
  );
}

/** The distinct intersections that take one set from each dimension; folding keeps their number small. */
export function intersections(dimensions: readonly (readonly RuleSet[])[]): RuleSet[] {
  return dimensions.reduce<RuleSet[]>(
    (folded, dimension) => {
      const sets = new Set<RuleSet>();
      for (const one of folded) for (const other of new Set(dimension)) sets.add(one & other);
      return [...sets];
    },
    [-1n],
  );
}

/** The index of the first rule in a set, or null. */
export function firstOf(set: RuleSet): number | null {
  if (set === 0n) return null;
  let index = 0;
  for (let rest = set; (rest & 1n) === 0n; rest >>= 1n) index += 1;
  return index;
}

/** Whether a rule is in a set. */
export const includes = (set: RuleSet, index: number): boolean => ((set >> BigInt(index)) & 1n) === 1n;
