/** The task that a plan makes, with everything copied in that a round needs. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Places } from '../../../typings/config';
import type { PersonRef } from '../../../typings/domain';
import type {
  AnyPlan,
  Checklist,
  InspectionPlan,
  PastProblem,
  Task,
  TaskItem,
  TaskStop,
} from '../../../typings/inspection';
import { hashOf } from '../draw';
import type { DueShift } from './due';
import { walkMap, type Ground } from './walk';

type Point = Places['points'][number];
type Area = Places['areas'][number];

/** What is looked up for a task. */
export interface Surroundings {
  point(id: string): Point | undefined;
  area(id: string): Area | undefined;
  checklist(id: string): Checklist | undefined;
  /** The areas that somebody drew. */
  grounds: readonly Ground[];
  /** What went wrong at a point before, newest first. */
  past(pointId: string): PastProblem[];
  shiftName: string;
  owner: PersonRef;
  /** Of the configuration `inspection`. */
  version: string;
}

/** `{planId}@{yyyy-mm-dd}:{shiftId}` */
export const taskId = (planId: string, { date, shiftId }: Pick<DueShift, 'date' | 'shiftId'>): string =>
  `${planId}@${date}:${shiftId}`;

/** Unique in the task: two points of a route may be looked at by one checklist. */
const itemId = (pointId: string, id: string): string => `${pointId}:${id}`;

/** The id of an item in its checklist, the same in every round. */
export const idInChecklist = (id: string): string => id.slice(id.indexOf(':') + 1);

/** The item that asks for a live photo: one that is asked in any case, where phones may be used, drawn by the id of the task. */
function liveItem(id: string, items: readonly TaskItem[]): string | undefined {
  const always = items.filter(({ when }) => when === undefined);
  return always[hashOf(id) % always.length]?.id;
}

function stopOf(
  { pointId, checklistId }: InspectionPlan['route'][number],
  around: Surroundings,
): TaskStop | null {
  const point = around.point(pointId);
  const area = point && around.area(point.areaId);
  const checklist = around.checklist(checklistId);
  if (point === undefined || area === undefined || checklist === undefined) return null;
  return {
    pointId,
    pointNo: point.no,
    pointName: point.name,
    areaId: area.id,
    areaName: area.name,
    riskColor: point.riskColor,
    items: checklist.items.map(({ when, ...item }) => ({
      ...item,
      id: itemId(pointId, item.id),
      ...(when === undefined ? {} : { when: { ...when, itemId: itemId(pointId, when.itemId) } }),
      live: false,
    })),
    past: around.past(pointId),
  };
}

/** Every item of a round, in its order. */
export const itemsOf = ({ stops }: Pick<Task, 'stops'>): TaskItem[] => stops.flatMap(({ items }) => items);

/** What a task is called, and when it is to be done. */
export type When = Pick<
  Task,
  '_id' | 'date' | 'shiftId' | 'opensAt' | 'dueAt' | 'missedAt' | 'nextDueAt' | 'beforeUse'
>;

/** @returns null when none of the plan's points is there any more: then there is nothing to look at */
export function newTask(plan: AnyPlan, when: When, around: Surroundings): Task | null {
  const found = plan.route.flatMap((each) => stopOf(each, around) ?? []);
  const first = found[0];
  if (first === undefined) return null;
  const live = liveItem(
    when._id,
    itemsOf({ stops: found.filter(({ areaId }) => !around.area(areaId)?.phoneFree) }),
  );
  const stops = found.map((stop) => ({
    ...stop,
    items: stop.items.map((item) => ({ ...item, live: item.id === live })),
  }));
  const walk = plan.kind === 'patrol' ? walkMap(stops, around) : null;
  return {
    schema: 1,
    rev: 1,
    kind: plan.kind,
    planId: plan.id,
    title: plan.title,
    version: around.version,
    ...when,
    shiftName: around.shiftName,
    owner: around.owner,
    departmentId: around.area(first.areaId)?.departmentId ?? '',
    areaId: first.areaId,
    pointId: plan.kind === 'spotCheck' ? first.pointId : null,
    areaIds: [...new Set(stops.map(({ areaId }) => areaId))],
    pointIds: stops.map(({ pointId }) => pointId),
    state: 'due',
    open: true,
    stops,
    ...(walk === null ? {} : { walk }),
    answers: {},
    later: [],
    evidence: {},
    startedAt: null,
    finished: null,
    verdict: null,
    seconds: null,
    isMissed: false,
    miss: null,
    dropped: null,
    handovers: [],
    sealDueAt: null,
  };
}

/** The task of a plan in a shift; null as in {@link newTask}. */
export function taskFor(plan: InspectionPlan, shift: DueShift, around: Surroundings): Task | null {
  const { opens, closes, grace } = plan.window;
  const dueAt = shift.startsAt + closes * MINUTE;
  const when = {
    _id: taskId(plan.id, shift),
    date: shift.date,
    shiftId: shift.shiftId,
    opensAt: shift.startsAt + opens * MINUTE,
    dueAt,
    missedAt: dueAt + grace * MINUTE,
    nextDueAt: dueAt,
  };
  return newTask(plan, when, around);
}
