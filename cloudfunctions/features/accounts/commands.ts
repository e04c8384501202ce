/** What other features may do with a person's account: read it, credit points, count reminders. */
import type { Account, Millis } from '../../../typings/domain';
import type { Transaction } from '../../platform/sdk';
import { accounts, readAccount, writeAccount, type AccountStore, type EventCount } from './store';

/** How many answers a retry is looked for among; a phone sends one at a time. */
const PROMPTS_KEPT = 20;

type Prompt = NonNullable<Account['prompts']>[number];

const opened = (personId: string): Account => ({
  _id: personId,
  schema: 1,
  balance: 0,
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

/** Points of a person. One database call. */
export const balanceOf = async (personId: string, store: AccountStore = accounts): Promise<number> =>
  (await store.find(personId))?.balance ?? 0;

/** Adds points inside a transaction; the caller enters the ledger in the same one. */
export async function credit(transaction: Transaction, personId: string, points: number): Promise<void> {
  const account = (await readAccount(transaction, personId)) ?? opened(personId);
  await writeAccount(transaction, { ...account, balance: account.balance + points });
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
