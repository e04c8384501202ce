/** Measures what the numbers of a month examine among many orders; a loader adds up what those orders make of its days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { LocalCloud } from '../../../devtools/client/cloud';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { Order, Urgency } from '../../../typings/domain';
import type { Counts, Day } from '../../../typings/insight';
import { countOrder, isApart, total } from '../../../cloudfunctions/engine/insight';
import { Bench } from './budgets';
import type { Figure } from './figures';
import { withoutMeetings } from './rounds';

const SAFETY = 'o-demo-p-010';

/** The caller, the days, what is apart in them and in those of a year ago, and what is overdue. */
const CALLS = 5;

/** Days of the month and the one before it; 90 days before and the month, now and a year ago; the caller. */
const DOCUMENTS = 2 * 31 + 2 * (90 + 31) + 1;

/** Days of the month over which orders are spread, and how many later everything of them is over: the plant's own day stays apart. */
const SPREAD = 20;
const OVER = 3;

/** Counted parts are folded into one after so many. */
const FOLD = 400;

const AREAS: readonly [area: string, department: string][] = [
  ['manual-welding', 'welding'],
  ['robot-welding', 'welding'],
  ['saw', 'blanking'],
  ['fit-up', 'assembly'],
  ['assembly', 'assembly'],
];
const CATEGORIES = ['site', 'electrical', 'cylinder', 'machine'];
const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];

const among = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** Every instant of a document, moved. */
function moved(value: unknown, move: (at: number) => number): unknown {
  if (typeof value === 'number') return value > Date.UTC(2020, 0) ? move(value) : value;
  if (Array.isArray(value)) return value.map((one) => moved(one, move));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, move)]));
}

/** The n-th order like one that the functions made: on another day and hour, elsewhere, and sooner or later answered. */
function copyOf(original: Order, n: number): Order {
  const back = (OVER + (n % SPREAD)) * DAY - ((n * 37) % 600) * MINUTE;
  const longer = ((n * 13) % 2_000) * MINUTE;
  const { reportedAt } = original;
  const order = moved(original, (at) => at - back + (at > reportedAt ? longer : 0)) as Order;
  const [areaId, departmentId] = among(AREAS, n);
  return {
    ...order,
    _id: `${original._id.slice(0, 24)}${n.toString(16).padStart(12, '0')}`,
    number: `YH-20261101-${String(10_000 + n)}`,
    categoryId: among(CATEGORIES, Math.floor(n / 3)),
    urgency: among(URGENCIES, Math.floor(n / 7)),
    place: { ...order.place, areaId, departmentId },
    ...{ outboxDueAt: null, nextDueAt: null },
  };
}

/** What orders make of days, without a database. @param keyOf - see `engine/insight/orders.ts` */
function daysOf(
  original: Order,
  count: number,
  keyOf: (id: string) => string,
): Record<string, Pick<Day, 'cells' | 'apart' | 'names'>> {
  const parts = new Map<string, Counts[]>();
  for (let n = 0; n < count; n += 1)
    for (const [day, counts] of Object.entries(countOrder(copyOf(original, n), keyOf))) {
      const known = parts.get(day) ?? [];
      parts.set(day, known);
      known.push(counts);
      if (known.length > FOLD) known.splice(0, known.length, total(known));
    }
  return Object.fromEntries(
    [...parts].map(([day, all]) => {
      const { cells, names } = total(all);
      return [day, { names, cells: cells.filter((cell) => !isApart(cell)), apart: cells.filter(isApart) }];
    }),
  );
}

/** Tells people apart as this cloud does. */
async function keyIn(cloud: LocalCloud): Promise<(id: string) => string> {
  process.env['SAFELOOP_SECRET'] = readFileSync(join(cloud.dataDir, 'secret'), 'utf8').trim();
  const { personKey } = await import('../../../cloudfunctions/features/order/counted');
  return personKey;
}

/** An order that people brought to its end. */
async function closedOrder(bench: Bench): Promise<string> {
  const id = await bench.report(false);
  for (const [, perform] of bench.acts(id)) await perform();
  return id;
}

