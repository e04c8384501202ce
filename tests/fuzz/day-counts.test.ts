/**
 * Random histories under a timer that is doubled, late and broken off at any call: the numbers of days are those of the
 * documents that are there, counted without any of the machinery, and making all of them anew changes nothing.
 */
import { Db } from '@cloudbase/database';
import fc from 'fast-check';
import { countedCertificates } from '../../cloudfunctions/features/certificates/counted';
import { collect } from '../../cloudfunctions/features/insight/collect';
import { rebuild } from '../../cloudfunctions/features/insight/rebuild';
import { SOURCES } from '../../cloudfunctions/features/insight/sources';
import { createCounting } from '../../cloudfunctions/features/insight/sweep';
import { monthOf } from '../../cloudfunctions/features/insight/month';
import {
  inspectionMonth,
  isMended,
  overview,
  spanBefore,
  spanOf,
  yearBefore,
} from '../../cloudfunctions/engine/insight';
import { apartBetween, daysBetween } from '../../cloudfunctions/features/insight/store';
import { repeatId } from '../../cloudfunctions/features/repeats/follow';
import { changeRepeat } from '../../cloudfunctions/features/repeats/store';
import { answered, lookedAt, measured } from '../../cloudfunctions/engine/repeat';
import { counted } from '../../cloudfunctions/platform/counted';
import { DAY, HOUR, isoDay, MINUTE } from '../../miniprogram/shared/time';
import type { Repeat } from '../../typings/repeat';
import type { Certificate } from '../../typings/certificate';
import type { Order } from '../../typings/domain';
import type { InsightPeriod } from '../../typings/insight-views';
import type { Cell, Day, Fact, RoundCounts, RoundKind } from '../../typings/insight';
import type { Task } from '../../typings/inspection';
import { chance, type Chance } from '../support/chance';
import { bruteForce, type Stored } from '../support/counted-by-hand';
import { makeOrder } from '../support/counted-orders';
import { numbersByHand } from '../support/orders-by-hand';
import { COLLECTIONS, happen, type Collected } from '../support/counted-world';
import { memory, type Memory } from '../unit/notices/memory';

const LONG = process.env.TEST_LONG === '1';
const RUNS = LONG ? 2_000 : 100;

/** So many histories take a busy machine half an hour. */
if (LONG) jest.setTimeout(3_600_000);

type Row = Record<string, unknown> & { _id: string };

/** What the mocked rooms share with the test. */
const mockWorld = {
  now: 0,
  rows: new Map<string, Memory<Row>>(),
  /** Called before and after every database call of the timer; may throw. */
  fault: (): void => undefined,
  pause: (): Promise<void> => Promise.resolve(),
};

const mockRows = (name: string): Memory<Row> => {
  const known = mockWorld.rows.get(name) ?? memory<Row>();
  mockWorld.rows.set(name, known);
  return known;
};

const mockCall =
  (name: string, method: string) =>
  async (...given: unknown[]): Promise<unknown> => {
    mockWorld.fault();
    await mockWorld.pause();
    const call = Reflect.get(mockRows(name), method) as (...all: unknown[]) => Promise<unknown>;
    const answer = await call(...given);
    mockWorld.fault();
    return answer;
  };

jest.mock('../../cloudfunctions/platform/sdk', () => ({
  _: new Db({}).command,
  secret: () => 'of days that are counted, and of nothing else',
  collection: (name: string) => new Proxy({}, { get: (_none, method) => mockCall(name, String(method)) }),
}));
// Who keeps an area, and what they are told, is proved where people are.
jest.mock('../../cloudfunctions/features/plant/current', () => ({ plant: () => Promise.resolve({}) }));
jest.mock('../../cloudfunctions/features/repeats/notices', () => ({ tellRepeat: () => Promise.resolve() }));
jest.mock('../../cloudfunctions/platform/clock', () => ({ now: () => mockWorld.now }));
jest.mock('../../cloudfunctions/platform/log', () => ({ defect: () => undefined }));

