import * as v from 'valibot';
import { personInput } from '../../../cloudfunctions/features/people/schema';
import people from '../../../scripts/plant/people.json';

const ok = people[0]!;
const issuesOf = (input: unknown): string[] =>
  (v.safeParse(personInput, input).issues ?? []).map(({ message }) => message);

it('takes everybody of the starter plant', () => {
  for (const person of people) expect(issuesOf(person)).toEqual([]);
});

const spoiled: [string, unknown][] = [
  ...Object.keys(ok).map((key): [string, unknown] => [
    `no ${key}`,
    Object.fromEntries(Object.entries(ok).filter(([each]) => each !== key)),
  ]),
  ...Object.keys(ok).map((key): [string, unknown] => [`${key} of the wrong type`, { ...ok, [key]: 7 }]),
  ...Object.keys(ok).map((key): [string, unknown] => [
    `${key} far too long`,
    { ...ok, [key]: 'a'.repeat(200) },
  ]),
  ['an unknown key', { ...ok, openid: 'o' }],
  ['a name of spaces', { ...ok, name: '  ' }],
  ['a name of two lines', { ...ok, name: '王\n五' }],
  ['no role', { ...ok, roles: [] }],
  ['an unknown role', { ...ok, roles: ['king'] }],
  ['one role twice', { ...ok, roles: ['worker', 'worker'] }],
  ['an id with a database operator', { ...ok, id: '$gt' }],
  ['nothing', null],
  ['a list', []],
];

it.each(spoiled)('refuses %s, in Chinese', (_, input) => {
  const issues = issuesOf(input);
  expect(issues.length).toBeGreaterThan(0);
  for (const message of issues) expect(message).toMatch(/[一-鿿]/);
});
