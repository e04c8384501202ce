/** Who is on duty, and whom a newcomer meets first. */
import { firstPhones, people } from '../../../../devtools/product/people';
import type { Database } from '../../../../devtools/cloud/types';

const person = (id: string, roles: string[], teamId: string, more: object = {}): Record<string, unknown> => ({
  _id: id,
  openid: `o-${id}`,
  name: id,
  roles,
  teamId,
  post: '焊工',
  departmentId: 'weld',
  ...more,
});

const PEOPLE = [
  person('night-worker', ['worker'], 'night'),
  person('day-worker', ['worker'], 'day'),
  person('night-chief', ['supervisor'], 'night'),
  person('other-chief', ['supervisor'], 'other'),
  person('day-chief', ['supervisor'], 'day'),
  person('officer', ['safety'], 'ehs'),
  person('officer-on-duty', ['safety'], 'ehs2'),
  person('without-phone', ['worker'], 'day', { openid: null }),
];

const ROSTER = {
  shifts: [
    { id: 'day', start: '08:00', end: '20:00' },
    { id: 'night', start: '20:00', end: '08:00' },
  ],
  duties: [
    {
      duty: 'siteKeeper',
      areaIds: ['b'],
      shiftId: 'day',
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      personId: 'other-chief',
    },
    {
      duty: 'siteKeeper',
      areaIds: ['a'],
      shiftId: 'day',
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      personId: 'day-chief',
    },
    { duty: 'siteKeeper', areaIds: ['a'], shiftId: 'night', weekdays: [0], personId: 'night-chief' },
    { duty: 'safety', areaIds: [], shiftId: 'day', weekdays: [1], personId: 'officer-on-duty' },
  ],
  changes: [
    { date: '2026-11-24', duty: 'siteKeeper', areaIds: ['a'], shiftId: 'day', personId: 'night-chief' },
  ],
};

const document = (kind: string, body: object): object => ({ _id: `${kind}@1`, body: JSON.stringify(body) });
const plant = (documents: Record<string, object[]>): Database =>
  ({ dump: (name: string) => documents[name] ?? [] }) as Partial<Database> as Database;
const database = plant({
  people: PEOPLE,
  configs: [
    { _id: 'pointer', kinds: { roster: { current: '1' }, places: { current: '1' } } },
    document('roster', ROSTER),
    document('places', { departments: [{ id: 'weld', name: '焊接车间' }] }),
  ],
});

const onDuty = (at: string): string[] =>
  people(database, Date.parse(at)).flatMap(({ id, onDuty }) => (onDuty ? [id] : []));

it('lists those who have a phone, with post and department', () => {
  const listed = people(database, Date.parse('2026-11-23T09:00:00+08:00'));
  expect(listed.map(({ id }) => id)).toEqual(PEOPLE.slice(0, -1).map(({ _id }) => _id));
  expect(listed[0]).toEqual({
    openid: 'o-night-worker',
    id: 'night-worker',
    name: 'night-worker',
    roles: ['worker'],
    about: '焊工 · 焊接车间',
    onDuty: false,
  });
});

it.each([
  [
    '2026-11-23T08:00:00+08:00',
    ['day-worker', 'other-chief', 'day-chief', 'officer-on-duty'],
    'a Monday’s day',
  ],
  ['2026-11-22T21:00:00+08:00', ['night-worker', 'night-chief'], 'Sunday’s night'],
  ['2026-11-23T07:59:59+08:00', ['night-worker', 'night-chief'], 'the morning after Sunday’s night'],
  ['2026-11-24T07:00:00+08:00', [], 'a night nobody has'],
  ['2026-11-24T09:00:00+08:00', ['night-worker', 'night-chief', 'other-chief'], 'a day with a change'],
])('at %s %j are on duty: %s', (at, expected) => {
  expect(onDuty(at)).toEqual(expected);
});

describe('a newcomer meets', () => {
  it('a worker at work, the supervisor on duty of that team, and the safety officer on duty', () => {
    expect(firstPhones(database, Date.parse('2026-11-23T09:00:00+08:00'))).toEqual([
      'o-day-worker',
      'o-day-chief',
      'o-officer-on-duty',
    ]);
  });

  it('whoever there is when nobody is on duty', () => {
    expect(firstPhones(plant({ people: PEOPLE }), 0)).toEqual([
      'o-night-worker',
      'o-night-chief',
      'o-officer',
    ]);
  });

  it('nobody in an empty plant', () => {
    expect(firstPhones(plant({}), 0)).toEqual([]);
    expect(people(plant({}), 0)).toEqual([]);
  });
});
