/** The only file that knows the collection `accounts`: one document per person with what is counted for them. */
import type { Account, Millis } from '../../../typings/domain';
import { _, collection, type Collection, type Transaction } from '../../platform/sdk';

const NAME = 'accounts';

/** Every method is one database call. */
export interface AccountStore {
  find(personId: string): Promise<Account | null>;
  /** @returns `exists` when the account was opened meanwhile */
  open(account: Account): Promise<'added' | 'exists'>;
  /** Adds to the reminders, provided that those still stand as read and nobody counted since. */
  adjustReminders(
    read: Account,
    change: Record<string, number>,
    countedAt: Millis,
    prompts: NonNullable<Account['prompts']>,
  ): Promise<boolean>;
  /** Sets the reminders of templates to 0, provided that they still stand as counted at `lastCount`. */
  forfeitReminders(personId: string, lastCount: Millis, templateKeys: readonly string[]): Promise<boolean>;
}

/** @param rows - the collection, or a stand-in for it */
export function accountStore(rows: Collection<Account> = collection<Account>(NAME)): AccountStore {
  return {
    find: (personId) => rows.get(personId),
    open: (account) => rows.add(account),
    adjustReminders({ _id, remindersAt, reminders }, change, countedAt, prompts) {
      const stood = Object.keys(change).flatMap((key) =>
        reminders[key] === undefined ? [] : [[`reminders.${key}`, reminders[key]] as const],
      );
      const added = Object.entries(change).map(([key, count]) => [`reminders.${key}`, _.inc(count)] as const);
      return rows.updateIf(
        { ...Object.fromEntries(stood), _id, remindersAt },
        { ...Object.fromEntries(added), remindersAt: countedAt, prompts },
      );
    },
    forfeitReminders: (personId, lastCount, templateKeys) =>
      rows.updateIf(
        { _id: personId, remindersAt: lastCount },
        Object.fromEntries(templateKeys.map((key) => [`reminders.${key}`, 0])),
      ),
  };
}

export const accounts = accountStore();

/** The account as a transaction sees it. */
export const readAccount = async (transaction: Transaction, personId: string): Promise<Account | null> =>
  (await transaction.get(NAME, personId)) as Account | null;

/** Replaces or opens the account inside a transaction. */
export const writeAccount = (transaction: Transaction, account: Account): Promise<void> =>
  transaction.put(NAME, account);
