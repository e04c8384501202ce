/** What the clock does to a training: begins it, reminds, records a miss, goes up person by person, and drops leavers. */
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Training, TrainingCourse, TrainingMiss } from '../../../typings/training';
import { endOf } from './due';
import { settled } from './progress';

/** How long there is to say why a deadline was missed before safety is told, and how often everybody is told again. */
export const EXPLAIN_WITHIN = 3 * DAY;
export const AGAIN = 7 * DAY;

/** Nobody may put a missed training off further than that. */
export const MOST_DELAY = 30 * DAY;

/** What is asked of the plant. */
export interface AroundTraining {
  /** Whether somebody is on the roll and, for new hires, joined on the day the training is for. */
  isFor(training: Training): boolean;
  /** Whoever looks after this person; null for whoever has nobody above. */
  bossOf(personId: string): PersonRef | null;
  safety: PersonRef;
}

export type TrainingNotice = 'trainingBegun' | 'trainingDue' | 'trainingLate' | 'trainingLateUp';

export interface TickedTraining {
  training: Training;
  tell: { notice: TrainingNotice; to: PersonRef }[];
  /** What the person's record is to say of it; undefined: as it does. */
  mark?: string | null;
}

/** Whether somebody did anything of a course. */
const isTouched = ({ attendance, read, tries }: TrainingCourse): boolean =>
  tries.length + Object.keys(attendance).length + Object.keys(read).length > 0;

const withReminder = (training: Training, remindAt: Millis | null, now: Millis): Training =>
  settled({ ...training, remindAt }, now);

/** Half of the time that there is. */
const halfOf = ({ createdAt, dueAt }: Training): Millis => createdAt + Math.floor((dueAt - createdAt) / 2);

/** Ends what is nobody's any more. */
const dropped = (training: Training, now: Millis): Training =>
  withReminder(
    {
      ...training,
      state: 'dropped',
      open: false,
      dropped: { at: now, reason: WORDS.trainingGone },
      flagged: false,
    },
    null,
    now,
  );

/** Reminders before the deadline; one that comes late says the last of what is over. */
function reminded(training: Training, now: Millis): TickedTraining {
  const { person, dueAt, told } = training;
  const lastDay = dueAt - DAY;
  if (now >= lastDay) {
    const isTold = told === 'day';
    return {
      training: withReminder({ ...training, told: 'day' }, dueAt, now),
      tell: isTold ? [] : [{ notice: 'trainingDue', to: person }],
    };
  }
  if (now >= halfOf(training) && told !== 'nothing') {
    return {
      training: withReminder({ ...training, told: 'half' }, lastDay, now),
      tell: told === 'half' ? [] : [{ notice: 'trainingDue', to: person }],
    };
  }
  return {
    training: withReminder({ ...training, told: 'begun' }, Math.min(halfOf(training), lastDay), now),
    tell: told === 'nothing' ? [{ notice: 'trainingBegun', to: person }] : [],
  };
}

/** Its deadline is over: the person and whoever looks after them learn of it, then safety, and all of them again every week. */
function overdue(training: Training, now: Millis, around: AroundTraining): TickedTraining {
  const { person, misses } = training;
  const boss = around.bossOf(person.id);
  const told = boss === null ? [person] : [person, boss];
  const last = misses.at(-1);
  if (training.state !== 'overdue' || last === undefined) {
    const miss: TrainingMiss = {
      at: now,
      reason: null,
      by: null,
      until: null,
      raisedTo: boss === null ? [] : [boss],
    };
    const late: Training = { ...training, state: 'overdue', isMissed: true, misses: [...misses, miss] };
    return {
      training: withReminder(late, now + EXPLAIN_WITHIN, now),
      tell: told.map((to) => ({ notice: 'trainingLate', to })),
    };
  }
  const { safety } = around;
  const isKnown = last.raisedTo.some(({ id }) => id === safety.id);
  const raisedTo = isKnown ? last.raisedTo : [...last.raisedTo, safety];
  const again = { ...training, misses: [...misses.slice(0, -1), { ...last, raisedTo }] };
  const all = new Map([...told, safety].map((to) => [to.id, to]));
  return {
    training: withReminder(again, now + AGAIN, now),
    tell: [...all.values()].map((to) => ({
      notice: to.id === person.id ? 'trainingLate' : 'trainingLateUp',
      to,
    })),
  };
}

/** What somebody's record says while a training that work waits for is not done. */
const missingText = ({ title }: Training): string => `${title}还没学完`;

/**
 * The next thing that is to happen to a training by the clock, sealing aside.
 * @returns null when nothing is due
 */
export function tickTraining(training: Training, now: Millis, around: AroundTraining): TickedTraining | null {
  const { open, flagged, gate, remindAt, dueAt } = training;
  if (remindAt === null || now < remindAt) return null;
  if (!open) {
    const over = withReminder({ ...training, flagged: false }, null, now);
    return { training: over, tell: [], ...(flagged ? { mark: null } : {}) };
  }
  if (!around.isFor(training)) {
    return { training: dropped(training, now), tell: [], ...(flagged ? { mark: null } : {}) };
  }
  const mark = gate && !flagged ? { mark: missingText(training) } : {};
  const marked = gate && !flagged ? { ...training, flagged: true } : training;
  return { ...(now >= dueAt ? overdue(marked, now, around) : reminded(marked, now)), ...mark };
}

/**
 * Says why a deadline was missed and gives it a new one; the reminders begin again.
 * @param until - `yyyy-mm-dd`
 */
export function explained(
  training: Training,
  { reason, by, until }: { reason: string; by: PersonRef; until: string },
  now: Millis,
): Training {
  const last = training.misses.at(-1);
  if (last === undefined) return training;
  const dueAt = endOf(until);
  const misses = [...training.misses.slice(0, -1), { ...last, reason, by, until: dueAt }];
  const isBegun = training.parts.some(({ courses }) => courses.some(isTouched));
  const next: Training = { ...training, misses, dueAt, state: isBegun ? 'doing' : 'due', told: 'half' };
  return withReminder(next, Math.max(now, dueAt - DAY), now);
}

/** Whether a day may be the new deadline: not before today, and not too far off. */
export const mayDelayTo = (until: string, now: Millis): boolean =>
  until >= isoDay(now) && endOf(until) <= endOf(isoDay(now)) + MOST_DELAY;

/** Lets somebody off. */
export const waived = (training: Training, by: PersonRef, reason: string, now: Millis): Training =>
  withReminder(
    {
      ...training,
      ...{ state: 'waived', open: false, finishedAt: now, waived: { at: now, by, reason } },
      isMissed: training.isMissed || now >= training.dueAt,
    },
    training.flagged ? now : null,
    now,
  );
