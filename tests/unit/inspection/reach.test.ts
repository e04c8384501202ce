/** Where patrols came: by the best evidence of the month, area by area, and only of those that were due. */
import { reach } from '../../../cloudfunctions/features/inspection/reach';
import type { TaskAnswer } from '../../../typings/inspection';

type Patrol = Parameters<typeof reach>[0][number];
type Places = Parameters<typeof reach>[1]['places'];

const NOW = Date.parse('2026-11-25T12:00:00+08:00');
const HOUR = 3_600_000;

const area = (id: string, phoneFree = false): Places['areas'][number] => ({
  ...{ id, name: `${id} 区`, departmentId: 'd', building: '', floor: '', zone: '' },
  ...{ riskColor: 'blue', phoneFree },
});

const point = (id: string, areaId: string): Places['points'][number] => ({
  ...{ id, areaId, no: id.toUpperCase(), name: '柜', riskColor: 'blue' },
});

const POINTS = [point('e-01', 'power'), point('e-02', 'power'), point('e-03', 'power'), point('g-01', 'gas')];
const PLANT = {
  places: {
    plant: { name: '厂', promise: '', emergencyPhone: '' },
    departments: [],
    areas: [area('power'), area('gas', true), area('yard')],
    points: POINTS,
  },
  pointById: new Map(POINTS.map((one) => [one.id, one])),
};

const answerAt = (pointId: string, seen: TaskAnswer['seen'] = null): TaskAnswer => ({
  ...{ id: `${pointId}-${String(seen)}`, itemId: `${pointId}:door`, result: 'ok', photos: [], seen },
  ...{ orderId: null, at: null, by: { id: 'p', name: '王工' }, receivedAt: NOW },
});

/** A patrol that is over. */
const patrol = (answers: TaskAnswer[], change: Partial<Patrol> = {}): Patrol => ({
  ...{ _id: 'x', state: 'done', open: false, dueAt: NOW - HOUR, pointIds: ['e-01', 'e-02', 'e-03'] },
  answers: Object.fromEntries(answers.map((one) => [one.itemId, one])),
  ...change,
});

const reached = (...patrols: Patrol[]) => reach(patrols, PLANT, NOW);
const idsOf = (points: { id: string }[]): string[] => points.map(({ id }) => id);

it('tells a label that was read or typed from an answer without, and from nothing', () => {
  const [power, ...others] = reached(patrol([answerAt('e-01', 'scanned'), answerAt('e-02')]));
  expect(others).toEqual([]);
  expect(power).toEqual({
    ...{ areaId: 'power', areaName: 'power 区', phoneFree: false, points: 3, reached: 2 },
    unlabelled: [{ id: 'e-02', no: 'E-02', name: '柜' }],
    never: [{ id: 'e-03', no: 'E-03', name: '柜' }],
  });
  expect(reached(patrol([answerAt('e-01', 'typed')]))[0]).toMatchObject({ reached: 1, unlabelled: [] });
});

it.each([
  ['first', 0],
  ['last', 1],
])('goes by the best of several patrols, also when it came %s', (_when, at) => {
  const rounds = [patrol([answerAt('e-01')]), patrol([])];
  rounds.splice(at, 0, patrol([answerAt('e-01', 'scanned')]));
  const [power] = reached(...rounds);
  expect(power?.reached).toBe(1);
  expect(power?.unlabelled).toEqual([]);
});

it('misses no label where no phone may be used', () => {
  const mixed = patrol([answerAt('g-01'), answerAt('e-01')], { pointIds: ['g-01', 'e-01'] });
  expect(reached(mixed)).toMatchObject([
    { areaId: 'power', phoneFree: false, unlabelled: [{ id: 'e-01' }] },
    { areaId: 'gas', phoneFree: true, reached: 1, unlabelled: [] },
  ]);
});

it('waits for a patrol that may still be walked, and leaves out one that was dropped', () => {
  const open = { state: 'doing', open: true } as const;
  expect(reached(patrol([], { ...open, dueAt: NOW + 1 }))).toEqual([]);
  expect(idsOf(reached(patrol([], { ...open, dueAt: NOW }))[0]?.never ?? [])).toEqual([
    'e-01',
    'e-02',
    'e-03',
  ]);
  expect(reached(patrol([answerAt('e-01')], { state: 'dropped' }))).toEqual([]);
  expect(reached(patrol([], { state: 'missed' }))[0]).toMatchObject({ points: 3, reached: 0 });
});

it('names no point that is gone, and no area without one', () => {
  const gone = patrol([answerAt('z-99', 'scanned')], { pointIds: ['z-99', 'e-01'] });
  expect(reached(gone)).toMatchObject([{ areaId: 'power', points: 1, reached: 0 }]);
  expect(reached()).toEqual([]);
});
