/** The plant that `npm start` shows a newcomer: certificates in every state, meetings, a class, and nobody in the way of hot work. */
import { randomUUID } from 'node:crypto';
import { DAY, HOUR } from '../../miniprogram/shared/time';
import { certify, happeningsOf } from '../../scripts/demo/days';
import { enrolHires } from '../../scripts/demo/hires';
import { playHistory } from '../../scripts/demo/history';
import { Floor } from '../../scripts/lib/floor';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { withoutPlans } from '../support/rounds';
import { phone } from './support/plant';

let cloud: TestCloud;

/** A Wednesday morning, the day on which somebody looks at the plant; its history begins ten days before. */
const NOW = Date.parse('2026-11-25T10:00:00+08:00');

beforeAll(async () => {
  cloud = await startTestCloud();
  await withoutPlans(cloud, ['inspection']);
  await cloud.clock({ set: NOW - 10 * DAY });
  await enrolHires(cloud, NOW);
  const floor = await Floor.open(cloud);
  await certify(floor, NOW);
  // The timer finds the new hires before they are taught, as among the stories.
  const before = { at: NOW - 5 * DAY, run: () => Promise.resolve() };
  await playHistory(floor, [], [before, ...happeningsOf(floor, NOW)], NOW);
  await cloud.clock({ set: NOW });
});
afterAll(() => cloud.stop());

it('has certificates for welding that count, that end soon, and that ended', async () => {
  const { certificates } = await cloud.callOk(phone('safety'), 'certificates.list', { kindId: 'welding' });
  const standings = new Set(certificates.map(({ standing }) => standing));
  expect([...standings].sort()).toEqual(['expired', 'expiring', 'valid']);
});

it('lets somebody ask for hot work, by who may do it', async () => {
  const asker = phone('reporter');
  const { certified, rules } = await cloud.callOk(asker, 'permits.rules', {});
  const now = await cloud.now();
  const welder = certified.find(({ endsAt, personId }) => endsAt > now + 2 * HOUR && personId !== null);
  const permit = await cloud.callOk(asker, 'permits.apply', {
    id: randomUUID(),
    ...{
      areaId: 'fit-up',
      pointId: null,
      words: '东侧立柱',
      work: '焊支架',
      method: rules?.methods[0] ?? '',
    },
    ...{ level: 'second', by: { kind: 'department', departmentId: 'welding' } },
    certificateIds: [welder?.certificateId ?? ''],
    watcherId: 'p-039',
    ...{ from: now, until: now + 2 * HOUR },
  });
  expect(permit).toMatchObject({ state: 'asked', workers: [{ isValid: true }] });
});

it('has meetings that were held with everybody on the list', async () => {
  const held = (await cloud.dump('briefings')).filter(({ state }) => state === 'held');
  expect(held.length).toBeGreaterThanOrEqual(6);
  for (const { counts, expected } of held) {
    expect(counts).toMatchObject({ signed: (expected as unknown[]).length, late: 0 });
  }
});

it('has new hires who sat in a class, and others who are still to learn', async () => {
  const { trainings } = await cloud.callOk(phone('safety'), 'training.overview', { filter: 'open' });
  expect(new Set(trainings.map(({ state }) => state))).toEqual(new Set(['doing', 'due']));
});
