/** The only file that knows the collection `accounts`: one document per person with what is counted for them. */
import type { BookLine } from '../../../typings/account';
import type { Account, AccountBook, Millis } from '../../../typings/domain';
import { NO_SUMS, RECENT, settled } from '../../engine/points/book';
import { isoMonth } from '../../engine/points/months';
import { _, collection, type AddingTransaction, type Collection, type Transaction } from '../../platform/sdk';

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
  /** Applies changes once for an event. @returns false when it was counted before, or there is no account */
  countEvent(personId: string, event: string, change: EventCount): Promise<boolean>;
  /** What these accounts keep of a month, and whether their owners may be named. */
  monthOf(people: readonly string[], month: string): Promise<Account[]>;
  /** Balances by id, after that of `afterId`. */
  balances(afterId: string, limit: number): Promise<Pick<Account, '_id' | 'balance'>[]>;
  /** Accounts at which the clock is to look after `past`, the most overdue first; also ones that are not due yet. */
  due(past: Millis, limit: number): Promise<DueAccount[]>;
  /** Notes when the clock looks next, provided that it stands as read. */
  setDue(personId: string, read: Millis | null, next: Millis | null): Promise<boolean>;
  /** Sets fields beside the points. @returns false where there is no account, or nothing was to change */
  set(personId: string, change: Partial<Pick<Account, 'named'>>): Promise<boolean>;
  /** The accounts of these people that are there, without their books. */
  among(people: readonly string[]): Promise<Account[]>;
}

/** What the clock reads of an account. */
export type DueAccount = Pick<Account, '_id' | 'balance'> & {
  nextDueAt: Millis | null;
  book?: Pick<AccountBook, 'months' | 'lots' | 'drawn'>;
};

/** As if everything had been booked one by one. */
const upToDate = <A extends Pick<Account, '_id'> & { book?: Pick<AccountBook, 'months' | 'lots' | 'drawn'> }>(
  account: A,
): A => (account.book === undefined ? account : { ...account, book: settled(account.book) });

export type BudgetEntry = NonNullable<Account['budget']>[string];

/** What a push of WeChat changes. */
export interface EventCount {
  /** Template key → how many more. */
  budget: Record<string, Partial<BudgetEntry>>;
  /** Templates that the person wants no more messages of. */
  forfeited: readonly string[];
}

/** How many events a repeated one is looked for among. */
const EVENTS_KEPT = 50;

/** @param rows - the collection, or a stand-in for it */
export function accountStore(rows: Collection<Account> = collection<Account>(NAME)): AccountStore {
  return {
    async find(personId) {
      const account = await rows.get(personId);
      return account === null ? null : upToDate(account);
    },
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
    countEvent: (personId, event, { budget, forfeited }) =>
      rows.updateIf(
        { _id: personId, events: _.nin([event]) },
        {
          events: _.push({ each: [event], slice: -EVENTS_KEPT }),
          ...Object.fromEntries(
            Object.entries(budget).flatMap(([key, counts]) =>
              Object.entries(counts).map(([what, by]) => [`budget.${key}.${what}`, _.inc(by)]),
            ),
          ),
          ...Object.fromEntries(forfeited.map((key) => [`reminders.${key}`, 0])),
        },
      ),
    monthOf: (people, month) =>
      rows.find(
        { _id: _.in([...people]) },
        { limit: people.length, pick: [`book.months.${month}`, 'named'] },
      ),
    balances: (afterId, limit) =>
      rows.find({ _id: _.gt(afterId) }, { orderBy: [['_id', 'asc']], limit, pick: ['balance'] }),
    async due(past, limit) {
      const found = await rows.find(
        { nextDueAt: _.gt(past) },
        {
          orderBy: [['nextDueAt', 'asc']],
          limit,
          pick: ['nextDueAt', 'balance', 'book.months', 'book.lots', 'book.drawn'],
        },
      );
      return (found as DueAccount[]).map(upToDate);
    },
    setDue: (personId, read, next) => rows.updateIf({ _id: personId, nextDueAt: read }, { nextDueAt: next }),
    set: (personId, change) => rows.updateIf({ _id: personId }, change),
    among: (people) => rows.find({ _id: _.in([...people]) }, { limit: people.length, omit: ['book'] }),
  };
}

export const accounts = accountStore();

/** The account as a transaction sees it. */
export async function readAccount(transaction: Transaction, personId: string): Promise<Account | null> {
  const account = (await transaction.get(NAME, personId)) as Account | null;
  return account === null ? null : upToDate(account);
}

/**
 * Takes what a line says off an account that has as much, without reading it first.
 * @param lapsed - the year whose points are over; null: none are
 * @returns the account as it is then, its years still to be brought up to date; null, and nothing is written, where there
 * are too few points, some that are over, or no book yet
 */
export async function drawFrom(
  transaction: AddingTransaction,
  personId: string,
  line: BookLine,
  lapsed: string | null,
): Promise<Account | null> {
  const points = -line.points;
  const month = `book.months.${isoMonth(line.at)}`;
  const sums = Object.keys(NO_SUMS).map((sum) => [`${month}.${sum}`, _.inc(sum === 'spent' ? points : 0)]);
  const change = {
    balance: _.inc(-points),
    'book.drawn': _.inc(points),
    'book.recent': _.push({ each: [line], sort: { at: -1, _id: -1 }, slice: RECENT }),
    ...(Object.fromEntries(sums) as Record<string, unknown>),
  };
  const holds = {
    balance: _.gte(points),
    'book.lots': _.exists(true),
    ...(lapsed === null ? {} : { [`book.lots.${lapsed}`]: _.exists(false) }),
  };
  return (await transaction.change(NAME, personId, change, holds)) as Account | null;
}

/** Replaces or opens the account inside a transaction. */
export const writeAccount = (transaction: Transaction, account: Account): Promise<void> =>
  transaction.put(NAME, account);
