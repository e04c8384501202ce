/** The only file that knows the collection `ledger`: append-only, one document per award or clawback. */
import type { LedgerEntry } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { collection, type Collection, type Transaction } from '../../platform/sdk';

const NAME = 'ledger';

/** Every method is one database call. */
export interface LedgerStore {
  /** Entries of a person after a cursor, newest first. */
  page(personId: string, cursor: Cursor | null, limit: number): Promise<LedgerEntry[]>;
  /** What a person earned by an order and lost again. */
  ofOrder(personId: string, orderId: string): Promise<LedgerEntry[]>;
}

/** An order earns by a handful of rules and is opened again a few times. */
const MOST_OF_ORDER = 1000;

/** @param rows - the collection, or a stand-in for it */
export function ledgerStore(rows: Collection<LedgerEntry> = collection<LedgerEntry>(NAME)): LedgerStore {
  return {
    page: (personId, cursor, limit) =>
      rows.find(after({ personId }, cursor), {
        orderBy: [
          ['at', 'desc'],
          ['_id', 'desc'],
        ],
        limit,
      }),
    ofOrder: (personId, orderId) => rows.find({ personId, orderId }, { limit: MOST_OF_ORDER }),
  };
}

export const ledger = ledgerStore();

/** Whether an entry stands, as a transaction sees it. */
export const isEntered = async (transaction: Transaction, id: string): Promise<boolean> =>
  (await transaction.get(NAME, id)) !== null;

/** Enters inside a transaction. */
export const enter = (transaction: Transaction, entry: LedgerEntry): Promise<void> =>
  transaction.put(NAME, entry);
