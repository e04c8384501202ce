/** Awards points and takes them back: balance and ledger change together or not at all, and each award happens once. */
import type { Rewards } from '../../../typings/config';
import type { LedgerEntry, Millis, Order } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { countedOf } from '../../engine/points/book';
import { yearOf } from '../../engine/points/months';
import { payOf, type PayFacts } from '../../engine/points/tariff';
import * as log from '../../platform/log';
import { inTransaction, type Transaction } from '../../platform/sdk';
import { book, capped, type Atomically } from './booking';
import { ledger, type LedgerStore } from './store';

export interface Award {
  /** What it is paid for: an order; or a round or a training, which has no number. */
  order: { _id: string; number: string | null };
  /** Id of the reward rule. */
  rule: string;
  personId: string;
  /** How often the order was opened again: what was taken back may be earned again. */
  time: number;
  /** Everybody may earn by this rule, not just one person. */
  each?: true;
  rewards: Rewards;
  /** What the conditions of the rules ask about. */
  facts?: PayFacts;
  /** Whether what it is paid for is there, as the transaction sees it. */
  isThere?: (transaction: Transaction) => Promise<boolean>;
  now: Millis;
}

export interface Awarded {
  /** `already`: it earned by this rule before, this time; `nothing`: no condition of the rule fits, or what it is for is gone. */
  result: 'awarded' | 'already' | 'nothing';
  /** What stands in the ledger. */
  points: number;
}

/** The ledger id of an award: the same order earns by the same rule once each time, whoever asks how often. */
export const awardId = (orderId: string, rule: string, time = 0): string =>
  time === 0 ? `award:${orderId}:${rule}` : `award:${orderId}:${rule}:${time}`;

const clawbackId = (orderId: string, rule: string, time: number): string =>
  `clawback:${orderId}:${rule}:${time}`;

const CLAWBACK_REASON = '这一单重新打开或不算了，积分先收回';

const NOTHING: Awarded = { result: 'nothing', points: 0 };

/**
 * Awards the points of a rule, with what is paid on top of it, up to the caps of day and month.
 * @throws AppError INTERNAL when the rule is not configured
 */
export async function award(
  { order, rule, personId, time, each, rewards, facts = {}, isThere, now }: Award,
  atomically: Atomically = inTransaction,
): Promise<Awarded> {
  if (!rewards.rules.some(({ id }) => id === rule)) {
    log.warn({ event: 'points.unknownRule', rule });
    throw new AppError('INTERNAL');
  }
  const pay = payOf(rewards, rule, facts);
  if (pay === null) return NOTHING;
  const id = awardId(order._id, each === true ? `${rule}:${personId}` : rule, time);
  const entry: LedgerEntry = {
    ...{ _id: id, schema: 1, kind: 'award', personId, points: pay.points, rule },
    ...{ orderId: order._id, orderNumber: order.number, reason: pay.reason, at: now },
    ...(pay.parts.length > 1 ? { parts: pay.parts } : {}),
  };
  const { result, entry: stands } = await atomically(async (transaction) => {
    if (isThere !== undefined && !(await isThere(transaction)))
      return { result: 'gone', entry: null } as const;
    return book(transaction, { id, personId, at: now }, (standing) => capped(entry, standing, rewards.caps));
  });
  if (stands === null) return NOTHING;
  return { result: result === 'booked' ? 'awarded' : 'already', points: stands.points };
}

export interface Clawback {
  order: Pick<Order, '_id' | 'number'>;
  personId: string;
  /** What was earned up to this time is taken back; what is earned after it stands. */
  time: number;
  /** Rules whose points stand. */
  spare?: readonly string[];
  now: Millis;
}

/**
 * Takes back what a person earned by an order that was opened again or turned out to be none; a balance below zero is
 * carried as a debt. One database call, and a transaction for each rule. Doing it again takes nothing more.
 * @returns the points that were taken back for this time, by this run or an earlier one
 */
export async function clawBack(
  { order, personId, time, spare = [], now }: Clawback,
  store: LedgerStore = ledger,
  atomically: Atomically = inTransaction,
): Promise<number> {
  const entries = await store.ofOrder(personId, order._id);
  const byId = new Map(entries.map((entry) => [entry._id, entry]));
  const rules = new Set(entries.map(({ rule }) => rule).filter((rule) => !spare.includes(rule)));
  let taken = 0;
  for (const rule of rules) {
    const _id = clawbackId(order._id, rule, time);
    const known = byId.get(_id);
    const { points, counted, year } = standing(order._id, rule, time, byId);
    taken -= known?.points ?? -points;
    if (known !== undefined || points <= 0) continue;
    const entry: LedgerEntry = {
      ...{ _id, schema: 1, kind: 'clawback', personId, points: -points, rule, counted: -counted },
      ...{ orderId: order._id, orderNumber: order.number, reason: CLAWBACK_REASON, at: now },
      ...(year === null ? {} : { from: { [year]: points } }),
    };
    await atomically((transaction) => book(transaction, { id: _id, personId, at: now }, () => entry));
  }
  return taken;
}

/** What is left of what an order earned by a rule up to a time, after what was taken back before it. */
function standing(
  orderId: string,
  rule: string,
  time: number,
  byId: ReadonlyMap<string, LedgerEntry>,
): { points: number; counted: number; year: string | null } {
  const ids = [awardId(orderId, rule, time)];
  for (let earlier = 0; earlier < time; earlier += 1)
    ids.push(awardId(orderId, rule, earlier), clawbackId(orderId, rule, earlier));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  return {
    points: found.reduce((sum, { points }) => sum + points, 0),
    counted: found.reduce((sum, entry) => sum + countedOf(entry), 0),
    year: found[0] === undefined ? null : yearOf(found[0].at),
  };
}
