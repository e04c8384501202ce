/** The only file that knows the collections `ledger` (append-only, one document per booking but those of the shop), `grants` and `funds`. */
import type { Fund, Grant, LedgerEntry, Millis } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection, type Collection, type Transaction } from '../../platform/sdk';
import { spends, type Spends } from '../shop/spends';

const LEDGER = 'ledger';
const GRANTS = 'grants';
const FUNDS = 'funds';

/** The most the database answers at once. */
const PAGE = 1_000;

/** What of an entry is summed up. */
export type SummedEntry = Pick<LedgerEntry, '_id' | 'kind' | 'points' | 'at'>;

/** Every method is one database call unless it says otherwise. */
export interface LedgerStore {
  /** Entries of a person after a cursor, newest first. Two database calls: what was spent stands in redemptions. */
  page(personId: string, cursor: Cursor | null, limit: number): Promise<LedgerEntry[]>;
  /** The newest entries of a person but those that redemptions carry. */
  newest(personId: string, limit: number): Promise<LedgerEntry[]>;
  /** What a person earned by an order and lost again. */
  ofOrder(personId: string, orderId: string): Promise<LedgerEntry[]>;
  /** All entries of a person since then. One database call per started thousand, and as many for what was spent. */
  since(personId: string, from: Millis): Promise<SummedEntry[]>;
  /** All entries but what was spent, between two instants, the second left out. One database call per started thousand. */
  between(from: Millis, to: Millis): Promise<SummedEntry[]>;
}

/** An order earns by a handful of rules and is opened again a few times. */
const MOST_OF_ORDER = 1000;

const SUMMED = ['kind', 'points', 'at'];

/** Newest first; entries of one instant by their ids. */
const newestFirst = (a: LedgerEntry, b: LedgerEntry): number => b.at - a.at || (a._id < b._id ? 1 : -1);

/**
 * @param rows - the collection, or a stand-in for it
 * @param spent - what redemptions carry
 */
export function ledgerStore(
  rows: Collection<LedgerEntry> = collection<LedgerEntry>(LEDGER),
  spent: Spends = spends,
): LedgerStore {
  /** Page by page, oldest first; entries of one instant by their ids. */
  async function all(where: object, from: Millis, to: Millis): Promise<SummedEntry[]> {
    const found: SummedEntry[] = [];
    for (;;) {
      const last = found.at(-1);
      const rest =
        last === undefined
          ? { at: _.and([_.gte(from), _.lt(to)]) }
          : _.or([{ at: _.and([_.gt(last.at), _.lt(to)]) }, { at: last.at, _id: _.gt(last._id) }]);
      const page = await rows.find(_.and([where, rest]), {
        orderBy: [
          ['at', 'asc'],
          ['_id', 'asc'],
        ],
        limit: PAGE,
        pick: SUMMED,
      });
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  }
  const pageOfLedger = (personId: string, cursor: Cursor | null, limit: number): Promise<LedgerEntry[]> =>
    rows.find(after({ personId }, cursor), {
      orderBy: [
        ['at', 'desc'],
        ['_id', 'desc'],
      ],
      limit,
    });
  return {
    async page(personId, cursor, limit) {
      const [entries, others] = await Promise.all([
        pageOfLedger(personId, cursor, limit),
        spent.page(personId, cursor, limit),
      ]);
      return [...entries, ...others].sort(newestFirst).slice(0, limit);
    },
    newest: (personId, limit) => pageOfLedger(personId, null, limit),
    ofOrder: (personId, orderId) => rows.find({ personId, orderId }, { limit: MOST_OF_ORDER }),
    async since(personId, from) {
      const [entries, others] = await Promise.all([
        all({ personId }, from, Number.MAX_SAFE_INTEGER),
        spent.since(personId, from),
      ]);
      return [...entries, ...others];
    },
    between: (from, to) => all({}, from, to),
  };
}

export const ledger = ledgerStore();

/** An entry as a transaction sees it. */
export const entryIn = async (transaction: Transaction, id: string): Promise<LedgerEntry | null> =>
  (await transaction.get(LEDGER, id)) as LedgerEntry | null;

/** Enters inside a transaction. */
export const enter = (transaction: Transaction, entry: LedgerEntry): Promise<void> =>
  transaction.put(LEDGER, entry);

const grants = collection<Grant>(GRANTS);

/** Points by hand that wait for a decision, oldest first. */
export const waitingGrants = (limit: number): Promise<Grant[]> =>
  grants.find({ state: 'waiting' }, { orderBy: [['at', 'asc']], limit });

/** What a person gave since then, newest first. */
export const grantsBy = (personId: string, since: Millis, limit: number): Promise<Grant[]> =>
  grants.find({ 'by.id': personId, at: _.gte(since) }, { orderBy: [['at', 'desc']], limit });

export const getGrant = (id: string): Promise<Grant | null> => grants.get(id);

/** Points by hand as a transaction sees them. */
export const grantIn = async (transaction: Transaction, id: string): Promise<Grant | null> =>
  (await transaction.get(GRANTS, id)) as Grant | null;

export const keepGrant = (transaction: Transaction, grant: Grant): Promise<void> =>
  transaction.put(GRANTS, grant);

const funds = collection<Fund>(FUNDS);

/** @param month - `yyyy-mm` */
export const getFund = (month: string): Promise<Fund | null> => funds.get(month);

export const addFund = (fund: Fund): Promise<'added' | 'exists'> => funds.add(fund);

/** Sets what was summed up, beside what the shop adds. */
export const setFund = (
  month: string,
  change: Partial<Omit<Fund, '_id' | 'schema' | 'bought'>>,
): Promise<boolean> => funds.updateIf({ _id: month }, change);

/** Notes that the warning was sent. @returns false when it was sent before */
export const noteWarned = (month: string, at: Millis): Promise<boolean> =>
  funds.updateIf({ _id: month, warnedAt: null }, { warnedAt: at });

/** The fund of a month as a transaction sees it. */
export const fundIn = async (transaction: Transaction, month: string): Promise<Fund | null> =>
  (await transaction.get(FUNDS, month)) as Fund | null;

export const keepFund = (transaction: Transaction, fund: Fund): Promise<void> => transaction.put(FUNDS, fund);
