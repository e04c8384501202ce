/**
 * The bank of points and the shop under fire: many clients book, redeem and hand out at once, writes are cut off before and
 * after they take effect, everything is tried again, timers run twice; and every account is still the sum of its entries, every
 * shelf what came and went. Runs the product's own transactions on rows in memory, because hundreds of thousands of them over
 * HTTP would take hours: faults/shop sends fewer through the whole cloud.
 */
import { award, clawBack } from '../../cloudfunctions/features/points/award';
import { lapse, lapseId, lapsedYear } from '../../cloudfunctions/features/points/lapse';
import { ledgerStore } from '../../cloudfunctions/features/points/store';
import { book } from '../../cloudfunctions/features/points/booking';
import { codeHashOf, digitsOf } from '../../cloudfunctions/features/shop/code';
import { endReservation } from '../../cloudfunctions/features/shop/give-back';
import { give } from '../../cloudfunctions/features/shop/hand-out';
import { reserve } from '../../cloudfunctions/features/shop/redeem';
import { addEntry, keepShelf, shelfIn } from '../../cloudfunctions/features/shop/store';
import { countedOf, kindOf, NO_SUMS, settled, summed, sumOf } from '../../cloudfunctions/engine/points/book';
import { isoMonth } from '../../cloudfunctions/engine/points/months';
import { emptyShelf, received, reservation } from '../../cloudfunctions/engine/shop';
import { statementFrom, statementOf } from '../../cloudfunctions/engine/points/statement';
import { Taken, type AddingTransaction } from '../../cloudfunctions/platform/sdk';
import rewards from '../../cloudfunctions/config/rewards.json';
import type { Rewards } from '../../typings/config';
import type { Account, Fund, LedgerEntry } from '../../typings/domain';
import type { Redemption, Reward, Shelf, ShelfRecord } from '../../typings/goods';
import { AppError } from '../../miniprogram/shared/errors';
import { isoDay } from '../../miniprogram/shared/time';
import { atomically, memory } from '../unit/notices/memory';
import { numbersOf } from '../support/chance';

const REWARDS = rewards as Rewards;
const CLIENTS = 32;
const OPERATIONS_IN_ALL = process.env['TEST_LONG'] === '1' ? 320_000 : 10_000;
const PEOPLE = Array.from({ length: 24 }, (_none, index) => `p-${index}`);
/** The others save, until their points lapse. */
const SPENDERS = PEOPLE.slice(0, 18);
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

process.env['SAFELOOP_SECRET'] = 'of the bank under fire, and of nothing else';

/**
 * What no moment may show: an account that spending left below zero, a shelf with less than is reserved of it, somebody with
 * more than they may have in a month.
 */
const broken: string[] = [];
/** The month of each shelf, which only goes on. */
const months = new Map<string, string>();

/** Looks at a document as a transaction that took effect wrote it. */
function look(name: string, doc: Row, isSpending: boolean): void {
  if (name === 'accounts' && isSpending && Number(doc['balance']) < 0)
    broken.push(`overdrawn ${String(doc['_id'])}`);
  if (name !== 'shelf') return;
  const { _id, stock, reserved, month, had } = doc as Row & Shelf;
  if (!(reserved >= 0 && stock >= reserved)) broken.push(`${_id} has ${stock} with ${reserved} reserved`);
  if (month < (months.get(_id) ?? '')) broken.push(`${_id} went back to ${month}`);
  months.set(_id, month);
  const limit = GOODS.find(({ id }) => id === _id)?.limit ?? Infinity;
  if (Math.max(0, ...Object.values(had)) > limit) broken.push(`${_id}: ${JSON.stringify(had)}`);
}

const plain = atomically(rows, { redemptions: 'codeKey' });

/** A transaction that is cut off now and then: while it writes, or after it took effect and before that was told. */
async function shaky<T>(work: (transaction: AddingTransaction) => Promise<T>): Promise<T> {
  const fault = random();
  let written: [name: string, doc: Row][] = [];
  const done = await plain(async (transaction) => {
    written = [];
    const write = async <R>(does: () => Promise<R>, name: string, docOf: (result: R) => object | null) => {
      if (fault < 0.03) throw cut;
      const result = await does();
      const doc = docOf(result);
      if (doc !== null) written.push([name, doc as Row]);
      return result;
    };
    return work({
      get: (name, id) => transaction.get(name, id),
      put: (name, doc) =>
        write(
          () => transaction.put(name, doc),
          name,
          () => doc,
        ),
      add: (name, doc) =>
        write(
          () => transaction.add(name, doc),
          name,
          () => doc,
        ),
      change: (name, ...rest) =>
        write(
          () => transaction.change(name, ...rest),
          name,
          (doc) => doc,
        ),
    });
  });
  const isSpending = written.some(([name, { state }]) => name === 'redemptions' && state === 'reserved');
  for (const [name, doc] of written) look(name, doc, isSpending);
  if (fault > 0.97) throw cut;
  return done;
}

