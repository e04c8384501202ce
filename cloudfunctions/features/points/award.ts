/** Awards points: balance and ledger change together or not at all, and each award happens once. */
import type { Rewards } from '../../../typings/config';
import type { LedgerEntry, Millis, Order } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import * as log from '../../platform/log';
import { inTransaction, type Transaction } from '../../platform/sdk';
import { credit } from '../accounts';
import { enter, isEntered } from './store';

export interface Award {
  order: Pick<Order, '_id' | 'number'>;
  /** Id of the reward rule. */
  rule: string;
  personId: string;
  rewards: Rewards;
  now: Millis;
}

/** Runs work atomically; on a conflict it runs again. */
type Atomically = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** The ledger id of an award: the same order earns by the same rule once, whoever asks how often. */
export const awardId = (orderId: string, rule: string): string => `award:${orderId}:${rule}`;

/**
 * Awards the points of a rule for an order.
 * @returns `already` when this order earned by this rule before
 * @throws AppError INTERNAL when the rule is not configured
 */
export async function award(
  { order, rule, personId, rewards, now }: Award,
  atomically: Atomically = inTransaction,
): Promise<'awarded' | 'already'> {
  const reward = rewards.rules.find(({ id }) => id === rule);
  if (reward === undefined) {
    log.warn({ event: 'points.unknownRule', rule });
    throw new AppError('INTERNAL');
  }
  const { points, reason } = reward;
  const entry: LedgerEntry = {
    _id: awardId(order._id, rule),
    schema: 1,
    personId,
    points,
    rule,
    orderId: order._id,
    orderNumber: order.number,
    reason,
    at: now,
  };
  return atomically(async (transaction) => {
    if (await isEntered(transaction, entry._id)) return 'already';
    await credit(transaction, personId, points);
    await enter(transaction, entry);
    return 'awarded';
  });
}
