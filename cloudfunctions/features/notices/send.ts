/** Delivers one notice to one person: by a channel that rings while the person may be rung, to the inbox always. */
import type { Notices } from '../../../typings/config';
import type { Delivery, Effect, Millis, Order, Reached } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import * as log from '../../platform/log';
import { channels as allChannels, type Channel, type Message, type Recipient } from './channels';
import type { Hours } from './hours';
import { afterReserving, decide, type Occasion, type Verdict } from './policy';
import { renderEmployee, renderInbox, renderSubscription, type Facts, type Subscription } from './render';
import { ringCount, type RingCount } from './ring-count';
import { channelsOf, mayRetry, outcome, ring, type Tried } from './ring';
import { deliveries, type Channels, type DeliveryStore } from './store';

/** Waits before the second and the third attempt. */
const RETRY_AFTER: readonly Millis[] = [MINUTE, 5 * MINUTE];

/** A person as notices see them. */
export interface Addressee extends Recipient {
  isOnDuty: boolean;
  /** The general manager. */
  isManager: boolean;
}

export interface Delivering {
  /** Null: it is about no order. */
  order: Pick<Order, '_id' | 'number'> | null;
  /** Key of the effect in the order's outbox; with the order it names the message for ever. */
  key: string;
  effect: Extract<Effect, { kind: 'notice' }>;
  addressee: Addressee;
  /** The order is 疑似重大 or 重大. */
  isGrave: boolean;
  hours: Hours;
  notices: Notices;
  now: Millis;
  /** Whether it may have been attempted before: then the record is looked up first. */
  again: boolean;
}

export interface Delivered {
  reached: Reached;
  /** When to deliver again (`again: true`); null when the result is final. */
  retryAt: Millis | null;
}

/** What delivering needs of the world. */
export interface DeliveryPorts {
  deliveries: DeliveryStore;
  channels: readonly Channel[];
  rings: RingCount;
}

const live: DeliveryPorts = { deliveries, channels: allChannels, rings: ringCount };

const HELD: Channels = { result: 'held', tried: {}, attempts: 0 };

/** Held although it should not have waited: the order says that it did not arrive, and its ladder goes on. */
const MISSED: Channels = { ...HELD, result: 'failed' };

/** A message in a template, or null when it cannot be made; a template that cannot be filled must not cost the inbox row. */
function inTemplate(
  render: (notices: Notices, notice: string, facts: Facts) => Subscription | null,
  notices: Notices,
  notice: string,
  facts: Facts,
): Subscription | null {
  try {
    return render(notices, notice, facts);
  } catch (error) {
    log.defect({ event: 'notice.render', notice }, error);
    return null;
  }
}

/** What every channel may want of a message. */
export function messageOf(notices: Notices, notice: string, facts: Facts, to: Recipient): Message {
  const { miniprogramState } = notices;
  return {
    to: { openid: to.openid, phone: to.phone },
    subscription: inTemplate(renderSubscription, notices, notice, facts),
    employee: inTemplate(renderEmployee, notices, notice, facts),
    text: renderInbox(notices, notice, facts),
    number: String(facts['number'] ?? ''),
    miniprogramState,
  };
}

type Row = Omit<Delivery, '_id' | 'channels' | 'digestAt'>;

function rowOf({ order, effect, now }: Delivering, { text }: Message): Row {
  const { dueAt } = effect.facts;
  return {
    schema: 1,
    to: effect.to.id,
    orderId: order?._id ?? null,
    orderNumber: order?.number ?? null,
    notice: effect.notice,
    ...text,
    at: now,
    readAt: null,
    urgency: effect.urgency,
    dueAt: typeof dueAt === 'number' ? dueAt : 0,
  };
}

/** Whether the message rings now; then it has taken its place among those of the turn. */
async function verdictOf(input: Delivering, { rings: count }: DeliveryPorts): Promise<Verdict> {
  const { effect, addressee, isGrave, hours, notices, now } = input;
  const { rings = 'duty' } = notices.notices.find(({ id }) => id === effect.notice) ?? {};
  const { isOnDuty, isManager } = addressee;
  const occasion: Occasion = { rings, urgency: effect.urgency, isGrave, isOnDuty, isManager, now };
  const verdict = decide(occasion, hours);
  if (verdict.kind === 'hold') return verdict;
  // What presses takes its place like any other, but must not be lost with the count.
  const place = await count.take(effect.to.id, now, hours).catch((error: unknown) => {
    if (verdict.mayWait) throw error;
    log.defect({ event: 'notice.count' }, error);
    return 0;
  });
  const after = afterReserving(place, occasion, hours, notices);
  if (after.kind === 'hold') count.giveBack(effect.to.id);
  return after;
}

