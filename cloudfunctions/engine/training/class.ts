/** What of a class counts for whoever was there. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Attendance, Session, Signed } from '../../../typings/training';

/** Takes minutes off courses, from the one end or the other, as far as they go. */
function shortened(minutes: readonly number[], by: number, from: 'start' | 'end'): number[] {
  let left = by;
  const take = (each: number): number => {
    const taken = Math.min(each, left);
    left -= taken;
    return each - taken;
  };
  return from === 'start'
    ? minutes.map(take)
    : minutes
        .map((_, index) => index)
        .reverse()
        .reduce<number[]>((all, index) => [take(minutes[index] ?? 0), ...all], []);
}

/** Whole minutes between two instants, never less than none. */
const minutesBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / MINUTE));

/**
 * Minutes of each course of a class that somebody was there for, from signing in to the end, never more than the course
 * has. A class that ended early lacks its end for everybody; whoever came late lacks the beginning, whoever left the end.
 * @returns course id → minutes; all 0 while the class is open
 */
export function minutesOf(
  { courses, openedAt, closedAt }: Pick<Session, 'courses' | 'openedAt' | 'closedAt'>,
  { at, leftAt }: Pick<Signed, 'at' | 'leftAt'>,
): Map<string, number> {
  const planned = courses.map(({ minutes }) => minutes);
  const all = planned.reduce((sum, each) => sum + each, 0);
  const held = closedAt === null ? 0 : Math.min(all, minutesBetween(openedAt, closedAt));
  const there = closedAt === null ? 0 : minutesBetween(at, Math.min(leftAt ?? closedAt, closedAt));
  const taught = shortened(planned, all - held, 'end');
  const counted = shortened(taught, held - Math.min(held, there), leftAt === null ? 'start' : 'end');
  return new Map(courses.map(({ id }, index) => [id, counted[index] ?? 0]));
}

/** What a class gives to one person, by course; empty before its end. */
export function attendanceOf(session: Session, signed: Signed): Map<string, Attendance> {
  const { closedAt, trainer } = session;
  if (closedAt === null) return new Map();
  return new Map(
    [...minutesOf(session, signed)]
      .filter(([, minutes]) => minutes > 0)
      .map(([id, minutes]) => [id, { minutes, at: closedAt, how: signed.how, trainer }]),
  );
}
