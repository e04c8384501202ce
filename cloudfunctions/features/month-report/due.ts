/** Which month's report the clock is to write now. It is asked every minute and reads nothing. */
import type { Millis } from '../../../typings/domain';
import { HOUR, isoDay, wallClock } from '../../../miniprogram/shared/time';

/** From this hour of the first day on, when the last shift of the month is told and counted. */
const HOUR_OF_DAY = 6;

/** A timer that was out of order for so many days leaves the report to whoever asks for it. */
const LAST_DAY = 7;

let lookedIn = -Infinity;

/** @returns whether it is time to look, once an hour in each instance */
export function isTimeToLook(now: Millis): boolean {
  const { hour } = wallClock(now);
  const day = Number(isoDay(now).slice('yyyy-mm-'.length));
  if (day > LAST_DAY || (day === 1 && hour < HOUR_OF_DAY)) return false;
  const thisHour = Math.floor(now / HOUR);
  if (thisHour === lookedIn) return false;
  lookedIn = thisHour;
  return true;
}

/** The next minute looks again: what was to be written was not. */
export function lookAgain(): void {
  lookedIn = -Infinity;
}
