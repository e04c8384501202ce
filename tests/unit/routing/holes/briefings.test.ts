/** Teams that could not meet are listed before they are published; the starter plant has none. */
import { briefingHoles } from '../../../../cloudfunctions/features/routing/holes';
import { parseConfig } from '../../../../cloudfunctions/config/schema';
import { readRoll } from '../../../../cloudfunctions/features/people/enrol';
import briefingsBody from '../../../../scripts/plant/briefings.json';
import peopleBody from '../../../../scripts/plant/people.json';
import placesBody from '../../../../scripts/plant/places.json';
import rosterBody from '../../../../scripts/plant/roster.json';
import type { BriefingTeam } from '../../../../typings/config';

type Staff = Parameters<typeof briefingHoles>[3];

const { teams } = parseConfig('briefings', briefingsBody);
const places = parseConfig('places', placesBody);
const roster = parseConfig('roster', rosterBody);
const people: Staff = readRoll(peopleBody).people;
const [team] = teams;

const holes = (change: Partial<BriefingTeam>, staff = people): string[] =>
  briefingHoles({ teams: [{ ...team!, ...change }] }, places, roster, staff);

const without = (id: string): Staff =>
  people.map((person) => (person.id === id ? { ...person, status: 'left' as const } : person));

it('finds none in the starter plant', () => {
  expect(briefingHoles({ teams }, places, roster, people)).toEqual([]);
});

it('takes every way to be led', () => {
  expect(holes({ leader: { kind: 'head' } })).toEqual([]);
  expect(holes({ leader: { kind: 'person', personId: 'p-012' } })).toEqual([]);
});

it.each<[string, Partial<BriefingTeam>, Staff, string]>([
  ['a department', { departmentIds: ['gone', 'welding'] }, people, '部门 gone 不存在'],
  ['a shift', { shiftIds: ['gone'] }, people, '班次 gone 不存在'],
  ['a person', { leader: { kind: 'person', personId: 'p-999' } }, people, 'p-999 不在人员名单里'],
  ['somebody who left', { leader: { kind: 'person', personId: 'p-012' } }, without('p-012'), '已离岗'],
  ['a head', { leader: { kind: 'head' } }, without('p-002'), '没有在岗的负责人'],
])('names %s that is not there', (_, change, staff, said) => {
  const found = holes(change, staff);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`班前会“${team!.title}”`);
  expect(found[0]).toContain(said);
});

it('names a window that outlasts its shift, and areas that nobody keeps', () => {
  const short = { ...roster, shifts: roster.shifts.map((shift) => ({ ...shift, end: shift.start })) };
  const brief = roster.shifts.map((shift) => ({ ...shift, end: shift.start.replace(':00', ':10') }));
  const over = briefingHoles({ teams: [team!] }, places, { ...roster, shifts: brief }, people);
  expect(over).toHaveLength(team!.shiftIds.length);
  expect(briefingHoles({ teams: [team!] }, places, short, people)).toEqual([]);
  const duties = roster.duties.filter(({ duty }) => duty !== 'siteKeeper');
  const unkept = briefingHoles({ teams: [team!] }, places, { ...roster, duties }, people);
  expect(unkept).toHaveLength(team!.shiftIds.length);
  expect(holes({ departmentIds: ['nowhere'] })).toContainEqual(expect.stringContaining('没有区域'));
});