/** Whether any channel could ring at this person at all; holding a message back is for those who can be rung later. */
const isReachable = ({ openid, phone }: Recipient, use: readonly Channel[]): boolean =>
  openid !== null || (phone !== '' && use.length > 1);

/**
 * Delivers a notice: rings by the channels of the plant in their order, or holds it for a digest, and writes the inbox
 * row with the result, in one database call. Doing it again leaves one row and, once a channel took it, one message.
 *
 * `delivered`: a channel took it. `refused`: the person wants none by any channel. `failed`: a channel was busy or
 * silent, or too much rang in this turn already for one more 高; final when `retryAt` is null. `notConfigured`: nothing
 * was set up to carry it. `held`: kept for a digest or for the end of the quiet hours.
 * @throws Error when the notice is not configured, or the row could not be written
 */
export async function deliver(input: Delivering, ports: DeliveryPorts = live): Promise<Delivered> {
  const { order, key, effect, addressee, notices, now } = input;
  const id = order === null ? key : `${order._id}:${key}`;
  const told = (result: Reached['result'], at: Millis): Reached => ({
    to: effect.to,
    notice: effect.notice,
    at,
    result,
  });
  const settled = ({ channels, at }: Delivery): Delivered => ({
    reached: told(channels.result, at),
    retryAt: null,
  });

  const earlier = input.again ? await ports.deliveries.get(id) : null;
  if (earlier !== null && !mayRetry(earlier.channels)) return settled(earlier);

  const facts: Facts = {
    ...(order === null ? {} : { number: order.number }),
    ...effect.facts,
    ...(order === null ? {} : { orderId: order._id }),
  };
  const message = messageOf(notices, effect.notice, facts, addressee);
  const row = rowOf(input, message);
  const isInboxOnly = message.subscription === null && message.employee === null;
  const use = isInboxOnly ? [] : channelsOf(ports.channels, notices);

  const isCounted = !isInboxOnly && isReachable(addressee, use);
  if (isCounted) {
    const verdict = await verdictOf(input, ports);
    if (verdict.kind === 'hold') {
      const channels = verdict.isMissed ? MISSED : HELD;
      const held: Delivery = { _id: id, ...row, channels, digestAt: verdict.until };
      const isHeld =
        earlier === null
          ? (await ports.deliveries.add(held)) === 'added'
          : await ports.deliveries.settle(id, channels, verdict.until);
      if (isHeld) return { reached: told(channels.result, now), retryAt: null };
      return settled((await ports.deliveries.get(id)) ?? held);
    }
  }

  const { tried, late } = await ring(use, message, earlier?.channels.tried);
  const attempts = (earlier?.channels.attempts ?? 0) + 1;
  const channels = outcome(tried, attempts);
  if (isCounted && channels.result !== 'delivered' && late === null) ports.rings.giveBack(effect.to.id);
  const isNew =
    earlier === null &&
    (await ports.deliveries.add({ _id: id, ...row, channels, digestAt: null })) === 'added';
  const stands = isNew || (await ports.deliveries.settle(id, channels));
  if (!stands) return { reached: told('delivered', now), retryAt: null };

  if (late !== null) void recordLate(late, id, attempts, ports.deliveries);
  return {
    reached: told(channels.result, now),
    retryAt: mayRetry(channels) ? now + (RETRY_AFTER[attempts - 1] ?? 0) : null,
  };
}

/** A message that went out after the ceiling is noted on its row, so that the next attempt leaves the person alone. */
async function recordLate(
  late: Promise<Tried>,
  id: string,
  attempts: number,
  store: DeliveryStore,
): Promise<void> {
  try {
    const channels = outcome(await late, attempts);
    if (channels.result === 'delivered') await store.settle(id, channels);
  } catch (error) {
    log.defect({ event: 'notice.late', delivery: id }, error);
  }
}
