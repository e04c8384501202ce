/** On which days and in which shifts a plan makes a task. */
import { DAY, isoDay, MINUTE, startOfDay } from '../../../miniprogram/shared/time';
import type { AnyPlan, InspectionPlan, Recurrence } from '../../../typings/inspection';
import type { Millis } from '../../../typings/domain';

/** What is asked of the calendar and the roster; days are `yyyy-mm-dd`, those on which a shift starts. */
export interface WorkDays {
  /** In minutes after midnight. */
  shifts: readonly { id: string; start: number }[];
  isHoliday(day: string): boolean;
  isDayOff(day: string): boolean;
}

/** A shift in which a task is due. */
export interface DueShift {
  date: string;
  shiftId: string;
  startsAt: Millis;
}

/** Whether the clock makes the tasks of a plan; else whoever uses the machine does. */
export const isByClock = (plan: AnyPlan): plan is InspectionPlan => plan.every.kind !== 'beforeUse';

/** Midnight of a day, +08:00. */
const midnight = (day: string): Millis => Date.parse(`${day}T00:00:00+08:00`);

const dayAfter = (day: string, count: number): string => isoDay(midnight(day) + count * DAY);

/** The number of days of the month that holds a day. */
const lengthOfMonth = (day: string): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

function fallsOn(every: Recurrence, day: string, days: WorkDays): boolean {
  switch (every.kind) {
    case 'shift':
      return true;
    case 'week':
      return every.weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    case 'month': {
      const length = lengthOfMonth(day);
      return every.days.some((wanted) => Math.min(wanted, length) === Number(day.slice(8)));
    }
    case 'days': {
      const since = (midnight(day) - midnight(every.since)) / DAY;
      return since >= 0 && since % every.n === 0;
    }
    case 'afterDaysOff': {
      const before = Array.from({ length: every.min }, (_none, index) => dayAfter(day, -1 - index));
      return !days.isDayOff(day) && before.every((each) => days.isDayOff(each));
    }
  }
}

const shiftsOf = (every: Recurrence): readonly string[] =>
  every.kind === 'shift' ? every.shiftIds : [every.shiftId];

/**
 * The shifts that start from `from` to before `to` and in which the plan makes a task, the earliest first; a shift that
 * the roster does not know makes none.
 */
export function due(
  plan: Pick<InspectionPlan, 'every' | 'holidays'>,
  days: WorkDays,
  from: Millis,
  to: Millis,
): DueShift[] {
  const wanted = new Set(shiftsOf(plan.every));
  const shifts = days.shifts.filter(({ id }) => wanted.has(id));
  const found: DueShift[] = [];
  for (let at = startOfDay(from); at < to; at += DAY) {
    const date = isoDay(at);
    if (plan.holidays === 'skip' && days.isHoliday(date)) continue;
    if (!fallsOn(plan.every, date, days)) continue;
    for (const { id, start } of shifts) {
      const startsAt = at + start * MINUTE;
      if (startsAt >= from && startsAt < to) found.push({ date, shiftId: id, startsAt });
    }
  }
  return found.sort((a, b) => a.startsAt - b.startsAt);
}
