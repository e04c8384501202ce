/** What other features may do with a person's account: read it, book points, count reminders. */
import type { Account, Millis } from '../../../typings/domain';
import { emptyBook } from '../../engine/points/book';
import type { Transaction } from '../../platform/sdk';
import {
  accounts,
  drawFrom,
  readAccount,
  writeAccount,
  type AccountStore,
  type DueAccount,
  type EventCount,
} from './store';

/** How many answers a retry is looked for among; a phone sends one at a time. */
const PROMPTS_KEPT = 20;

type Prompt = NonNullable<Account['prompts']>[number];

const opened = (personId: string): Account => ({
  _id: personId,
  schema: 1,
  balance: 0,
  book: emptyBook(),
  nextDueAt: null,
  reminders: {},
  remindersAt: 0,
});

/** The account of a person or guest; null while nothing was ever counted for them. One database call. */
export const accountOf = (personId: string, store: AccountStore = accounts): Promise<Account | null> =>
  store.find(personId);

/** The most the database answers at once. */
const PAGE = 1_000;

/** The accounts of many people, as far as they have one. One database call per started thousand. */
export async function accountsOf(
  people: readonly string[],
  store: AccountStore = accounts,
): Promise<Map<string, Account>> {
  const found = new Map<string, Account>();
  for (let from = 0; from < people.length; from += PAGE) {
    for (const account of await store.among(people.slice(from, from + PAGE))) found.set(account._id, account);
  }
  return found;
}

/** What accounts keep of a month, and whether their owners may be named. One database call per started thousand. */
export async function accountsIn(
  people: readonly string[],
  month: string,
  store: AccountStore = accounts,
): Promise<Map<string, Account>> {
  const found = new Map<string, Account>();
  for (let from = 0; from < people.length; from += PAGE) {
    const some = await store.monthOf(people.slice(from, from + PAGE), month);
    for (const account of some) found.set(account._id, account);
  }
  return found;
}

/** Accounts at which the clock is to look after `past`, the most overdue first; also ones that are not due yet. One database call. */
export const accountsDue = (
  past: Millis,
  limit: number,
  store: AccountStore = accounts,
): Promise<DueAccount[]> => store.due(past, limit);

/** Notes when the clock looks at an account next. One database call. @returns false when that changed since it was read */
export const noteDue = (
  { _id, nextDueAt }: Pick<DueAccount, '_id' | 'nextDueAt'>,
  next: Millis | null,
  store: AccountStore = accounts,
): Promise<boolean> => store.setDue(_id, nextDueAt, next);

/** Points on all accounts together. One database call per started thousand. */
export async function outstanding(store: AccountStore = accounts): Promise<number> {
  let sum = 0;
  for (let last = ''; ;) {
    const page = await store.balances(last, PAGE);
    for (const { balance } of page) sum += balance;
    if (page.length < PAGE) return sum;
    last = page.at(-1)?._id ?? last;
  }
}

/** Points of a person. One database call. */
export const balanceOf = async (personId: string, store: AccountStore = accounts): Promise<number> =>
  (await store.find(personId))?.balance ?? 0;

/** The account as a transaction sees it; a new one where there was none. */
export const accountIn = async (transaction: Transaction, personId: string): Promise<Account> =>
  (await readAccount(transaction, personId)) ?? opened(personId);

export { drawFrom };

/** Writes an account inside the transaction that read it. */
export const keepAccount = (transaction: Transaction, account: Account): Promise<void> =>
  writeAccount(transaction, account);

/** Whether a person may be named where departments are thanked. One database call; two for the first of a person. */
export async function setNamed(
  personId: string,
  named: boolean,
  store: AccountStore = accounts,
): Promise<void> {
  if (await store.set(personId, { named })) return;
  // No account yet, or it says so already.
  const opening = await store.open({ ...opened(personId), named });
  if (opening === 'exists') await store.set(personId, { named });
}

/**
 * Changes the reminders of a person, provided that nobody counted them since they were read.
 * @param read - the account as read, null when there was none
 * @param change - template key → how many more (or fewer)
 * @param countedAt - until when messages are taken off; after the last count
 * @param prompt - the answer that is counted, so that a retry of it is known
 * @returns false when somebody was first: read again
 */
export async function countReminders(
  personId: string,
  read: Account | null,
  change: Record<string, number>,
  countedAt: Millis,
  prompt: Prompt,
  store: AccountStore = accounts,
): Promise<boolean> {
  if (read === null) {
    const account = {
      ...opened(personId),
      reminders: change,
      remindersAt: countedAt,
      prompts: [prompt],
    };
    return (await store.open(account)) === 'added';
  }
  const prompts = [...(read.prompts ?? []).slice(1 - PROMPTS_KEPT), prompt];
  return store.adjustReminders(read, change, countedAt, prompts);
}

/**
 * WeChat refused: whatever we believed to be left for these templates is gone. Nothing happens when somebody counted
 * since the account was read: then the next reading finds the refusal, or an acceptance after it.
 */
export async function forfeitReminders(
  { _id, remindersAt }: Account,
  templateKeys: readonly string[],
  store: AccountStore = accounts,
): Promise<void> {
  await store.forfeitReminders(_id, remindersAt, templateKeys);
}

/**
 * Counts what WeChat pushed about a person's messages, once however often it is pushed. One database call; up to three
 * with the first of a person.
 * @param event - names the push for ever
 * @returns false when it was counted before
 */
export async function countEvent(
  personId: string,
  event: string,
  change: EventCount,
  store: AccountStore = accounts,
): Promise<boolean> {
  const count = (): Promise<boolean> => store.countEvent(personId, event, change);
  if (await count()) return true;
  await store.open(opened(personId));
  return count();
}
