/** When inspections are due, as somebody finds it who goes through the calendar day by day; independent of the product. */
import { getDayDetail } from 'chinese-days';
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import type { InspectionPlan, Recurrence } from '../../typings/inspection';

/** Midnight of a day, +08:00. */
export const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Years whose holidays the State Council has published. */
export const FIRST = midnight('2024-01-20');
export const LAST = midnight('2026-12-25');
/** No recurrence looks back farther than this. */
export const BEFORE = 31;

export interface Day {
  date: string;
  start: number;
  weekday: number;
  dayOfMonth: number;
  isLastOfMonth: boolean;
  isHoliday: boolean;
  isOff: boolean;
}

/** Every day by name, as the package tells them one by one; it reads weekdays in the time zone of the machine. */
export const DAYS: Day[] = Array.from({ length: (LAST - FIRST) / DAY + BEFORE + 3 }, (_none, n) => {
  const start = FIRST + (n - BEFORE) * DAY;
  const noon = new Date(start + 20 * HOUR);
  const tomorrow = new Date(start + 20 * HOUR + DAY);
  const date = noon.toISOString().slice(0, 10);
  const { name, work } = getDayDetail(date);
  const isNamed = name.includes(',');
  const isWeekend = noon.getUTCDay() % 6 === 0;
  return {
    date,
    start,
    weekday: noon.getUTCDay(),
    dayOfMonth: noon.getUTCDate(),
    isLastOfMonth: tomorrow.getUTCDate() === 1,
    isHoliday: isNamed && !work,
    isOff: isNamed ? !work : isWeekend,
  };
});

/** Whether a plan makes a task on the n-th day. */
function isWanted(every: Recurrence, n: number): boolean {
  const day = DAYS[n]!;
  switch (every.kind) {
    case 'shift':
      return true;
    case 'week':
      return every.weekdays.some((weekday) => weekday === day.weekday);
    case 'month':
      return every.days.some((wanted) =>
        wanted > day.dayOfMonth ? day.isLastOfMonth : wanted === day.dayOfMonth,
      );
    case 'days': {
      // From date to date, a step at a time.
      let next = midnight(every.since);
      while (next < day.start) next += every.n * DAY;
      return next === day.start;
    }
    case 'afterDaysOff': {
      let off = 0;
      while (DAYS[n - 1 - off]?.isOff === true && off < every.min) off += 1;
      return !day.isOff && off >= every.min;
    }
  }
}

export interface Shift {
  id: string;
  /** Minutes after midnight. */
  start: number;
}

export type Plan = Pick<InspectionPlan, 'every' | 'holidays'>;

/** Every shift of every day, one after the other, that starts in a stretch of time. */
export function walk(
  { every, holidays }: Plan,
  shifts: readonly Shift[],
  from: number,
  to: number,
): string[] {
  const ids = every.kind === 'shift' ? every.shiftIds : [every.shiftId];
  const found: { at: number; name: string }[] = [];
  DAYS.forEach((day, n) => {
    for (const { id, start } of shifts) {
      const at = day.start + start * MINUTE;
      const runs = holidays === 'run' || !day.isHoliday;
      if (at >= from && at < to && ids.includes(id) && runs && isWanted(every, n))
        found.push({ at, name: `${day.date}:${id}` });
    }
  });
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name);
}
