/** The tasks of the day as the home page counts them, and what all lists of tasks share. Pure. */
import type { TaskCard, TaskView } from '../../../typings/inspection';
import type { Role } from '../../../typings/domain';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { isEnded, type Round } from './round';

const t = TEXT.inspection;

const OVERSEERS: readonly Role[] = ['supervisor', 'dutyLeader', 'safety', 'manager', 'admin'];

/** Whether nothing is to be done about it any more, as far as this phone knows. */
export const isOver = ({ open, finished, state }: TaskView, round: Pick<Round, 'done' | 'ending'>): boolean =>
  isEnded(round) || finished !== null || !open || state === 'dropped' || state === 'done';

/** Whether it is a miss that nobody gave a reason for. */
export const wantsReason = ({ state, miss }: Pick<TaskView, 'state' | 'miss'>): boolean =>
  state === 'missed' && (miss === null || miss.reason === null);

/** Whether it is a check before use of a machine that its person has not finished. */
export const isBeingUsed = (
  task: TaskView,
  round: Pick<Round, 'done' | 'ending'>,
  pointId: string,
): boolean =>
  task.beforeUse === true &&
  task.mine &&
  !isOver(task, round) &&
  task.stops.some((stop) => stop.pointId === pointId);

type Due = Pick<TaskView, 'dueAt' | 'opensAt' | 'id' | 'beforeUse'>;

/** Whoever is about to use a machine waits for it now. */
const wantedAt = ({ beforeUse, opensAt, dueAt }: Due): number => (beforeUse === true ? opensAt : dueAt);

export const byDue = (a: Due, b: Due): number => wantedAt(a) - wantedAt(b) || a.id.localeCompare(b.id);

/** 「C-11 5吨行车」 of one point, else the areas on the route. */
export function placeOf({ stops }: Pick<TaskView, 'stops'>): string {
  const [only, another] = stops;
  if (only !== undefined && another === undefined) return `${only.pointNo} ${only.pointName}`;
  return [...new Set(stops.map(({ areaName }) => areaName))].join('、');
}

/** The row on the home page. */
export interface TasksRow {
  count: string;
  /** The one that is due first, or that a reason is wanted. */
  hint: string;
}

/** @returns null when there is nothing to do. @param now - the server's time (ms) */
export function tasksRow(
  tasks: readonly TaskView[],
  roundOf: (taskId: string) => Pick<Round, 'done' | 'ending'>,
  now: number,
): TasksRow | null {
  const open = tasks.filter((task) => !isOver(task, roundOf(task.id)));
  if (open.length === 0) return null;
  const [first] = open.filter((task) => !wantsReason(task)).sort(byDue);
  const hint =
    first === undefined
      ? fill(t.homeExplain, { count: open.length })
      : first.beforeUse === true
        ? t.homeUse
        : fill(t.earliest, { time: whenText(first.dueAt, now) });
  return { count: fill(t.home, { count: open.length }), hint };
}

/** Who has rounds of others to look after; whoever has not meets a miss of their own among their tasks. */
export const seesMisses = (roles: readonly Role[]): boolean => roles.some((role) => OVERSEERS.includes(role));

/** Who is told the numbers of a month: of the plant, or of what they look after. */
const COUNTERS: readonly Role[] = ['safety', 'manager', 'admin', 'supervisor'];

export const seesMonth = (roles: readonly Role[]): boolean => roles.some((role) => COUNTERS.includes(role));

/** Who is told what plans leave out. */
export const seesCoverage = (roles: readonly Role[]): boolean => roles.includes('safety');

/**
 * The row on 主管今日; empty when there is nothing to see behind it.
 * @param more - whether there are more misses than these
 */
export function missesRow(
  tasks: readonly Pick<TaskCard, 'state' | 'miss'>[],
  more: boolean,
  roles: readonly Role[],
): string {
  const open = tasks.filter(wantsReason).length;
  if (open > 0) return fill(t.missesCount, { count: more ? `${open}+` : open });
  return seesCoverage(roles) ? t.missesAndCoverage : '';
}
