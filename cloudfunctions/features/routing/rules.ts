/** Whether a routing rule speaks of a hazard: every condition it names must hold. */
import type { RoutingFacts } from '../../../typings/flow';
import { liesWithin, minuteOf, type WeekSlot } from './shifts';
import type { RoutingRule } from './watch';

/** One condition of a rule at a time, so that proofs can ask them apart. An absent condition always holds. */
export const CONDITIONS = {
  place: ({ when }: RoutingRule, place: Pick<RoutingFacts['place'], 'areaId' | 'pointId' | 'departmentId'>) =>
    allows(when.areaIds, place.areaId) &&
    allows(when.departmentIds, place.departmentId) &&
    (when.pointIds === undefined || (place.pointId !== null && when.pointIds.includes(place.pointId))),
  category: ({ when }: RoutingRule, categoryId: string) => allows(when.categoryIds, categoryId),
  urgency: ({ when }: RoutingRule, urgency: RoutingFacts['urgency']) => allows(when.urgencies, urgency),
  kind: ({ when }: RoutingRule, kind: RoutingFacts['kind']) => allows(when.kinds, kind),
  major: ({ when }: RoutingRule, suspectedMajor: boolean) =>
    when.suspectedMajor === undefined || when.suspectedMajor === suspectedMajor,
  /** `null`: a gap of the roster, where a rule about shifts or weekdays cannot hold. */
  slot: ({ when }: RoutingRule, slot: WeekSlot | null) =>
    slot === null
      ? when.shiftIds === undefined && when.weekdays === undefined
      : allows(when.shiftIds, slot.shiftId) && allows(when.weekdays, slot.weekday),
  /** @param minute - since midnight */
  hours: ({ when: { hours } }: RoutingRule, minute: number) =>
    hours === undefined || liesWithin(minute, minuteOf(hours.from), minuteOf(hours.to)),
};

function allows<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}

/** Whether a rule holds for a hazard in a shift, at a minute of the day. */
export function matches(
  rule: RoutingRule,
  facts: RoutingFacts,
  slot: WeekSlot | null,
  minute: number,
): boolean {
  return (
    CONDITIONS.place(rule, facts.place) &&
    CONDITIONS.category(rule, facts.categoryId) &&
    CONDITIONS.urgency(rule, facts.urgency) &&
    CONDITIONS.kind(rule, facts.kind) &&
    CONDITIONS.major(rule, facts.suspectedMajor) &&
    CONDITIONS.slot(rule, slot) &&
    CONDITIONS.hours(rule, minute)
  );
}

/** Whether a rule holds for everything. */
export function isUnconditional(rule: RoutingRule): boolean {
  return Object.keys(rule.when).length === 0;
}
