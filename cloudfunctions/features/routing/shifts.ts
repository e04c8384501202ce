/** Which shift an instant falls into; a shift belongs to the day on which it starts. */
import { DAY, isoDay, MINUTE, wallClock } from '../../../miniprogram/shared/time';
import type { ClockTime, Roster } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';

export const DAY_MINUTES = 24 * 60;

export type Shift = Roster['shifts'][number];

/** A shift on a weekday (0 = Sunday) of the standing week; the weekday is that of its start. */
export interface WeekSlot {
  shiftId: string;
  weekday: number;
}

/** A shift on a date (`yyyy-mm-dd`, +08:00), that of its start. */
export interface Slot extends WeekSlot {
  date: string;
}

/** Minutes since midnight of a `HH:mm`. */
export function minuteOf(clock: ClockTime): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** When a shift starts (minutes since midnight) and how long it lasts (minutes); equal times mean a whole day. */
export function spanOf(shift: Shift): { start: number; length: number } {
  const start = minuteOf(shift.start);
  return { start, length: (minuteOf(shift.end) - start + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES };
}

/** When a shift on a date starts, and the first instant that is not in it any more. */
export function boundsOf(shift: Shift, date: string): { startsAt: Millis; endsAt: Millis } {
  const { start, length } = spanOf(shift);
  const startsAt = Date.parse(`${date}T00:00:00+08:00`) + start * MINUTE;
  return { startsAt, endsAt: startsAt + length * MINUTE };
}

/** Whether a time of day lies in a stretch of it, in minutes since midnight; a stretch may cross midnight. */
export const liesWithin = (minute: number, from: number, to: number): boolean =>
  from < to ? minute >= from && minute < to : minute >= from || minute < to;

/** The weekday (0 = Sunday) of a date (`yyyy-mm-dd`). */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Minutes since midnight of an instant. */
export function minuteAt(at: Millis): number {
  const { hour, minute } = wallClock(at);
  return hour * 60 + minute;
}

/**
 * Prepares the look-up of shifts.
 * @param shifts - as in the roster
 * @returns instant → the shift it falls into, or null in a gap; the first listed wins where shifts overlap
 */
export function createSlotFinder(shifts: readonly Shift[]): (at: Millis) => Slot | null {
  const spans = shifts.map((shift) => ({ shiftId: shift.id, ...spanOf(shift) }));
  return (at) => {
    const now = minuteAt(at);
    for (const { shiftId, start, length } of spans) {
      const today = now >= start && now < start + length;
      const sinceYesterday = now + DAY_MINUTES < start + length;
      if (!today && !sinceYesterday) continue;
      const day = today ? at : at - DAY;
      return { shiftId, weekday: wallClock(day).weekday, date: isoDay(day) };
    }
    return null;
  };
}

/** Every shift of the standing week, Monday first. */
export function weekSlots(shifts: readonly Shift[]): WeekSlot[] {
  return MONDAY_FIRST.flatMap((weekday) => shifts.map((shift) => ({ shiftId: shift.id, weekday })));
}

/** Weekdays in the order a Chinese week is read. */
export const MONDAY_FIRST: readonly number[] = [1, 2, 3, 4, 5, 6, 0];
