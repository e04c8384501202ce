/**
 * The bank of points under fire: many clients book at once, writes are cut off before and after they take effect, everything
 * is tried again, timers run twice; and every account is still the sum of its entries.
 */
import { award, clawBack } from '../../cloudfunctions/features/points/award';
import { giveBack, spend } from '../../cloudfunctions/features/points/till';
import { lapse, lapsedYear } from '../../cloudfunctions/features/points/sweep';
import { ledgerStore } from '../../cloudfunctions/features/points/store';
import { book } from '../../cloudfunctions/features/points/booking';
import { countedOf, kindOf, NO_SUMS, summed, sumOf } from '../../cloudfunctions/engine/points/book';
import { isoMonth } from '../../cloudfunctions/engine/points/months';
import { statementFrom, statementOf } from '../../cloudfunctions/engine/points/statement';
import type { Transaction } from '../../cloudfunctions/platform/sdk';
import rewards from '../../cloudfunctions/config/rewards.json';
import type { Rewards } from '../../typings/config';
import type { Account, LedgerEntry } from '../../typings/domain';
import { isoDay } from '../../miniprogram/shared/time';
import { atomically, memory } from '../unit/notices/memory';
import { numbersOf } from '../support/chance';

const REWARDS = rewards as Rewards;
const CLIENTS = 32;
const OPERATIONS_IN_ALL = process.env['TEST_LONG'] === '1' ? 320_000 : 10_000;
const PEOPLE = Array.from({ length: 24 }, (_none, index) => `p-${index}`);
const DAY = 86_400_000;
/** Two years pass, so that points lapse while they are spent. */
const BEGIN = Date.parse('2026-11-25T09:00:00+08:00');
const STEP = (2 * 365 * DAY) / OPERATIONS_IN_ALL;

type Row = Record<string, unknown>;
const rows = new Map<string, Row>();
const numbers = numbersOf(20261124);
const random = (): number => numbers() / 2 ** 32;
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const cut = new Error('DATABASE_REQUEST_FAILED');

/** Spends that left an account below zero, as the transaction that wrote them saw it. */
const overdrawn: string[] = [];

const plain = atomically(rows);

/** A transaction that is cut off now and then: while it writes, or after it took effect and before that was told. */
async function shaky<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const fault = random();
  const done = await plain(async (transaction) => {
    const written: Row[] = [];
    const value = await work({
      get: (name, id) => transaction.get(name, id),
      put(name, doc) {
        if (fault < 0.03) return Promise.reject(cut);
        written.push({ ...doc, name });
        return transaction.put(name, doc);
      },
    });
    const account = written.find(({ name }) => name === 'accounts');
    const entry = written.find(({ name, kind }) => name === 'ledger' && kind === 'spend');
    if (entry !== undefined && Number(account?.['balance']) < 0) overdrawn.push(String(entry['_id']));
    return value;
  });
  if (fault > 0.97) throw cut;
  return done;
}

const entries = (): LedgerEntry[] =>
  [...rows].flatMap(([key, row]) => (key.startsWith('ledger/') ? [row as Row & LedgerEntry] : []));

/** What was earned by an order, by order; kept beside, because a scan of everything for each clawback would take long. */
const ofOrder = (personId: string, orderId: string): Promise<LedgerEntry[]> =>
  Promise.resolve(
    ['award', 'clawback'].flatMap((kind) =>
      REWARDS.rules.flatMap(({ id }) =>
        [0, 1, 2].flatMap((time) => {
          const suffix = kind === 'award' && time === 0 ? '' : `:${time}`;
          const row = rows.get(`ledger/${kind}:${orderId}:${id}${suffix}`) as (Row & LedgerEntry) | undefined;
          return row?.personId === personId ? [structuredClone(row)] : [];
        }),
      ),
    ),
  );
const store = { ...ledgerStore(memory<LedgerEntry>()), ofOrder };

interface Done {
  personId: string;
  orderId: string;
  time: number;
}

const awarded: Done[] = [];
const bought: { personId: string; id: string }[] = [];
/** Ids that somebody was told of: they have to stand. */
const told = new Set<string>();
let serial = 0;

/** One kind of operation: the whole of it may be run again at any moment. A shop adds its own here. */
type Operation = (now: number) => () => Promise<unknown>;

