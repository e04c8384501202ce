/**
 * Random histories of orders under random rules: what the engine pays and takes back, booked one by one, equals what an
 * independent recomputation says from the orders and the rules alone.
 */
import fc from 'fast-check';
import { award, clawBack } from '../../cloudfunctions/features/points/award';
import { ledgerStore } from '../../cloudfunctions/features/points/store';
import type { PayFacts } from '../../cloudfunctions/engine/points/tariff';
import type { Rewards } from '../../typings/config';
import type { LedgerEntry } from '../../typings/domain';
import { isoDay } from '../../miniprogram/shared/time';
import { atomically, memory } from '../unit/notices/memory';

const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-11-20T08:00:00+08:00');

const PEOPLE = ['p-1', 'p-2', 'p-3'];

interface Event {
  kind: 'close' | 'reopen';
  order: number;
  /** Hours after the event before. */
  wait: number;
  high: boolean;
  own: boolean;
}

interface Story {
  base: number;
  high: number;
  own: number;
  bonus: number;
  caps: { day: number; month: number } | null;
  events: Event[];
}

const story = fc.record<Story>({
  base: fc.integer({ min: 1, max: 20 }),
  high: fc.integer({ min: 1, max: 40 }),
  own: fc.integer({ min: 1, max: 9 }),
  bonus: fc.integer({ min: 1, max: 9 }),
  caps: fc.option(fc.integer({ min: 20, max: 60 }).map((day) => ({ day, month: day * 3 }))),
  events: fc.array(
    fc.record<Event>({
      kind: fc.constantFrom('close', 'close', 'reopen'),
      order: fc.integer({ min: 0, max: 8 }),
      wait: fc.integer({ min: 0, max: 60 }),
      high: fc.boolean(),
      own: fc.boolean(),
    }),
    { maxLength: 60 },
  ),
});

const rulesOf = ({ base, high, own, bonus, caps }: Story): Rewards => ({
  rules: [
    {
      ...{ id: 'valid', points: base, reason: '已改好' },
      instead: [
        { when: { ownArea: true, selfFixed: true }, points: own },
        { when: { urgencies: ['high'] }, points: high },
      ],
    },
    { id: 'bonus', on: 'valid', points: bonus, reason: '紧急', when: { urgencies: ['high'] } },
  ],
  ...(caps === null ? {} : { caps }),
});

/** The oracle: plain sums over the story, without books, entries or transactions. */
function recomputed({ base, high, own, bonus, caps, events }: Story): Map<string, number> {
  const balances = new Map(PEOPLE.map((id) => [id, 0]));
  const counted = new Map<string, number>();
  const paid = new Map<number, number>();
  const closed = new Set<number>();
  let at = BEGIN;
  for (const event of events) {
    at += event.wait * HOUR;
    const person = PEOPLE[event.order % PEOPLE.length]!;
    const keys = [`${person} ${isoDay(at)}`, `${person} ${isoDay(at).slice(0, 7)}`] as const;
    const change = (points: number): void => {
      balances.set(person, (balances.get(person) ?? 0) + points);
      for (const key of keys) counted.set(key, (counted.get(key) ?? 0) + points);
    };
    if (event.kind === 'reopen') {
      if (!closed.delete(event.order)) continue;
      change(-(paid.get(event.order) ?? 0));
    } else {
      if (closed.has(event.order)) continue;
      closed.add(event.order);
      const whole = (event.own ? own : event.high ? high : base) + (event.high ? bonus : 0);
      const [day, month] = keys.map((key) => counted.get(key) ?? 0) as [number, number];
      const room = caps === null ? whole : Math.min(caps.day - day, caps.month - month);
      const points = Math.max(0, Math.min(whole, room));
      paid.set(event.order, points);
      change(points);
    }
  }
  return balances;
}

/** The same story through the bank, each step twice. */
async function booked(told: Story): Promise<Map<string, number>> {
  const rows = new Map<string, Record<string, unknown>>();
  const run = atomically(rows);
  const rewards = rulesOf(told);
  const entries = (): LedgerEntry[] =>
    [...rows].flatMap(([key, row]) =>
      key.startsWith('ledger/') ? [row as Record<string, unknown> & LedgerEntry] : [],
    );
  const store = {
    ...ledgerStore(memory<LedgerEntry>()),
    ofOrder: (personId: string, orderId: string) =>
      Promise.resolve(entries().filter((each) => each.personId === personId && each.orderId === orderId)),
  };
  const times = new Map<number, number>();
  const closed = new Set<number>();
  let at = BEGIN;
  for (const { kind, order: no, wait, high, own } of told.events) {
    at += wait * HOUR;
    const personId = PEOPLE[no % PEOPLE.length]!;
    const order = { _id: `o-${no}`, number: `YH-${no}` };
    const time = times.get(no) ?? 0;
    if (kind === 'reopen' ? !closed.delete(no) : closed.has(no)) continue;
    const facts: PayFacts = { urgency: high ? 'high' : 'low', ownArea: own, selfFixed: own };
    for (let twice = 0; twice < 2; twice += 1) {
      if (kind === 'reopen') await clawBack({ order, personId, time, now: at }, store, run);
      else await award({ order, rule: 'valid', personId, time, rewards, facts, now: at }, run);
    }
    if (kind === 'reopen') times.set(no, time + 1);
    else closed.add(no);
  }
  return new Map(PEOPLE.map((id) => [id, Number(rows.get(`accounts/${id}`)?.['balance'] ?? 0)]));
}

it('pays what a recomputation from orders and rules says', async () => {
  const numRuns = process.env['TEST_LONG'] === '1' ? 5_000 : 300;
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      expect(await booked(told)).toEqual(recomputed(told));
    }),
    { numRuns },
  );
});