/** Every measure comes about in some of the histories. */
const EVERYTHING = Object.entries({
  certificate: ['expired'],
  closure: ['*'],
  meeting: ['dropped', 'due', 'expected', 'explained', 'extra', 'held', 'late', 'missed', 'signed'],
  order: [
    ...[
      'closed',
      'closedInTime',
      'dismissed',
      'majors',
      'points',
      'reported',
      'responded',
      'respondedInTime',
    ],
    'rounds',
  ],
  permit: ['approved', 'asked', 'closed', 'expired', 'refused', 'started', 'stopped', 'withdrawn'],
  person: ['acts', 'reports'],
  response: ['*'],
  round: [
    ...['done', 'dropped', 'due', 'explained', 'findings', 'handedOver', 'inTime', 'joined', 'late', 'made'],
    ...['missed', 'points', 'reached', 'reported', 'stops'],
  ],
  spot: ['reported'],
  training: ['assigned', 'dropped', 'explained', 'minutes', 'overdue', 'passed', 'waived'],
}).flatMap(([of, measures]) => measures.map((measure) => `${of} ${measure}`));

const OPENING = Date.parse('2026-11-26T06:00:00+08:00');

const rowsOf = <T>(name: string): T[] => [...mockRows(name).rows.values()] as T[];

/** Those that are not deleted. */
const left = <T>(name: Collected): T[] =>
  rowsOf<T & { factsGone?: true }>(name).filter((row) => !row.factsGone);

const stored = (): Stored => ({
  tasks: left('tasks'),
  trainings: left('trainings'),
  briefings: left('briefings'),
  permits: left('permits'),
  certificates: left('certificates'),
  orders: left('orders'),
});

const ids = (): Map<Collected, string[]> =>
  new Map(COLLECTIONS.map((name) => [name, rowsOf<Row>(name).map(({ _id }) => _id)]));

/** Day → its numbers, with what was called what; days without any are as good as none. */
const days = (): Record<string, Pick<Day, 'cells' | 'names' | 'apart'>> =>
  Object.fromEntries(
    rowsOf<Day>('days')
      .filter(({ cells, apart }) => cells.length + apart.length > 0)
      .map(({ _id, cells, names, apart }) => [_id, { cells, names, apart }]),
  );

