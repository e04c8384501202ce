/** When a hazard counts as having come back, what is asked then, and how long it is watched. Pure. */
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import type { Millis } from '../../../typings/domain';
import type { Repeat, RepeatAnswer, RepeatRound, RepeatStage } from '../../../typings/repeat';
import { dayAfter, REMEMBERED } from '../insight';

/** So long a measure is watched after it was done, and a hazard that came back is asked about. */
export const WATCHED = REMEMBERED * DAY;

/** So far back orders of a spot are looked at. */
export const LOOKED_BACK = 365 * DAY;

/** Until somebody is to say why; and between two reminders. */
const ANSWER_WITHIN = 7 * DAY;
const REMIND_EVERY = 7 * DAY;

/** Rounds that are kept; a hazard that comes back more often has older ones in its orders. */
const ROUNDS = 20;

/** An order at the spot that was no mistake. */
export interface Sighting {
  id: string;
  number: string;
  reportedAt: Millis;
}

/** Orders before which there was another within 90 days, counted by the calendar as the numbers are. @param seen - the oldest first */
export const comingsBack = (seen: readonly Sighting[]): Sighting[] =>
  seen.filter(({ reportedAt }, index) => {
    const before = seen[index - 1];
    return before !== undefined && isoDay(before.reportedAt) >= dayAfter(isoDay(reportedAt), -REMEMBERED);
  });

const isWatched = ({ done }: RepeatRound, at: Millis): boolean =>
  done !== null && at > done.at && at <= done.at + WATCHED;

/** Where a round stands. */
export function stageOf({ answer, done, withdrawnAt }: RepeatRound, now: Millis): RepeatStage {
  if (withdrawnAt !== null) return 'withdrawn';
  if (answer === null) return 'asks';
  if (done === null) return 'measured';
  return now < done.at + WATCHED ? 'watching' : 'held';
}

/** Until when its step is due, or it is watched. */
export function dueOf(round: RepeatRound): Millis | null {
  const { answer, done, withdrawnAt, dueAt } = round;
  if (withdrawnAt !== null) return null;
  if (done !== null) return done.at + WATCHED;
  return answer === null ? dueAt : answer.dueAt;
}

/** The round that counts: the last that was not withdrawn, else the last; null: there was none. */
export const standing = (rounds: readonly RepeatRound[]): RepeatRound | null =>
  rounds.findLast(({ withdrawnAt }) => withdrawnAt === null) ?? rounds.at(-1) ?? null;

/** What changes of a repeat. */
export type Change = Pick<Repeat, 'rounds' | 'open' | 'movedAt' | 'openedAt' | 'nextDueAt'>;

const replaced = ({ rounds }: Pick<Repeat, 'rounds'>, last: RepeatRound): RepeatRound[] => [
  ...rounds.slice(0, -1),
  last,
];

const opened = (rounds: readonly RepeatRound[], by: Sighting, isFailure: boolean, now: Millis): Change => {
  const dueAt = now + ANSWER_WITHIN;
  const round: RepeatRound = {
    ...{ no: (rounds.at(-1)?.no ?? 0) + 1, orderId: by.id, number: by.number, reportedAt: by.reportedAt },
    ...{ openedAt: now, isFailure, dueAt, answer: null, done: null, withdrawnAt: null },
  };
  return {
    rounds: [...rounds, round].slice(-ROUNDS),
    ...{ open: true, movedAt: now, openedAt: now, nextDueAt: dueAt },
  };
};

/**
 * What the orders of a spot mean for what is known of it.
 * @param seen - of the last {@link LOOKED_BACK}, the oldest first
 * @returns null: nothing changes
 */
export function lookedAt(
  known: Pick<Repeat, 'rounds'> | null,
  seen: readonly Sighting[],
  now: Millis,
): Change | null {
  const rounds = known?.rounds ?? [];
  const newest = seen.at(-1);
  const back = comingsBack(seen).at(-1);
  // What came back long ago, when nobody looked, is asked about no more.
  const isFresh = back !== undefined && back.reportedAt > now - WATCHED;
  const last = standing(rounds);
  if (last === null || last.withdrawnAt !== null) return isFresh ? opened(rounds, back, false, now) : null;
  if (last.answer === null) return isStill(last, seen, now) ? null : withdrawn(rounds, last, now);
  if (last.done === null) return null;
  if (newest !== undefined && newest.id !== last.orderId && isWatched(last, newest.reportedAt))
    return opened(rounds, newest, true, now);
  return isFresh && back.reportedAt > last.done.at ? opened(rounds, back, false, now) : null;
}

/** Whether what opened a round, or something later that would have, is there. What is out of sight stays as it is. */
function isStill(round: RepeatRound, seen: readonly Sighting[], now: Millis): boolean {
  if (round.reportedAt <= now - LOOKED_BACK + WATCHED) return true;
  // A measure fails by a single order, however long before the one before it was.
  const all = round.isFailure ? seen : comingsBack(seen);
  return all.some(({ reportedAt }) => reportedAt >= round.reportedAt);
}

/** What was watched before is watched on. */
function withdrawn(rounds: readonly RepeatRound[], last: RepeatRound, now: Millis): Change {
  const all = replaced({ rounds: [...rounds] }, { ...last, withdrawnAt: now });
  const before = standing(all);
  const until = before?.done == null ? null : before.done.at + WATCHED;
  return {
    rounds: all,
    ...{ open: false, movedAt: now, openedAt: before?.openedAt ?? last.openedAt },
    nextDueAt: until !== null && until > now ? until : null,
  };
}

/** The cause and the measure of the last round. */
export function answered(known: Repeat, answer: RepeatAnswer): Change {
  const last = known.rounds.at(-1);
  if (last === undefined) throw new Error('a repeat without a round');
  return {
    rounds: replaced(known, { ...last, answer }),
    ...{ open: true, movedAt: answer.at, openedAt: known.openedAt, nextDueAt: answer.dueAt },
  };
}

/** The measure of the last round is in place. */
export function measured(known: Repeat, done: NonNullable<RepeatRound['done']>): Change {
  const last = known.rounds.at(-1);
  if (last === undefined) throw new Error('a repeat without a round');
  return {
    rounds: replaced(known, { ...last, done }),
    ...{ open: false, movedAt: done.at, openedAt: known.openedAt, nextDueAt: done.at + WATCHED },
  };
}

/** When somebody is told next, once this was told: every week while something is left to do. */
export const nextReminder = (round: RepeatRound, now: Millis): Millis | null => {
  const stage = stageOf(round, now);
  return stage === 'asks' || stage === 'measured' ? now + REMIND_EVERY : null;
};
