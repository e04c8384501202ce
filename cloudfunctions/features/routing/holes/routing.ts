/** Lists every hole in a routing table: rules that name nothing, rules that never get a turn, hazards that nobody gets. */
import type { Places, Roster, RoutingTable, Templates } from '../../../../typings/config';
import { createRuleSpace, firstOf, includes, intersections, type RuleSpace } from '../cells';
import { isUnconditional } from '../rules';
import type { WeekSlot } from '../shifts';
import { createWatch, type RoutingRule, type StaffMember, type Watch } from '../watch';
import { weekdaysText } from '../week-text';
import { repeated } from './repeated';

/**
 * Lists the holes of a routing table; an empty list proves that every area × category × urgency × shift is answered by
 * an active person.
 * @param routing - the table to prove
 * @param places - areas, points and departments that rules may name
 * @param templates - categories that rules may name
 * @param roster - shifts that rules may name, and who is on duty in them
 * @param people - everybody on the roll
 */
export function routingHoles(
  routing: RoutingTable,
  places: Places,
  templates: Templates,
  roster: Roster,
  people: readonly StaffMember[],
): string[] {
  const watch = createWatch(places, roster, people);
  const space = createRuleSpace(routing, places, templates, roster);
  const last = routing.rules.at(-1);
  return [
    ...repeated(routing.rules.map(({ id }) => id)).map((id) => `有两条规则的编号都是 ${id}`),
    ...(last && isUnconditional(last) ? [] : ['最后一条规则要不带条件，接住其余所有隐患']),
    ...routing.rules.flatMap((rule) => nameHoles(rule, places, templates, roster, watch)),
    ...idleHoles(routing, space),
    ...unansweredHoles(routing, places, roster, space, watch),
  ];
}

/** What a rule names that is not there. */
function nameHoles(
  rule: RoutingRule,
  places: Places,
  templates: Templates,
  roster: Roster,
  watch: Watch,
): string[] {
  const { when, to } = rule;
  const missing = (
    what: string,
    wanted: readonly string[] = [],
    present: readonly { id: string }[],
  ): string[] => {
    const ids = new Set(present.map(({ id }) => id));
    return wanted.filter((id) => !ids.has(id)).map((id) => `${titleOf(rule)}的${what} ${id} 不存在`);
  };
  const holes = [
    ...missing('区域', when.areaIds, places.areas),
    ...missing('点位', when.pointIds, places.points),
    ...missing('部门', when.departmentIds, places.departments),
    ...missing('类别', when.categoryIds, templates.categories),
    ...missing('班次', when.shiftIds, roster.shifts),
  ];
  if (to.kind === 'departmentHead') {
    const unknown = missing('部门', [to.departmentId], places.departments);
    holes.push(...unknown);
    if (unknown.length === 0 && !watch.head(to.departmentId)) {
      holes.push(`${titleOf(rule)}派给的部门 ${to.departmentId} 没有在岗的负责人`);
    }
  }
  if (to.kind === 'person') {
    const person = watch.known(to.personId);
    if (!person) holes.push(`${titleOf(rule)}派给的 ${to.personId} 不在人员名单里`);
    else if (person.status === 'left') holes.push(`${titleOf(rule)}派给的${person.name}已离岗，要换人`);
  }
  return holes;
}

/** Rules that never get a turn: their conditions exclude each other, or earlier rules take everything. */
function idleHoles(routing: RoutingTable, space: RuleSpace): string[] {
  const cells = intersections([
    space.places.map(space.place),
    space.moments.map(space.moment),
    space.hazards,
  ]);
  const matched = cells.reduce((all, cell) => all | cell, 0n);
  const first = new Set(cells.map(firstOf));
  return routing.rules.flatMap((rule, index) => {
    if (!includes(matched, index)) return `${titleOf(rule)}的条件凑不到一起，永远轮不到`;
    return first.has(index) ? [] : `${titleOf(rule)}永远轮不到，前面的规则已经都接走了`;
  });
}

/** Areas and shifts in which some hazard finds nobody by any rule, and no 值班领导 either. */
function unansweredHoles(
  routing: RoutingTable,
  places: Places,
  roster: Roster,
  space: RuleSpace,
  watch: Watch,
): string[] {
  const shiftNames = new Map(roster.shifts.map(({ id, name }) => [id, name]));
  return places.areas.flatMap((area) => {
    const here = space.places.filter(({ areaId }) => areaId === area.id).map(space.place);
    const cells = intersections([here, space.hazards]);
    const lost = new Map<string, Set<number>>();
    for (const slot of space.moments) {
      if (watch.onDuty('dutyLeader', null, slot)) continue;
      const answering = routing.rules.reduce(
        (set, rule, index) => (answers(rule.to, area, slot, watch) ? set | (1n << BigInt(index)) : set),
        0n,
      );
      const open = space.moment(slot) & answering;
      if (cells.every((cell) => (cell & open) !== 0n)) continue;
      lost.set(slot.shiftId, (lost.get(slot.shiftId) ?? new Set()).add(slot.weekday));
    }
    return [...lost].map(
      ([shiftId, weekdays]) =>
        `${area.name} ${weekdaysText([...weekdays])} ${shiftNames.get(shiftId) ?? shiftId} 有隐患会没人接`,
    );
  });
}

/** Whether a target is somebody in a shift, strictly by the roster; 值班领导 was looked at before. */
function answers(
  to: RoutingRule['to'],
  area: Places['areas'][number],
  slot: WeekSlot,
  watch: Watch,
): boolean {
  switch (to.kind) {
    case 'siteKeeper':
      return (watch.onDuty('siteKeeper', area.id, slot) ?? watch.head(area.departmentId)) !== null;
    case 'departmentHead':
      return watch.head(to.departmentId) !== null;
    case 'person':
      return watch.person(to.personId) !== null;
    case 'safety':
      return watch.onDuty('safety', null, slot) !== null;
    case 'dutyLeader':
      return false;
  }
}

const titleOf = (rule: RoutingRule): string => `规则“${rule.because}”`;