const all = <T>(name: string): T[] =>
  [...rows].flatMap(([key, row]) => (key.startsWith(`${name}/`) ? [row as T] : []));

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

/** A dozen things, half of which nobody may have more than twice a month. */
const GOODS = Array.from({ length: 12 }, (_none, index): Reward => ({
  ...{ id: `r-${index}`, name: '手套', icon: 'gloves', photo: null, unit: '双', points: 20 + 8 * index },
  ...{ limit: index % 2 === 0 ? null : 2, place: '一号库房', from: null, until: null, days: 7, low: 3 },
}));
const KEEPER = { id: 'p-keeper', name: '库管' };
/** Redemptions that were told, and may be ended by anybody who draws them. */
const held: Redemption[] = [];
/** Refusals that are none of the bank's faults. */
const REFUSED = ['GOODS_NONE_LEFT', 'GOODS_LIMIT', 'POINTS_SHORT', 'CODE_USED', 'REDEMPTION_OVER'];

const refusedOrDone = (error: unknown): void => {
  if (!(error instanceof AppError) || !REFUSED.includes(error.code)) throw error;
};

/** As the shop redeems: the next code where another has it, and an intent that stands is done. */
async function redeemed(id: string, personId: string, reward: Reward, now: number): Promise<void> {
  for (let codeNo = 0; ; codeNo += 1) {
    const code = { codeNo, codeHash: codeHashOf(digitsOf({ _id: id, codeNo })) };
    const person = { id: personId, name: personId };
    const about = { id, person, departmentId: null, reward, code, inputHash: id, now };
    const asked = { personId, reward, id, lapsed: lapsedYear(REWARDS, now), now };
    try {
      await reserve(asked, (entry) => reservation({ ...about, entry }), shaky);
    } catch (error) {
      if (!rows.has(`redemptions/${id}`)) {
        if (error instanceof Taken) continue;
        refusedOrDone(error);
        return;
      }
      if (!(error instanceof Taken) && !(error instanceof AppError)) throw error;
    }
    if (!told.has(`redemptions/${id}`)) held.push(rows.get(`redemptions/${id}`) as Row & Redemption);
    told.add(`redemptions/${id}`);
    return;
  }
}

/** One that is held, gone from there; its code stays good for whoever is told of no end. */
const drawn = (): Redemption | undefined =>
  held.length === 0 ? undefined : held.splice(Math.floor(random() * held.length), 1)[0];

interface Done {
  personId: string;
  orderId: string;
  time: number;
}

const awarded: Done[] = [];
/** Documents that somebody was told of: they have to stand. */
const told = new Set<string>();
let serial = 0;

