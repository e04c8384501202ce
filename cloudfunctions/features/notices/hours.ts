/** When phones may ring: turns on duty, quiet hours and digests, as arithmetic over the roster and the notices. */
import type { ClockTime, Notices, Roster } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import { DAY, HOUR, isoDay, MINUTE, startOfDay } from '../../../miniprogram/shared/time';
import { boundsOf, createSlotFinder, liesWithin, minuteAt, minuteOf } from '../routing/shifts';

/** When nobody off duty is rung, unless the notices say otherwise. */
const QUIET = { start: '21:00', end: '07:00' };

/** Minutes after the start of a shift at which digests go out, unless the notices say otherwise. */
const DIGEST_AFTER: readonly number[] = [30, 240];

/** When the general manager's one digest of the day goes out. */
const DAILY: ClockTime = '08:00';

/** How far a look-up goes through a roster with gaps before it gives up. */
const HORIZON = 2 * DAY;

/** A turn on duty; in a gap of the roster, the rest of the hour. */
interface Span {
  id: string;
  startsAt: Millis;
  endsAt: Millis;
}

export interface Hours {
  /** Names the turn that an instant falls into. */
  slot(at: Millis): string;
  /** When the turn that an instant falls into began. */
  slotStart(at: Millis): Millis;
  isQuiet(at: Millis): boolean;
  /** The first instant from then on that is not quiet. */
  quietEnd(at: Millis): Millis;
  /** The next digest of a person; whoever is off duty has none in the quiet hours. */
  nextDigest(at: Millis, isOnDuty: boolean): Millis;
  /** The general manager's next digest. */
  nextDaily(at: Millis): Millis;
  /** The next instant at which messages that are held may fall due, for whomever. */
  nextRelease(at: Millis): Millis;
}

/**
 * @param shifts - of the roster
 * @param notices - quiet hours and digests
 */
export function createHours(
  shifts: Roster['shifts'],
  { quiet = QUIET, digestAfter = [...DIGEST_AFTER] }: Pick<Notices, 'quiet' | 'digestAfter'>,
): Hours {
  const slotAt = createSlotFinder(shifts);
  const shiftById = new Map(shifts.map((shift) => [shift.id, shift]));
  const [quietFrom, quietTo] = [minuteOf(quiet.start), minuteOf(quiet.end)];
  const after = digestAfter.toSorted((a, b) => a - b);

  function span(at: Millis): Span {
    const slot = slotAt(at);
    const shift = slot && shiftById.get(slot.shiftId);
    if (slot && shift) return { id: `${slot.date}:${shift.id}`, ...boundsOf(shift, slot.date) };
    const startsAt = at - (at % HOUR);
    return { id: isoDay(at), startsAt, endsAt: startsAt + HOUR };
  }

  const digestsOf = ({ startsAt, endsAt }: Span): Millis[] =>
    after.map((minutes) => startsAt + minutes * MINUTE).filter((at) => at < endsAt);

  const isQuiet = (at: Millis): boolean =>
    quietFrom !== quietTo && liesWithin(minuteAt(at), quietFrom, quietTo);

  /** The next time it is this time of day, after `at`. */
  function next(minute: number, at: Millis): Millis {
    const today = startOfDay(at) + minute * MINUTE;
    return today > at ? today : today + DAY;
  }
  const quietEnd = (at: Millis): Millis => (isQuiet(at) ? next(quietTo, at) : at);

  return {
    slot: (at) => span(at).id,
    slotStart: (at) => span(at).startsAt,
    isQuiet,
    quietEnd,
    nextDigest(at, isOnDuty) {
      const own = span(at);
      for (let turn = own; turn.startsAt < at + HORIZON; turn = span(turn.endsAt)) {
        const due = digestsOf(turn).find((each) => each > at);
        // At the end of the quiet hours whoever is off duty gets what came in them.
        if (due !== undefined) return isOnDuty && turn.id === own.id ? due : quietEnd(due);
      }
      return quietEnd(at + DAY);
    },
    nextDaily: (at) => next(minuteOf(DAILY), at),
    nextRelease(at) {
      const turn = span(at);
      const digests = [...digestsOf(turn), ...digestsOf(span(turn.endsAt))].filter((each) => each > at);
      return Math.min(next(minuteOf(DAILY), at), next(quietTo, at), ...digests);
    },
  };
}
