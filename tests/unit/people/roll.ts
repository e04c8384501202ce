/** A roll in memory for the tests of people: who is there, and a store that counts its calls. */
import { createPeopleStore } from '../../../cloudfunctions/features/people/store';
import type { BindAttempts, Invite, Person } from '../../../typings/domain';
import { memory } from '../notices/memory';

process.env['SAFELOOP_SECRET'] = 'a secret for tests, 32 characters or more';

/** Sunday 22 November 2026, 09:00 in +08:00. */
export const NOW = Date.parse('2026-11-22T09:00:00+08:00');

/** Somebody of the workshop, unless said otherwise. */
export const person = (id: string, fields: Partial<Person> = {}): Person => ({
  _id: id,
  schema: 1,
  name: `人${id}`,
  employeeNo: id.toUpperCase(),
  phone: '13900000000',
  departmentId: 'workshop',
  teamId: 'a',
  post: '焊工',
  roles: ['worker'],
  bossId: 'boss',
  status: 'active',
  openid: null,
  boundAt: null,
  rev: 1,
  ...fields,
});

/** The three collections in memory behind a real store. */
export function rollOf(...everybody: Person[]) {
  const people = memory<Person>(everybody);
  const invites = memory<Invite>();
  const attempts = memory<BindAttempts>();
  const calls = (): number =>
    [people, invites, attempts].flatMap((each) => Object.values(each.calls)).reduce((sum, n) => sum + n, 0);
  return { people, invites, attempts, calls, store: createPeopleStore(people, invites, attempts) };
}
