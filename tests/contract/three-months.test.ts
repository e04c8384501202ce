/** Three months of a plant through the real functions: what the reports tell is what those who made it up know of it. */
import type { Urgency } from '../../typings/domain';
import type { InsightKpiId } from '../../typings/insight-views';
import type { ReportView } from '../../typings/month-report';
import { HOUR, isoDay, MINUTE } from '../../miniprogram/shared/time';
import { chance, type Chance } from '../support/chance';
import type { TestCloud } from '../support/cloud';
import { act, photo, report, storedOrder } from './support/desk';
import { phone, phoneOf, useCloud } from './support/plant';
import { countAll } from './support/tasks';

const LONG = process.env.TEST_LONG === '1';

/** Hazards of a month: what a plant of three hundred reports, or enough of it to tell one number from another. */
const HAZARDS = LONG ? 40 : 9;

const MONTHS = ['2026-12', '2027-01', '2027-02'];

/** So many acts take a busy machine minutes. */
jest.setTimeout(LONG ? 1_200_000 : 240_000);

const cloud = useCloud();

/** What is known of a hazard by whoever made it up. Instants by the clock of the simulation. */
interface Truth {
  reportedAt: number;
  by: string;
  areaId: string;
  urgency: Urgency;
  spot: string | null;
  answered: { at: number; inTime: boolean } | null;
  closed: { at: number; inTime: boolean; rounds: number } | null;
}

const PLACES = [
  { areaId: 'manual-welding', pointId: 'b-05' },
  { areaId: 'manual-welding', pointId: 'b-04' },
  { areaId: 'manual-welding', pointId: null },
  { areaId: 'saw', pointId: null },
] as const;
const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];
const FIXER = 'p-039';

/** Goes forward to an instant; never back. */
async function until(to: number): Promise<number> {
  const now = await cloud().now();
  if (to > now) await cloud().clock({ set: to });
  return cloud().now();
}

const due = async (on: TestCloud, id: string): Promise<{ owner: string; dueAt: number }> => {
  const { next } = await storedOrder(on, id);
  if (next === null) throw new Error('nobody has it');
  return { owner: phoneOf(next.owner.id), dueAt: next.dueAt };
};