async function original(cloud: LocalCloud): Promise<{ bench: Bench; order: Order }> {
  const bench = await Bench.open(cloud);
  await withoutMeetings(cloud);
  const id = await closedOrder(bench);
  const order = (await cloud.dump('orders')).find(({ _id }) => _id === id);
  if (order === undefined) throw new Error('the order to copy is not there');
  return { bench, order: order as Record<string, unknown> & Order };
}

/** The copies alone, in place of every order and day of the plant. */
async function load(
  cloud: LocalCloud,
  order: Order,
  count: number,
  days: Record<string, string>,
  factsDue: number | null,
): Promise<void> {
  const snapshot = await cloud.export();
  const orders = Array.from({ length: count }, (_none, n): [string, string] => {
    // What is counted already is not read again: it lies there without its story.
    const bare = factsDue === null ? { trail: [], evidence: {}, reached: {}, outbox: {} } : {};
    const copy = {
      ...copyOf(order, n),
      ...bare,
      factsRev: 1,
      factsDue: factsDue === null ? null : factsDue + n,
    };
    return [copy._id, JSON.stringify(copy)];
  });
  await cloud.import({
    ...snapshot,
    documents: { ...snapshot.documents, orders: Object.fromEntries(orders), days, facts: {} },
  });
}

/**
 * Lets the functions count so many orders, and adds the same ones up by the loader.
 * @returns whether the days are the same
 */
export async function isLoaderRight(cloud: LocalCloud, count: number): Promise<boolean> {
  const { order } = await original(cloud);
  const expected = daysOf(order, count, await keyIn(cloud));
  await load(cloud, order, count, {}, 1);
  const isLeft = async (): Promise<boolean> =>
    [
      ...(await cloud.dump('orders')).map(({ factsDue }) => factsDue),
      ...(await cloud.dump('days')).map(({ dueAt }) => dueAt),
    ].some((due) => due !== null);
  for (let run = 0; run < count && (await isLeft()); run += 1) {
    await cloud.clock({ advance: 5 * MINUTE, coalesce: true });
    await cloud.runTimer('jobs');
  }
  const found = Object.fromEntries(
    (await cloud.dump('days')).flatMap(({ _id, cells, apart, names }) =>
      String(_id) in expected ? [[String(_id), { names, cells, apart }] as const] : [],
    ),
  );
  const { canonical } = await import('../../../cloudfunctions/platform/canonical');
  return Object.keys(found).length > 0 && canonical(found) === canonical(expected);
}

/**
 * The numbers of the month among so many orders.
 * @param counted - orders of which the days tell
 * @param stored - of those, orders that lie in the database
 */
export async function measureInsight(
  cloud: LocalCloud,
  { counted, stored }: { counted: number; stored: number },
): Promise<{ figures: Figure[]; calls: number; examined: number; reported: number }> {
  const { bench, order } = await original(cloud);
  const keyOf = await keyIn(cloud);
  const made = daysOf(order, counted, keyOf);
  // Connections that were closed during so long a sum are noticed before the next one is used.
  await setTimeout(100);
  const days = Object.entries(made).map(([_id, made]): [string, string] => [
    _id,
    JSON.stringify({ _id, rev: 1, dueAt: null, countedAt: 1, ...made }),
  ]);
  await load(cloud, order, stored, Object.fromEntries(days), null);
  await cloud.clock({ advance: HOUR, coalesce: true });
  const ask = () => cloud.callOk(SAFETY, 'insight.overview', { period: 'month' });
  const { kpis } = await ask();
  const { calls, examinedBy } = (await bench.cost('api', 'insight.overview', ask)).request;
  const examined = Object.values(examinedBy).reduce((sum, each) => sum + each, 0);
  const what = `month of ${counted} orders`;
  return {
    ...{ calls, examined, reported: kpis.find(({ id }) => id === 'reported')?.value ?? 0 },
    figures: [
      { what: `${what}: database calls`, value: calls, bound: CALLS },
      { what: `${what}: documents examined`, value: examined, bound: DOCUMENTS },
    ],
  };
}
