/** Awards points and takes them back: balance and ledger change together or not at all, and each award happens once. */
import type { Rewards } from '../../../typings/config';
import type { LedgerEntry, Millis, Order } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import * as log from '../../platform/log';
import { inTransaction, type Transaction } from '../../platform/sdk';
import { credit } from '../accounts';
import { enter, isEntered, ledger, type LedgerStore } from './store';

export interface Award {
  order: Pick<Order, '_id' | 'number'>;
  /** Id of the reward rule. */
  rule: string;
  personId: string;
  /** How often the order was opened again: what was taken back may be earned again. */
  time: number;
  /** Everybody may earn by this rule, not just one person. */
  each?: true;
  rewards: Rewards;
  now: Millis;
}

/** Runs work atomically; on a conflict it runs again. */
type Atomically = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** The ledger id of an award: the same order earns by the same rule once each time, whoever asks how often. */
export const awardId = (orderId: string, rule: string, time = 0): string =>
  time === 0 ? `award:${orderId}:${rule}` : `award:${orderId}:${rule}:${time}`;

const clawbackId = (orderId: string, rule: string, time: number): string =>
  `clawback:${orderId}:${rule}:${time}`;

const CLAWBACK_REASON = '这一单重新打开，积分先收回';

/**
 * Awards the points of a rule for an order.
 * @returns `already` when this order earned by this rule before, this time
 * @throws AppError INTERNAL when the rule is not configured
 */
export async function award(
  { order, rule, personId, time, each, rewards, now }: Award,
  atomically: Atomically = inTransaction,
): Promise<'awarded' | 'already'> {
  const reward = rewards.rules.find(({ id }) => id === rule);
  if (reward === undefined) {
    log.warn({ event: 'points.unknownRule', rule });
    throw new AppError('INTERNAL');
  }
  const { points, reason } = reward;
  const entry = entryOf(order, {
    _id: awardId(order._id, each === true ? `${rule}:${personId}` : rule, time),
    personId,
    points,
    rule,
    reason,
    at: now,
  });
  return (await atomically((transaction) => book(transaction, entry))) ? 'awarded' : 'already';
}

const entryOf = (
  order: Award['order'],
  what: Omit<LedgerEntry, 'schema' | 'orderId' | 'orderNumber'>,
): LedgerEntry => ({ schema: 1, orderId: order._id, orderNumber: order.number, ...what });

/** Books an entry on its account, once. @returns false when it was booked before */
async function book(transaction: Transaction, entry: LedgerEntry): Promise<boolean> {
  if (await isEntered(transaction, entry._id)) return false;
  await credit(transaction, entry.personId, entry.points);
  await enter(transaction, entry);
  return true;
}

export interface Clawback {
  order: Pick<Order, '_id' | 'number'>;
  personId: string;
  /** What was earned up to this time is taken back; what is earned after it stands. */
  time: number;
  now: Millis;
}

/**
 * Takes back what a person earned by an order that was opened again; a balance below zero is carried as a debt. One
 * database call, and a transaction for each rule. Doing it again takes nothing more.
 * @returns the points that were taken back for this time, by this run or an earlier one
 */
export async function clawBack(
  { order, personId, time, now }: Clawback,
  store: LedgerStore = ledger,
  atomically: Atomically = inTransaction,
): Promise<number> {
  const entries = await store.ofOrder(personId, order._id);
  const pointsOf = new Map(entries.map(({ _id, points }) => [_id, points]));
  const rules = new Set(entries.map(({ rule }) => rule));
  let taken = 0;
  for (const rule of rules) {
    const _id = clawbackId(order._id, rule, time);
    const points = pointsOf.get(_id) ?? -standing(order._id, rule, time, pointsOf);
    if (points >= 0) continue;
    taken -= points;
    const entry = entryOf(order, { _id, personId, points, rule, reason: CLAWBACK_REASON, at: now });
    await atomically((transaction) => book(transaction, entry));
  }
  return taken;
}

/** What is left of what an order earned by a rule up to a time, after what was taken back before it. */
function standing(
  orderId: string,
  rule: string,
  time: number,
  pointsOf: ReadonlyMap<string, number>,
): number {
  let points = pointsOf.get(awardId(orderId, rule, time)) ?? 0;
  for (let earlier = 0; earlier < time; earlier += 1) {
    points += pointsOf.get(awardId(orderId, rule, earlier)) ?? 0;
    points += pointsOf.get(clawbackId(orderId, rule, earlier)) ?? 0;
  }
  return points;
}