/** Flat: `day of by measure` → count. */
const numbers = (): Record<string, number> => {
  const flat: [string, number][] = Object.entries(days()).flatMap(([day, { cells, apart }]) =>
    [...cells, ...apart].flatMap(({ of, by, n }: Cell) =>
      Object.entries(n).map(([name, count]): [string, number] => [
        `${day} ${of} ${JSON.stringify(by)} ${name}`,
        count,
      ]),
    ),
  );
  return Object.fromEntries(flat.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Runs of the timer at once, each of its own instance, as many as there are. */
class Timers {
  private readonly runs = [1, 2, 3].map(() => createCounting(SOURCES, () => mockWorld.now));

  /** @param count - how many at once, each a few times: one that is slow finds others ahead of it, or breaks off */
  async run(count: number): Promise<void> {
    const { now } = mockWorld;
    const often = async (run: (now: number) => Promise<number>): Promise<void> => {
      for (let tick = 0; tick < 3; tick += 1) await run(now + tick * 5 * MINUTE).catch(() => 0);
    };
    await Promise.all(this.runs.slice(0, count).map(often));
    mockWorld.now = now + 15 * MINUTE;
  }

  /** Until nothing is left. */
  async settle(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      mockWorld.now += 5 * MINUTE;
      await this.run(1);
      const isDue = [
        ...COLLECTIONS.flatMap((name) =>
          rowsOf<{ factsDue: number | null }>(name).map((row) => row.factsDue),
        ),
        ...rowsOf<Day>('days').map(({ dueAt }) => dueAt),
      ].some((due) => due !== null);
      if (!isDue) return;
    }
    throw new Error('the timer leaves something behind');
  }
}

/** Lets others go first, so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

/** Things that happen while the timer runs. */
async function meanwhile(luck: Chance): Promise<void> {
  for (let count = luck.below(5); count > 0; count -= 1) {
    await turns(luck.below(150));
    await happen(ids(), mockWorld.now, luck);
  }
}

function disturb(luck: Chance, share: number): void {
  mockWorld.fault = () => {
    if (luck.is(share)) throw new Error('broken off');
  };
  mockWorld.pause = () => turns(luck.is(0.05) ? luck.below(300) : luck.below(4));
}

function calm(): void {
  mockWorld.fault = () => undefined;
}

async function history(
  seed: number,
  length: number,
  share: number,
  beside: (luck: Chance) => Promise<void> = () => Promise.resolve(),
): Promise<Timers> {
  const luck = chance(seed);
  // Of its own, so that a call more of the timer is no other history.
  const trouble = chance(seed ^ 0x5eed);
  const timers = new Timers();
  mockWorld.rows = new Map();
  mockWorld.now = OPENING;
  calm();
  for (let step = 0; step < length; step += 1) {
    mockWorld.now += luck.of([0, MINUTE, 20 * MINUTE, HOUR, HOUR, 6 * HOUR]) + luck.below(5_000);
    const count = luck.of([0, 0, 0, 0, 0, 0, 1, 2, 3]);
    if (count === 0) {
      await happen(ids(), mockWorld.now, luck);
      continue;
    }
    // People go on while the timer runs; what the network takes from the timer it leaves to them.
    disturb(trouble, luck.is(0.5) ? 0 : share);
    await timers.run(count);
    calm();
    mockWorld.now += 5 * MINUTE;
    await Promise.all([timers.run(count), meanwhile(luck)]);
    await beside(luck);
    if (luck.is(0.05)) await rebuild(SOURCES, mockWorld.now);
  }
  return timers;
}

const property = (runs: number, work: (seed: number, length: number, share: number) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom(0.01, 0.05, 0.2),
      work,
    ),
    { numRuns: runs },
  );

/** The old way: every round of the month, one by one. */
function roundsByHand(all: readonly Task[], now: number): Partial<Record<RoundKind, Partial<RoundCounts>>> {
  const month = isoDay(now).slice(0, 7);
  const own = all.filter(
    ({ date, opensAt, state, beforeUse }) =>
      date.startsWith(month) &&
      date <= isoDay(now) &&
      state !== 'dropped' &&
      (beforeUse === true || opensAt <= now),
  );
  const of = (kind: RoundKind): Partial<RoundCounts> => {
    const some = own.filter((task) => (task.beforeUse === true ? 'beforeUse' : task.kind) === kind);
    return {
      due: kind === 'beforeUse' ? 0 : some.length,
      done: some.filter(({ state }) => state === 'done').length,
      late: some.filter(({ finished }) => finished?.late === true).length,
      missed: some.filter(({ isMissed }) => isMissed).length,
      handedOver: some.filter(({ handovers }) => handovers.length > 0).length,
    };
  };
  return { spotCheck: of('spotCheck'), patrol: of('patrol'), beforeUse: of('beforeUse') };
}

/** The numbers of a period as the route tells them. */
async function told(period: InsightPeriod, of: string, now: number) {
  const span = spanOf(period, of, isoDay(now));
  const [before, year] = [spanBefore(period, span), yearBefore(period, span)];
  const [read, apart, yearAgo] = await Promise.all([
    daysBetween('2026-01-01', span.to),
    apartBetween('2026-01-01', span.to),
    apartBetween(year.from, year.to),
  ]);
  const all = { isMine: () => true, isMyDepartment: () => true, isWhole: true, mayOpen: true };
  const none = { areas: [], departments: [], categories: [], overdue: null, onRoll: null, baseline: null };
  return overview({ days: read, apart, yearAgo }, { period, span, before, year, now, ...all, ...none });
}

