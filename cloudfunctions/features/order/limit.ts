/** How many reports a phone may send in an hour: counted by the write that gives the number, so that none slips through. */
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, dayStamp, wallClock } from '../../../miniprogram/shared/time';
import { keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { forgetCounted, takeSequence } from './counters';

/** Reports an hour from the phone of a colleague, with a name or without. */
export const REPORTS = 60;

/** Reports an hour from a phone that nobody bound, where the plant does not say otherwise. */
export const GUEST_REPORTS = 10;

/** 64 bits: two phones of an hour that share a count are not to be expected. */
const CALLER_HEX = 16;

/** Counts are taken back this many days, should the timer have been away. */
const LOOKED_BACK = 7;

/** The hour of the day in +08:00, `00`–`23`. */
const hourOf = (now: Millis): string => String(wallClock(now).hour).padStart(2, '0');

/** Another one every hour, and no way back to the phone. */
const callerIn = (openid: string, day: string, hour: string): string =>
  keyed('caller', `${day}${hour}\n${openid}`).slice(0, CALLER_HEX);

/**
 * The next number of the day, `YH-yyyymmdd-nnnn`, which counts for the phone that asks; nothing leads from the count to
 * the order. One database call; three for the first of a day, and when there are none left.
 * @throws AppError REPORT_LIMIT; the draft stays in the phone and goes later by itself
 */
export async function takeNumber(
  { openid, kind }: Pick<Actor, 'openid' | 'kind'>,
  { places, duty }: Plant,
  now: Millis,
): Promise<string> {
  const [day, hour] = [dayStamp(now), hourOf(now)];
  const most = kind === 'guest' ? (places.plant.guestReportsPerHour ?? GUEST_REPORTS) : REPORTS;
  const sequence = await takeSequence(day, `by.${hour}.${callerIn(openid, day, hour)}`, most);
  if (sequence === null) throw new AppError('REPORT_LIMIT', { name: duty.dutyLeader(now).name });
  return `YH-${day}-${String(sequence).padStart(4, '0')}`;
}

/** Takes the counts of past hours back: what limits nobody any more need not be kept. Two database calls. */
export async function forgetCallers(now: Millis): Promise<void> {
  const hour = hourOf(now);
  const past = Array.from({ length: 24 }, (_none, each) => String(each).padStart(2, '0')).filter(
    (each) => each < hour,
  );
  await forgetCounted(dayStamp(now), past, dayStamp(now - LOOKED_BACK * DAY));
}
