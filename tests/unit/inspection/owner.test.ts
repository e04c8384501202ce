/** Exactly one owner of every task: by person, post or duty, and the keeper of the area when nobody is there. */
import { createOwners } from '../../../cloudfunctions/features/inspection/owner';
import { boundsOf } from '../../../cloudfunctions/features/routing/shifts';
import people from '../../../scripts/plant/people.json';
import type { InspectionPlan } from '../../../typings/inspection';
import { bookOf, starterPlant, type Plant } from '../routing/plant';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const AREA = 'assembly';

/** A post, and who has it. */
const POST = '点检员';
const HOLDERS = ['p-030', 'p-039', 'p-035'];

type By = InspectionPlan['by'];

type Staff = Parameters<typeof createOwners>[0];

const staffOf = (plant: Plant): Staff => ({
  ...plant,
  duty: bookOf(plant),
  people: people.map((person) => ({
    ...person,
    openid: null,
    ...(HOLDERS.includes(person.id) ? { post: POST } : {}),
  })) as Staff['people'],
});

function ownerOf(by: By, date: string, shiftId = 'day', plant = starterPlant()): string {
  const shift = plant.roster.shifts.find(({ id }) => id === shiftId)!;
  const { startsAt } = boundsOf(shift, date);
  return createOwners(staffOf(plant))({ by }, AREA, { date, shiftId, startsAt }).id;
}

/** A plant in which somebody is on leave that week. */
function without(personId: string, deputyId: string | null): Plant {
  const plant = starterPlant();
  plant.roster.absences = [{ personId, from: '2026-11-23', to: '2026-11-29', deputyId }];
  return plant;
}

it('is who has the duty in the area and shift', () => {
  const inspector: By = { kind: 'duty', duty: 'inspector' };
  expect(ownerOf(inspector, '2026-11-25')).toBe('p-024');
  expect(ownerOf(inspector, '2026-11-23')).toBe('p-027');
  expect(ownerOf({ kind: 'duty', duty: 'siteKeeper' }, '2026-11-25')).toBe('p-021');
  expect(ownerOf({ kind: 'duty', duty: 'dutyLeader' }, '2026-11-25')).toBe('p-004');
  expect(ownerOf({ kind: 'duty', duty: 'safety' }, '2026-11-25')).toBe('p-010');
});

it('is the deputy of somebody on leave, else the keeper of the area', () => {
  const inspector: By = { kind: 'duty', duty: 'inspector' };
  expect(ownerOf(inspector, '2026-11-25', 'day', without('p-024', 'p-026'))).toBe('p-026');
  expect(ownerOf(inspector, '2026-11-25', 'day', without('p-024', null))).toBe('p-021');
  const one: By = { kind: 'person', personId: 'p-039' };
  expect(ownerOf(one, '2026-11-25')).toBe('p-039');
  expect(ownerOf(one, '2026-11-25', 'day', without('p-039', null))).toBe('p-021');
});

it('is the keeper at night, when no safety officer is on duty, and for a post that nobody has', () => {
  const keeper = bookOf(starterPlant()).siteKeeper(AREA, Date.parse('2026-11-25T00:00:00+08:00')).id;
  expect(ownerOf({ kind: 'duty', duty: 'safety' }, '2026-11-25', 'night')).toBe(keeper);
  expect(ownerOf({ kind: 'post', post: '没有的岗位' }, '2026-11-25', 'night')).toBe(keeper);
});

it('is the head of the department, else safety, when there is no roster', () => {
  const plant = starterPlant();
  plant.roster.duties = [];
  const byDuty = (duty: 'inspector' | 'siteKeeper' | 'dutyLeader' | 'safety'): string =>
    ownerOf({ kind: 'duty', duty }, '2026-11-25', 'night', plant);
  expect((['inspector', 'siteKeeper', 'safety'] as const).map(byDuty)).toEqual(['p-005', 'p-005', 'p-005']);
  plant.people = plant.people.filter(({ id }) => id !== 'p-005');
  expect(byDuty('inspector')).toBe('p-010');
});

it('is each holder of a post in turn, by the day, without those on leave', () => {
  const by: By = { kind: 'post', post: POST };
  const week = [24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`);
  const turns = week.map((date) => ownerOf(by, date));
  expect(new Set(turns.slice(0, 3))).toEqual(new Set(HOLDERS));
  expect(turns.slice(3)).toEqual(turns.slice(0, 3));
  expect(ownerOf(by, week[0]!, 'night')).toBe(turns[0]);
  const left = week.map((date) => ownerOf(by, date, 'day', without('p-039', null)));
  expect(new Set(left)).toEqual(new Set(['p-030', 'p-035']));
});