/** Every number of orders in every period that holds something, against the orders one by one. */
async function compare(orders: readonly Order[], now: number): Promise<void> {
  for (const period of ['today', 'week', 'month'] as const)
    for (const day of new Set(
      orders.flatMap(({ reportedAt, closedAt }) => [reportedAt, closedAt ?? now]).map(isoDay),
    )) {
      const { kpis, from, to, byDay, bySlot, byCategory } = await told(period, day, now);
      const numbersTold = Object.fromEntries(kpis.map(({ id, value }) => [id, value]));
      const byHand = numbersByHand(orders, { from, to });
      expect({ period, day, ...numbersTold }).toMatchObject({ period, day, ...byHand });
      const reported = byHand.reported ?? 0;
      for (const { cells } of [bySlot, byCategory])
        expect(cells.reduce((sum, { n }) => sum + n, 0)).toBe(reported);
      if (period !== 'today') expect(byDay.reduce((sum, point) => sum + point.reported, 0)).toBe(reported);
    }
}

/** What is said in between of hazards that came back: why they did, and that something was done about it. */
async function answerSome(luck: Chance): Promise<void> {
  mockWorld.now += luck.of([0, HOUR, DAY, 20 * DAY]);
  for (let count = luck.below(3); count > 0; count -= 1)
    await makeOrder(`back-${rowsOf<Row>('orders').length}`, mockWorld.now, luck);
  const { now } = mockWorld;
  const said = { by: { id: 'safe', name: '老周' }, at: now, requestId: 'r', inputHash: 'h' };
  for (const repeat of rowsOf<Repeat>('repeats')) {
    const last = repeat.rounds.at(-1);
    if (last === undefined || last.withdrawnAt !== null || !luck.is(0.3)) continue;
    const owner = { id: 'safe', name: '老周' };
    const root = { cause: 'thing', whys: ['旧了'], measure: '换新', owner, dueAt: now + DAY } as const;
    if (last.answer === null)
      await changeRepeat(repeat, answered(repeat, { ...said, ...root, whys: [...root.whys] }));
    else if (last.done === null) await changeRepeat(repeat, measured(repeat, { ...said, text: '换了' }));
  }
}

/** That nothing which came back was missed, and nothing is asked about that did not; whatever became of the runs. */
function compareRepeats(orders: readonly Order[], now: number): void {
  const bySpot = new Map<string, Order[]>();
  for (const order of orders) {
    const { kind, templateId, place } = order;
    const spotId = kind === 'behaviour' ? place.areaId : place.pointId;
    if (templateId === null || spotId === null || !(order.open || isMended(order))) continue;
    const spot = { kind: kind === 'behaviour' ? 'area' : 'point', spotId, templateId } as const;
    const id = repeatId(spot);
    bySpot.set(id, [...(bySpot.get(id) ?? []), order]);
  }
  const known = new Map(rowsOf<Repeat>('repeats').map((repeat) => [repeat._id, repeat]));
  for (const id of new Set([...bySpot.keys(), ...known.keys()])) {
    const on = [...(bySpot.get(id) ?? [])].sort(
      (a, b) => a.reportedAt - b.reportedAt || (a._id < b._id ? -1 : 1),
    );
    const seen = on.map(({ _id, number, reportedAt }) => ({ id: _id, number, reportedAt }));
    const repeat = known.get(id) ?? null;
    const left = lookedAt(repeat, seen, now);
    // An order that stands elsewhere by now may have been the first of two.
    const mayLag = repeat?.kind === 'area' && left?.open === false;
    expect(mayLag ? null : left).toBeNull();
  }
}

