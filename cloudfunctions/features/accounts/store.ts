/** The only file that knows the collection `accounts`: one document per person with what is counted for them. */
import type { Account, Millis } from '../../../typings/domain';
import { _, collection, type Collection, type Transaction } from '../../platform/sdk';

const NAME = 'accounts';

/** Every method is one database call. */
export interface AccountStore {
  find(personId: string): Promise<Account | null>;
  /** @returns `exists` when the account was opened meanwhile */
  open(account: Account): Promise<'added' | 'exists'>;
  /** Adds to the reminders, provided that they still stand as counted at `lastCount`. */
  adjustReminders(
    personId: string,
    lastCount: Millis,
    change: Record<string, number>,
    countedAt: Millis,
    prompts: NonNullable<Account['prompts']>,
  ): Promise<boolean>;
  /** Sets the reminders of one template to 0; without an account there is nothing to lose. */
  forfeitReminders(personId: string, templateKey: string): Promise<boolean>;
}

/** @param rows - the collection, or a stand-in for it */
export function accountStore(rows: Collection<Account> = collection<Account>(NAME)): AccountStore {
  return {
    find: (personId) => rows.get(personId),
    open: (account) => rows.add(account),
    adjustReminders(personId, lastCount, change, countedAt, prompts) {
      const added = Object.entries(change).map(([key, count]) => [`reminders.${key}`, _.inc(count)] as const);
      return rows.updateIf(
        { _id: personId, remindersAt: lastCount },
        { ...Object.fromEntries(added), remindersAt: countedAt, prompts },
      );
    },
    forfeitReminders: (personId, templateKey) =>
      rows.updateIf({ _id: personId }, { [`reminders.${templateKey}`]: 0 }),
  };
}

export const accounts = accountStore();

/** The account as a transaction sees it. */
export const readAccount = async (transaction: Transaction, personId: string): Promise<Account | null> =>
  (await transaction.get(NAME, personId)) as Account | null;

/** Replaces or opens the account inside a transaction. */
export const writeAccount = (transaction: Transaction, account: Account): Promise<void> =>
  transaction.put(NAME, account);
