/** Who meets before a shift: the 现场管控人 of the areas and their people, without whoever is on leave; and who leads. */
import { createMeetings } from '../../../cloudfunctions/features/briefing/staff';
import { boundsOf } from '../../../cloudfunctions/features/routing/shifts';
import people from '../../../scripts/plant/people.json';
import briefings from '../../../scripts/plant/briefings.json';
import type { BriefingTeam } from '../../../typings/briefing';
import { bookOf, starterPlant, type Plant } from '../routing/plant';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

type Staff = Parameters<typeof createMeetings>[0];

const [STEEL] = briefings.teams as BriefingTeam[];

const staffOf = (plant: Plant): Staff => ({
  ...plant,
  duty: bookOf(plant),
  people: people.map((person) => ({ ...person, openid: null })) as Staff['people'],
});

function meeting(date: string, { plant = starterPlant(), team = STEEL!, shiftId = 'day' } = {}) {
  const shift = plant.roster.shifts.find(({ id }) => id === shiftId)!;
  const { startsAt } = boundsOf(shift, date);
  const { owner, expected } = createMeetings(staffOf(plant))(team, { date, shiftId, startsAt });
  return { owner: owner.id, expected: expected.map(({ id }) => id) };
}

const onLeave = (personId: string, deputyId: string | null): Plant => {
  const plant = starterPlant();
  plant.roster.absences = [{ personId, from: '2026-11-23', to: '2026-11-29', deputyId }];
  return plant;
};

it('is the crew of the day, and the relief crew on its days', () => {
  expect(meeting('2026-11-25')).toEqual({
    owner: 'p-012',
    expected: ['p-012', 'p-030', 'p-032', 'p-044'],
  });
  expect(meeting('2026-11-23')).toEqual({ owner: 'p-021', expected: ['p-021'] });
  expect(meeting('2026-11-25', { shiftId: 'night' }).owner).toBe('p-014');
});

it('awaits nobody who is on leave, and their people all the same', () => {
  expect(meeting('2026-11-25', { plant: onLeave('p-032', null) }).expected).toEqual([
    ...['p-012', 'p-030', 'p-044'],
  ]);
  const led = meeting('2026-11-25', { plant: onLeave('p-012', 'p-021') });
  expect(led.owner).toBe('p-021');
  expect(led.expected).toEqual(['p-021', 'p-030', 'p-032', 'p-044']);
});

it('is led as the team says, and by somebody in any case', () => {
  const led = (leader: BriefingTeam['leader'], plant = starterPlant()): string =>
    meeting('2026-11-25', { team: { ...STEEL!, leader }, plant }).owner;
  expect(led({ kind: 'head' })).toBe('p-002');
  expect(led({ kind: 'person', personId: 'p-030' })).toBe('p-030');
  expect(led({ kind: 'person', personId: 'p-030' }, onLeave('p-030', null))).toBe('p-012');
});

it('is nobody where the roster has nobody', () => {
  const plant = starterPlant();
  plant.roster.duties = plant.roster.duties.filter(({ duty }) => duty !== 'siteKeeper');
  expect(meeting('2026-11-25', { plant }).expected).toEqual([]);
});
