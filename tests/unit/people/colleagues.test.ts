/** For whom one may report: whoever works where one does, the own team first. */
import { colleaguesOf } from '../../../cloudfunctions/features/people/colleagues';
import { directoryPerson } from '../../../cloudfunctions/features/people/directory';
import { actorOf } from '../../../cloudfunctions/features/people/identify';
import type { Person } from '../../../typings/domain';
import { person } from './roll';

const everybody = [
  person('me'),
  person('b-mate', { name: '乙' }),
  person('a-mate', { name: '甲' }),
  person('other-team', { teamId: 'b', name: '丙' }),
  person('other-department', { departmentId: 'store', teamId: 's' }),
  person('left', { status: 'left' }),
  person('outside', { teamId: 'x', roles: ['contractor'], name: '丁' }),
  person('outside-mate', { teamId: 'x', roles: ['contractor'], name: '戊' }),
];

function idsFor(id: string, fields: Partial<Person> = {}): string[] {
  const who = { ...person(id), ...everybody.find(({ _id }) => _id === id), ...fields };
  return colleaguesOf(actorOf(who, 'o-1'), { people: everybody.map(directoryPerson) }).map((one) => one.id);
}

it('names the own team first and leaves out oneself, leavers and other departments', () => {
  expect(idsFor('me')).toEqual(['b-mate', 'a-mate', 'outside', 'other-team', 'outside-mate']);
});

it('names somebody of the same team in another department', () => {
  expect(idsFor('other-department', { teamId: 'b' })).toEqual(['other-team']);
});

it('names to 相关方 their own team alone', () => {
  expect(idsFor('outside')).toEqual(['outside-mate']);
});

it('names nobody to a guest', () => {
  const guest = { ...actorOf(person('g'), 'o-2'), kind: 'guest' as const, roles: [], person: null };
  expect(colleaguesOf(guest, { people: everybody.map(directoryPerson) })).toEqual([]);
});
