/** Books an entry: ledger and account change in one transaction or not at all, and each entry stands once. */
import type { Account, LedgerEntry } from '../../../typings/domain';
import type { Caps } from '../../../typings/rewards';
import { booked, emptyBook, roomUnder, takenOver, type Standing } from '../../engine/points/book';
import { nextMonthStart } from '../../engine/points/months';
import type { Transaction } from '../../platform/sdk';
import { accountIn, keepAccount } from '../accounts';
import { enter, entryIn } from './store';

/** Runs work atomically; on a conflict it runs again. */
export type Atomically = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** What comes of an account for an entry; null: it is not booked. */
export type Decide = (standing: Standing, account: Account) => LedgerEntry | null;

export interface Booked {
  /** `refused`: nothing was written. */
  result: 'booked' | 'already' | 'refused';
  /** As it stands in the ledger; null when it was refused. */
  entry: LedgerEntry | null;
}

/** Balance and book of an account; one of an older version is taken over. */
export const standingOf = ({ balance, book }: Account, at: number): Standing =>
  book === undefined ? takenOver(balance, at) : { balance, book };

/** Writes an account with an entry booked, which has to be kept in the same transaction. */
export const keepBooked = (
  transaction: Transaction,
  account: Account,
  standing: Standing,
  entry: LedgerEntry,
): Promise<void> =>
  keepAccount(transaction, {
    ...account,
    ...booked(standing, entry),
    nextDueAt: account.nextDueAt ?? nextMonthStart(entry.at),
  });

/**
 * Books what is decided from the account as it is, once for an id. Reads and writes one account and one entry of the ledger.
 * @param id - of the entry, for ever
 * @param decide - run again when somebody else changed the account meanwhile
 */
export async function book(
  transaction: Transaction,
  { id, personId, at }: { id: string; personId: string; at: number },
  decide: Decide,
): Promise<Booked> {
  const stands = await entryIn(transaction, id);
  if (stands !== null) return { result: 'already', entry: stands };
  const account = await accountIn(transaction, personId);
  const standing = standingOf(account, at);
  const entry = decide(standing, account);
  if (entry === null) return { result: 'refused', entry: null };
  await keepBooked(transaction, account, standing, entry);
  await enter(transaction, entry);
  return { result: 'booked', entry };
}

/** Why an award is less than its rule says. */
export const CAPPED = '今天或这个月的积分已到上限';

/** An award cut to what the caps leave. With nothing left it stands all the same, so that asking again later pays nothing. */
export function capped(
  entry: LedgerEntry,
  { book = emptyBook() }: Partial<Standing>,
  caps?: Caps,
): LedgerEntry {
  const points = Math.min(entry.points, roomUnder(book, caps, entry.at));
  const reason = points < entry.points ? `${entry.reason}（${CAPPED}）` : entry.reason;
  return { ...entry, points, reason, counted: points };
}
