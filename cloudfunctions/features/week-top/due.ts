/** Whether the clock has something to do about the week. It is asked every minute and reads nothing. */
import type { Millis } from '../../../typings/domain';
import { HOUR } from '../../../miniprogram/shared/time';
import { weekWork } from '../../engine/week-top';

let lookedIn = -Infinity;

/** @returns whether it is time to look, once an hour in each instance */
export function isTimeForWeek(now: Millis): boolean {
  const thisHour = Math.floor(now / HOUR);
  if (weekWork(now) === null || thisHour === lookedIn) return false;
  lookedIn = thisHour;
  return true;
}

/** The next minute looks again: what was to be done was not. */
export function lookAtWeekAgain(): void {
  lookedIn = -Infinity;
}
