/** Departments side by side, per head; nobody is ranked, and nobody named who did not say that they may be. */
import type { Account, Millis } from '../../../typings/domain';
import type { PointsBoard } from '../../../typings/points';
import { NO_SUMS } from '../../engine/points/book';
import { accountsIn } from '../accounts';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { checkMonth } from './statement';

/** Fewer people than this would tell what one of them earned: their department is not on the board. */
const LEAST_HEADS = 3;

const earnedIn = (account: Account | undefined, month: string): number => {
  const { earned, takenBack } = account?.book?.months[month] ?? NO_SUMS;
  return Math.max(0, earned - takenBack);
};

/** One database call per started thousand people. @throws AppError BAD_REQUEST for a month that has not begun */
export async function board(
  { departmentId }: Pick<Actor, 'departmentId'>,
  month: string,
  { people, places }: Pick<Plant, 'people' | 'places'>,
  now: Millis,
): Promise<PointsBoard> {
  checkMonth(month, now);
  const active = people.filter(({ status }) => status === 'active');
  const accounts = await accountsIn(
    active.map(({ id }) => id),
    month,
  );
  const earned = new Map(active.map(({ id }) => [id, earnedIn(accounts.get(id), month)]));
  const departments = places.departments.flatMap(({ id, name }) => {
    const members = active.filter((person) => person.departmentId === id);
    const heads = members.length;
    if (heads < LEAST_HEADS) return [];
    const points = members.reduce((sum, member) => sum + (earned.get(member.id) ?? 0), 0);
    const earners = members.filter((member) => (earned.get(member.id) ?? 0) > 0).length;
    return [{ id, name, heads, earners, perHead: Math.round((points / heads) * 10) / 10 }];
  });
  const thanked = active
    .filter((person) => person.departmentId === departmentId && (earned.get(person.id) ?? 0) > 0)
    .filter(({ id }) => accounts.get(id)?.named === true)
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1));
  return { month, departments, thanked };
}