/** A hazard from its report to as far as luck takes it. */
async function hazard(luck: Chance, at: number): Promise<Truth> {
  const on = cloud();
  const by = luck.of(['reporter', 'bystander', 'otherSupervisor'] as const);
  const { areaId, pointId } = luck.of(PLACES);
  const urgency = luck.of(URGENCIES);
  await until(at);
  const patch = { areaId, pointId, urgency, urgencyReason: '看过了' };
  const { id } = await report(on, phone(by), patch);
  const { reportedAt } = await storedOrder(on, id);
  const truth: Truth = {
    ...{ reportedAt, by, areaId, urgency, answered: null, closed: null },
    spot: pointId,
  };
  if (luck.is(0.15)) return truth;
  await until(reportedAt + (10 + luck.below(200)) * MINUTE);
  const { owner, dueAt } = await due(on, id);
  await act(on, owner, id, 'respond', { text: '今天就改', personId: FIXER });
  const [, answer] = (await storedOrder(on, id)).trail.filter(
    ({ action }) => action === 'report' || action === 'respond',
  );
  const answeredAt = answer?.at ?? 0;
  truth.answered = { at: answeredAt, inTime: answeredAt <= dueAt };
  if (luck.is(0.1)) return truth;
  let rounds = 0;
  for (let isMended = false; !isMended;) {
    await until((await on.now()) + (20 + luck.below(300)) * MINUTE);
    await act(on, phoneOf(FIXER), id, 'fix', { photos: [await photo(on, phoneOf(FIXER))] });
    const mendedAt = (await storedOrder(on, id)).rounds.at(-1)?.fixed?.at ?? 0;
    await until((await on.now()) + (5 + luck.below(60)) * MINUTE);
    rounds += 1;
    isMended = rounds > 1 || luck.is(0.8);
    const { owner: verifier } = await due(on, id);
    if (isMended) {
      await act(on, verifier, id, 'verify', { onSite: true });
      const { closedAt, resolveDueAt } = await storedOrder(on, id);
      truth.closed = { at: closedAt ?? 0, inTime: mendedAt <= resolveDueAt, rounds };
    } else await act(on, verifier, id, 'sendBack', { reason: '还是松的' });
  }
  return truth;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const took = (from: number, to: number): number => Math.floor((to - from) / MINUTE);
const rank = (all: readonly number[], part: number): number | null =>
  [...all].sort((a, b) => a - b)[Math.ceil(part * all.length) - 1] ?? null;

/** What the month must tell, from what is known of every hazard. */
function truthOf(all: readonly Truth[], month: string): Partial<Record<InsightKpiId, number | null>> {
  const inMonth = (at: number): boolean => isoDay(at).startsWith(month);
  const reported = all.filter(({ reportedAt }) => inMonth(reportedAt));
  const answered = all.flatMap(({ reportedAt, answered: one }) =>
    one !== null && inMonth(one.at) ? [{ ...one, took: took(reportedAt, one.at) }] : [],
  );
  const closed = all.flatMap(({ reportedAt, closed: one }) =>
    one !== null && inMonth(one.at) ? [{ ...one, took: took(reportedAt, one.at) }] : [],
  );
  const times = closed.map((one) => one.took);
  const spots = reported.filter(({ spot }) => spot !== null);
  const back = spots.filter(({ spot, reportedAt }) => {
    const day = isoDay(reportedAt);
    const earliest = isoDay(reportedAt - 90 * 24 * HOUR);
    const same = all.filter((other) => other.spot === spot && isoDay(other.reportedAt) <= day);
    const before = same.some(
      (other) => isoDay(other.reportedAt) < day && isoDay(other.reportedAt) >= earliest,
    );
    const first = same.find((other) => isoDay(other.reportedAt) === day);
    return before || first?.reportedAt !== reportedAt;
  });
  return {
    reported: reported.length,
    closed: closed.length,
    closureMean:
      times.length === 0 ? null : Math.round(times.reduce((sum, one) => sum + one, 0) / times.length),
    closureMedian: rank(times, 0.5),
    closureP90: rank(times, 0.9),
    responseMedian: rank(
      answered.map((one) => one.took),
      0.5,
    ),
    responseP90: rank(
      answered.map((one) => one.took),
      0.9,
    ),
    respondedInTime: share(answered.filter(({ inTime }) => inTime).length, answered.length),
    closedInTime: share(closed.filter(({ inTime }) => inTime).length, closed.length),
    rounds: share(
      closed.reduce((sum, one) => sum + one.rounds, 0),
      closed.length,
    ),
    repeats: share(back.length, spots.length),
    activeReporters: new Set(reported.map(({ by }) => by)).size,
  };
}

const countsOf = (all: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};

it('tells of each month what really happened in it', async () => {
  const luck = chance(20261201);
  const all: Truth[] = [];
  const reports: ReportView[] = [];
  for (const month of MONTHS) {
    const first = Date.parse(`${month}-01T08:00:00+08:00`);
    for (let n = 0; n < HAZARDS; n += 1) {
      const at = first + Math.floor((n * 26 * 24) / HAZARDS) * HOUR + luck.below(90) * MINUTE;
      all.push(await hazard(luck, at));
    }
    await countAll(cloud());
    const [year = 0, number = 0] = month.split('-').map(Number);
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    await until(Date.parse(`${next}-01T06:10:00+08:00`));
    await cloud().runTimer('reports');
    reports.push(await cloud().callOk(phone('manager'), 'report.read', { month }));
  }
  for (const { month, content } of reports) {
    const { kpis, bySlot, byDay, missing } = content.overview;
    const told = Object.fromEntries(kpis.map(({ id, value }) => [id, value]));
    expect({ month, ...told }).toMatchObject({ month, ...truthOf(all, month) });
    const inMonth = all.filter(({ reportedAt }) => isoDay(reportedAt).startsWith(month));
    expect(Object.fromEntries(bySlot.areas.map(({ id, n }) => [id, n]))).toEqual(
      countsOf(inMonth.map(({ areaId }) => areaId)),
    );
    const days = Object.fromEntries(
      byDay.flatMap(({ day, reported }) => (reported > 0 ? [[day, reported]] : [])),
    );
    expect(days).toEqual(countsOf(inMonth.map(({ reportedAt }) => isoDay(reportedAt))));
    expect(missing).toEqual([]);
  }
  const [, second, third] = reports;
  expect(second?.content.overview.kpis.find(({ id }) => id === 'reported')?.previous).toBe(
    truthOf(all, MONTHS[0] ?? '').reported,
  );
  expect(third?.content.overview.kpis.find(({ id }) => id === 'closed')?.value).toBeGreaterThan(0);
});
