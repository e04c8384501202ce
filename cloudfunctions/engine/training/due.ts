/** Who has to do which programme, and by when. */
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import type { Millis, Person } from '../../../typings/domain';
import type { Programme } from '../../../typings/training';

/** What decides whether a programme is for somebody. */
export type Learner = Pick<Person, 'departmentId' | 'post' | 'roles' | 'status' | 'joinedOn'> & {
  id: string;
};

/** A training that is due: the key by which it happens once, and its deadline. */
export interface DueTraining {
  key: string;
  dueAt: Millis;
}

/** The last second of a day, +08:00. */
export const endOf = (day: string): Millis => Date.parse(`${day}T00:00:00+08:00`) + DAY - 1_000;

function isFor({ who }: Programme, { departmentId, post, roles }: Learner): boolean {
  const isContractor = roles.every((role) => role === 'contractor');
  return (
    (who.contractors || !isContractor) &&
    (who.departmentIds?.includes(departmentId) ?? true) &&
    (who.posts?.includes(post) ?? true) &&
    (who.roles?.some((role) => roles.includes(role)) ?? true)
  );
}

/**
 * What a programme asks of somebody now. A new hire's training is due however late that is found out, a year's only while
 * it is open; whoever joined in that year did the new hires'.
 * @returns null when nothing
 */
export function dueFor(programme: Programme, person: Learner, now: Millis): DueTraining | null {
  const { due } = programme;
  if (person.status !== 'active' || !isFor(programme, person)) return null;
  const today = isoDay(now);
  const { joinedOn } = person;
  if (due.kind === 'joining') {
    if (joinedOn === undefined || joinedOn < due.since || joinedOn > today) return null;
    return { key: joinedOn, dueAt: endOf(joinedOn) + due.days * DAY };
  }
  const year = today.slice(0, 4);
  const day = today.slice(5);
  if (day < due.opens || day > due.closes || joinedOn?.startsWith(year) === true) return null;
  return { key: year, dueAt: endOf(`${year}-${due.closes}`) };
}

/** `{personId}@{programmeId}:{key}` */
export const trainingId = (personId: string, programmeId: string, key: string): string =>
  `${personId}@${programmeId}:${key}`;