/** One kind of operation: the whole of it may be run again at any moment. */
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
        told.add(`ledger/${id}`);
      };
    },
  },
  redeem: {
    weight: 25,
    make(now) {
      const [personId, id, reward] = [pick(SPENDERS), `intent-${(serial += 1)}`, pick(GOODS)];
      return () => redeemed(id, personId, reward, now);
    },
  },
  cancel: {
    weight: 8,
    make(now) {
      const redemption = drawn();
      if (redemption === undefined) return () => Promise.resolve();
      const { _id: id, person } = redemption;
      return async () => {
        const ending = { state: 'cancelled', by: person, reason: null } as const;
        const done = await endReservation(id, ending, now, undefined, shaky);
        if (done?.redemption.state === 'cancelled') told.add(`ledger/return:${id}`);
      };
    },
  },
  handOut: {
    weight: 10,
    make(now) {
      const redemption = drawn();
      if (redemption === undefined) return () => Promise.resolve();
      const { _id: redemptionId, rev } = redemption;
      const input = { redemptionId, rev, code: digitsOf(redemption) };
      // The same code at two counters, each with an intent of its own.
      const counters = ['p-keeper', 'p-deputy'].map((id) => {
        const requestId = `intent-${(serial += 1)}`;
        return { actor: { id, name: id }, input, requestId, now };
      });
      return async () => {
        const given = counters.map((occasion) => give(occasion, shaky).catch(refusedOrDone));
        const done = await Promise.allSettled(given);
        const failed = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
        if (failed !== undefined) throw failed.reason;
        if (rows.get(`redemptions/${redemptionId}`)?.['state'] === 'handedOut')
          told.add(`shelfEntries/handedOut:${redemptionId}`);
      };
    },
  },
  receive: {
    weight: 4,
    make(now) {
      const [reward, requestId] = [pick(GOODS), `intent-${(serial += 1)}`];
      const record: ShelfRecord = {
        ...{
          _id: `shelf:${requestId}`,
          schema: 1,
          kind: 'received',
          rewardId: reward.id,
          rewardName: '手套',
        },
        ...{ unit: '双', count: 6, by: KEEPER, to: null, reason: '', at: now, fen: 3_000, requestId },
        inputHash: requestId,
      };
      return async () => {
        try {
          await shaky(async (transaction) => {
            const shelf = (await shelfIn(transaction, reward.id)) ?? emptyShelf(reward);
            await addEntry(transaction, record);
            await keepShelf(transaction, received(shelf, reward, { count: 6, fen: 3_000, by: KEEPER }));
          });
        } catch (error) {
          if (!(error instanceof Taken)) throw error;
        }
        told.add(`shelfEntries/${record._id}`);
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
    told.add(`ledger/award:${orderId}:${rule}${time === 0 ? '' : `:${time}`}`);
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

  const redemptions = all<Redemption>('redemptions');
  const ledger = [...all<LedgerEntry>('ledger'), ...redemptions.map(({ entry }) => entry)];
  expect(broken).toEqual([]);
  expect([...told].filter((key) => !rows.has(key))).toEqual([]);
  expect(new Set(ledger.map(kindOf))).toEqual(
    new Set(['award', 'clawback', 'grant', 'spend', 'return', 'lapse']),
  );
  for (const personId of PEOPLE) {
    checkAccount(
      personId,
      ledger.filter((entry) => entry.personId === personId),
    );
  }
  checkShelves(redemptions);
});

/** An account is the sum of its entries, and its book what its entries make of it. */
function checkAccount(personId: string, own: LedgerEntry[]): void {
  const { balance, book: kept } = rows.get(`accounts/${personId}`) as Row & Required<Account>;
  const upToDate = settled(kept);
  expect(balance).toBe(own.reduce((sum, { points }) => sum + points, 0));
  expect(sumOf(upToDate.lots)).toBe(Math.max(0, balance));
  own.sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1));
  expect(upToDate.recent.map(({ _id }) => _id)).toEqual(own.slice(0, 21).map(({ _id }) => _id));
  const [days, months] = [new Map<string, number>(), new Map<string, number>()];
  const within = new Map<string, LedgerEntry[]>();
  for (const entry of own) {
    const [day, month] = [isoDay(entry.at), isoMonth(entry.at)];
    days.set(day, (days.get(day) ?? 0) + countedOf(entry));
    months.set(month, (months.get(month) ?? 0) + countedOf(entry));
    within.set(month, [...(within.get(month) ?? []), entry]);
    // Points of a year that is over are spent only where they came back after it was closed.
    const over = lapsedYear(REWARDS, entry.at) ?? '';
    if (entry.kind === 'spend' && Object.keys(entry.from ?? {}).some((year) => year <= over))
      expect(rows.has(`ledger/${lapseId(personId, over)}`)).toBe(true);
  }
  expect(Math.max(...days.values())).toBeLessThanOrEqual(REWARDS.caps?.day ?? 0);
  expect(Math.max(...months.values())).toBeLessThanOrEqual(REWARDS.caps?.month ?? 0);
  for (const [month, sums] of Object.entries(upToDate.months)) {
    expect(sums).toEqual((within.get(month) ?? []).reduce(summed, NO_SUMS));
    expect(statementFrom(month, upToDate.months, balance)).toEqual(statementOf(month, own, balance));
  }
}

/** Every shelf is what came and went, and every code of one redemption. */
function checkShelves(redemptions: readonly Redemption[]): void {
  const records = all<ShelfRecord>('shelfEntries');
  const out = redemptions.filter(({ state }) => state === 'handedOut');
  expect(out.length).toBeGreaterThan(OPERATIONS_IN_ALL / 50);
  const told = records.filter(({ kind }) => kind === 'handedOut').map(({ _id }) => _id);
  expect(told.sort()).toEqual(out.map(({ _id }) => `handedOut:${_id}`).sort());
  const back = all<LedgerEntry>('ledger').filter(({ kind }) => kind === 'return');
  const ended = redemptions.filter(({ state }) => state === 'cancelled');
  expect(back.map(({ _id }) => _id).sort()).toEqual(ended.map(({ _id }) => `return:${_id}`).sort());
  const reserved = redemptions.filter(({ state }) => state === 'reserved');
  expect(new Set(reserved.map(({ codeHash }) => codeHash)).size).toBe(reserved.length);
  for (const shelf of all<Shelf>('shelf')) {
    const { _id, stock, reserved: waiting } = shelf;
    const moved = records
      .filter(({ rewardId }) => rewardId === _id)
      .reduce((sum, { count }) => sum + count, 0);
    const own = redemptions.filter(({ reward }) => reward.id === _id);
    expect([_id, stock, waiting]).toEqual([
      _id,
      moved,
      own.filter(({ state }) => state === 'reserved').length,
    ]);
  }
  const bought = all<Fund>('funds').flatMap((fund) => Object.values(fund.bought));
  expect(bought.reduce((sum, { count }) => sum + count, 0)).toBe(out.length);
}