it('asks about whatever came back, once, and about nothing else', async () => {
  let cameBack = 0;
  let failed = 0;
  await property(RUNS / 2, async (seed, length, share) => {
    const timers = await history(seed, length, share, answerSome);
    await timers.settle();
    compareRepeats(stored().orders, mockWorld.now);
    const rounds = rowsOf<Repeat>('repeats').flatMap((repeat) => repeat.rounds);
    cameBack += rounds.length;
    failed += rounds.filter(({ isFailure }) => isFailure).length;
    const before = structuredClone(rowsOf<Repeat>('repeats'));
    await rebuild(SOURCES, mockWorld.now);
    const after = new Map(rowsOf<Repeat>('repeats').map((repeat) => [repeat._id, repeat]));
    expect(after.size).toBe(before.length);
    // It takes back what an area was asked about because of an order that stands elsewhere by now, and nothing else.
    for (const repeat of before) {
      const now = after.get(repeat._id);
      const isTakenBack = repeat.kind === 'area' && repeat.open && now?.open === false;
      if (!isTakenBack) expect(now).toEqual(repeat);
    }
  });
  expect(cameBack).toBeGreaterThan(RUNS / 10);
  expect(failed).toBeGreaterThan(0);
});

it('counts what is there, whatever became of the runs of the timer', async () => {
  const seen = new Set<string>();
  await property(RUNS, async (seed, length, share) => {
    const timers = await history(seed, length, share);
    await timers.settle();
    const found = numbers();
    expect(found).toEqual(bruteForce(stored()));
    for (const key of Object.keys(found))
      seen.add(key.replace(/^\S+ (\S+) .* (\S+)$/, '$1 $2').replace(/ \d+$/, ' *'));
    const { now } = mockWorld;
    const { days: read, missing } = await monthOf(isoDay(now).slice(0, 7), now);
    expect(missing).toEqual([]);
    const month = inspectionMonth({ days: read, before: [], now, isMine: () => true, isWhole: true });
    expect(month.totals.rounds).toMatchObject(roundsByHand(stored().tasks, now));
    await compare(stored().orders, now);
  });
  expect([...seen].sort()).toEqual(EVERYTHING);
});

it('comes to the same when everything is made anew', async () => {
  await property(RUNS / 4, async (seed, length, share) => {
    const timers = await history(seed, length, share);
    await timers.settle();
    const before = days();
    mockRows('facts').rows.clear();
    for (const day of rowsOf<Day>('days')) Object.assign(day, { cells: [], names: {}, apart: [] });
    await rebuild(SOURCES, mockWorld.now);
    expect(days()).toEqual(before);
    expect(rowsOf<Fact>('facts').length).toBeGreaterThanOrEqual(Object.keys(before).length);
  });
});

it('drops what went without saying so once everything is made anew', async () => {
  await property(RUNS / 4, async (seed, length) => {
    await history(seed, length, 0);
    const lost = chance(seed).of(COLLECTIONS);
    mockRows(lost).rows.clear();
    await rebuild(SOURCES, mockWorld.now);
    expect(numbers()).toEqual(bruteForce(stored()));
  });
});

describe('a run that is overtaken while it holds an older document', () => {
  /** Has a certificate that a slow run has read, and gives what becomes of it before that run writes anything. */
  async function overtaken(by: (id: string) => Promise<unknown>): Promise<void> {
    const timers = new Timers();
    mockWorld.rows = new Map();
    mockWorld.now = OPENING;
    calm();
    const luck = chance(1);
    while (rowsOf('certificates').length === 0) await happen(new Map(), mockWorld.now, luck);
    mockWorld.rows = new Map([['certificates', mockRows('certificates')]]);
    const [{ _id } = { _id: '' }] = rowsOf<Row>('certificates');
    const read = await countedCertificates.due(0, 1);
    mockWorld.now += MINUTE;
    await by(_id);
    await timers.run(1);
    await collect(countedCertificates, read, mockWorld.now);
    await timers.settle();
    expect(numbers()).toEqual(bruteForce(stored()));
  }
  const { rows } = counted<Certificate>('certificates');

  it('leaves nothing on the day that was', () =>
    overtaken(async (id) => {
      const now = await rows.get(id);
      await rows.updateIf({ _id: id }, { endsAt: (now?.endsAt ?? 0) + DAY });
    }));

  it('leaves nothing of a document that went', () => overtaken((id) => rows.remove(id)));
});