const OPERATIONS: Record<string, { weight: number; make: Operation }> = {
  award: {
    weight: 40,
    make(now) {
      const done = { personId: pick(PEOPLE), orderId: `o-${(serial += 1)}`, time: 0 };
      awarded.push(done);
      const facts = { urgency: pick(['high', 'medium', 'low'] as const), level: 'general' as const };
      return payment(done, now, facts);
    },
  },
  reopen: {
    weight: 8,
    make(now) {
      const done = awarded.length === 0 ? undefined : pick(awarded);
      if (done === undefined || done.time > 1) return () => Promise.resolve();
      const { personId, orderId, time } = done;
      done.time += 1;
      const again = payment({ ...done }, now);
      return async () => {
        await clawBack({ order: { _id: orderId, number: orderId }, personId, time, now }, store, shaky);
        await again();
      };
    },
  },
  grant: {
    weight: 6,
    make(now) {
      const [personId, id] = [pick(PEOPLE), `grant:${(serial += 1)}`];
      const entry: LedgerEntry = {
        ...{ _id: id, schema: 1, kind: 'grant', personId, points: 1 + Math.floor(random() * 200) },
        ...{ rule: 'grant', orderId: null, orderNumber: null, reason: '救火', at: now, counted: 0 },
      };
      return async () => {
        await shaky((transaction) => book(transaction, { id, personId, at: now }, () => entry));
        told.add(id);
      };
    },
  },
  spend: {
    weight: 25,
    make(now) {
      const [personId, id] = [pick(PEOPLE), `spend:${(serial += 1)}`];
      const points = 1 + Math.floor(random() * 120);
      return async () => {
        const result = await shaky((transaction) =>
          spend(transaction, { id, personId, points, reason: '手套', at: now }),
        );
        if (result === 'short') return;
        told.add(id);
        bought.push({ personId, id });
      };
    },
  },
  giveBack: {
    weight: 10,
    make(now) {
      const spent = bought.length === 0 ? undefined : pick(bought);
      if (spent === undefined) return () => Promise.resolve();
      const id = spent.id.replace('spend', 'return');
      return async () => {
        await shaky((transaction) => giveBack(transaction, { id, of: spent.id, reason: '不换了', at: now }));
        told.add(id);
      };
    },
  },
  lapse: {
    weight: 3,
    make(now) {
      const personId = pick(PEOPLE);
      const year = lapsedYear(REWARDS, now) ?? '';
      // Two timers at once.
      return () => Promise.all([lapse(personId, year, now, shaky), lapse(personId, year, now, shaky)]);
    },
  },
};

function payment({ personId, orderId, time }: Done, now: number, facts = {}): () => Promise<void> {
  return async () => {
    const order = { _id: orderId, number: orderId };
    const rule = 'valid-hazard';
    await award({ order, rule, personId, time, rewards: REWARDS, facts, now }, shaky);
    told.add(time === 0 ? `award:${orderId}:${rule}` : `award:${orderId}:${rule}:${time}`);
  };
}

const DECK = Object.entries(OPERATIONS).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

/** Runs until it was told of an end; sometimes it asks once more although it was. */
async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await work();
      if (random() < 0.9 || tries > 3) return;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

it(`keeps every account the sum of its entries through ${OPERATIONS_IN_ALL} operations`, async () => {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < OPERATIONS_IN_ALL) {
      const now = Math.floor(BEGIN + (next += 1) * STEP);
      await insist((OPERATIONS[pick(DECK)] as { make: Operation }).make(now));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));

  const ledger = entries();
  const by = new Map(PEOPLE.map((id) => [id, ledger.filter(({ personId }) => personId === id)]));
  expect(overdrawn).toEqual([]);
  expect([...told].filter((id) => !rows.has(`ledger/${id}`))).toEqual([]);
  expect(new Set(ledger.map(kindOf))).toEqual(
    new Set(['award', 'clawback', 'grant', 'spend', 'return', 'lapse']),
  );
  for (const [personId, own] of by) {
    const { balance, book } = rows.get(`accounts/${personId}`) as Row & Required<Account>;
    expect(balance).toBe(own.reduce((sum, { points }) => sum + points, 0));
    expect(sumOf(book.lots)).toBe(Math.max(0, balance));
    own.sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1));
    expect(book.recent.map(({ _id }) => _id)).toEqual(own.slice(0, 21).map(({ _id }) => _id));
    const [days, months] = [new Map<string, number>(), new Map<string, number>()];
    for (const entry of own) {
      const [day, month] = [isoDay(entry.at), isoMonth(entry.at)];
      days.set(day, (days.get(day) ?? 0) + countedOf(entry));
      months.set(month, (months.get(month) ?? 0) + countedOf(entry));
    }
    expect(Math.max(...days.values())).toBeLessThanOrEqual(REWARDS.caps?.day ?? 0);
    expect(Math.max(...months.values())).toBeLessThanOrEqual(REWARDS.caps?.month ?? 0);
    for (const [month, sums] of Object.entries(book.months)) {
      const within = own.filter(({ at }) => isoMonth(at) === month);
      expect(sums).toEqual(within.reduce(summed, NO_SUMS));
      expect(statementFrom(month, book.months, balance)).toEqual(statementOf(month, own, balance));
    }
  }
});
