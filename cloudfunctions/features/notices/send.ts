/** Delivers one notice to one person: a subscription message while WeChat allows, the inbox always. */
import type { Notices } from '../../../typings/config';
import type { Delivery, Effect, Millis, Order, Reached } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import * as log from '../../platform/log';
import { sendSubscribeMessage, type SubscribeMessage } from '../../platform/sdk';
import { renderInbox, renderSubscription, type Facts, type Subscription } from './render';
import { deliveries, type Channels, type DeliveryStore } from './store';

/** Instances freeze soon after they answered, so a message gets no longer than this to go out. */
export const SEND_CEILING = 1_500;

/** Waits before the second and the third attempt; there is no fourth. */
const RETRY_AFTER: readonly Millis[] = [MINUTE, 5 * MINUTE];

/** WeChat is busy, its rate limit is reached, or the cloud between us has trouble (-50100x): worth another attempt. */
const BUSY: readonly (number | null)[] = [-1, 45009, -501001, -501002, -501003, -501004];

/** The person refused or has no acceptance left; sending again cannot help. */
const REFUSED = 43101;

/** openid, template id, page, field or permission are not what WeChat expects: somebody must mend the configuration. */
const MISCONFIGURED: readonly (number | null)[] = [40003, 40037, 41030, 47003, -604101];

export interface Delivering {
  order: Pick<Order, '_id' | 'number'>;
  /** Key of the effect in the order's outbox; with the order it names the message for ever. */
  key: string;
  effect: Extract<Effect, { kind: 'notice' }>;
  openid: string | null;
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
  send: (message: SubscribeMessage) => Promise<{ errCode: number; errMsg: string }>;
}

const live: DeliveryPorts = { deliveries, send: sendSubscribeMessage };

type Outcome = Pick<Channels, 'subscription' | 'errCode'>;

const NOT_ASKED: Outcome = { subscription: 'notConfigured', errCode: null };
const NO_ANSWER: Outcome = { subscription: 'failed', errCode: null };

/** Whether a further attempt may change the result. A silent WeChat counts as busy. */
const mayRetry = ({ subscription, errCode, attempts }: Channels): boolean =>
  subscription === 'failed' && (errCode === null || BUSY.includes(errCode)) && attempts <= RETRY_AFTER.length;

function resultOf(errCode: number): Reached['result'] {
  if (errCode === 0) return 'delivered';
  if (errCode === REFUSED) return 'refused';
  return MISCONFIGURED.includes(errCode) ? 'notConfigured' : 'failed';
}

/** The message, or null when it cannot be made; a template that cannot be filled must not cost the inbox row. */
function subscriptionOf(notices: Notices, notice: string, facts: Facts): Subscription | null {
  try {
    return renderSubscription(notices, notice, facts);
  } catch (error) {
    log.defect({ event: 'notice.render', notice }, error);
    return null;
  }
}

/** Sends and tells the results apart; never throws. */
async function attempt(send: DeliveryPorts['send'], message: SubscribeMessage): Promise<Outcome> {
  const { templateId } = message;
  try {
    const { errCode, errMsg } = await send(message);
    const subscription = resultOf(errCode);
    if (subscription === 'notConfigured' || subscription === 'failed')
      log.warn({ event: `notice.${subscription}`, templateId, errCode, errMsg });
    return { subscription, errCode };
  } catch (error) {
    log.warn({ event: 'notice.failed', templateId, reason: error instanceof Error ? error.message : '' });
    return NO_ANSWER;
  }
}

/** What `work` came to, or `late` when it takes longer than the ceiling. */
async function withinCeiling<T>(work: Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ceiling = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), SEND_CEILING);
  });
  return Promise.race([work, ceiling]).finally(() => clearTimeout(timer));
}

const rowOf = (
  { order, effect, notices, now }: Delivering,
  facts: Facts,
): Omit<Delivery, '_id' | 'channels'> => ({
  schema: 1,
  to: effect.to.id,
  orderId: order._id,
  orderNumber: order.number,
  notice: effect.notice,
  ...renderInbox(notices, effect.notice, facts),
  at: now,
  readAt: null,
});

/**
 * Delivers a notice: sends the subscription message when there is a template and an openid, then writes the inbox row
 * with the result, in one database call. Doing it again leaves one row and, once WeChat answered, one message.
 *
 * `delivered`: WeChat took it. `refused`: the person has no reminder left for this template. `failed`: WeChat was busy or
 * silent; final when `retryAt` is null. `notConfigured`: no template, no openid, or WeChat found fault with ours.
 * @throws Error when the notice is not configured, or the row could not be written
 */
export async function deliver(input: Delivering, ports: DeliveryPorts = live): Promise<Delivered> {
  const { order, key, effect, openid, notices, now } = input;
  const id = `${order._id}:${key}`;
  const told = (result: Reached['result'], at: Millis): Reached => ({
    to: effect.to,
    notice: effect.notice,
    at,
    result,
  });

  const earlier = input.again ? await ports.deliveries.get(id) : null;
  if (earlier !== null && !mayRetry(earlier.channels))
    return { reached: told(earlier.channels.subscription, earlier.at), retryAt: null };

  const facts: Facts = { number: order.number, ...effect.facts, orderId: order._id };
  const row = rowOf(input, facts);
  const message = openid === null ? null : subscriptionOf(notices, effect.notice, facts);
  const sending =
    openid === null || message === null
      ? Promise.resolve(NOT_ASKED)
      : attempt(ports.send, {
          touser: openid,
          templateId: message.templateId,
          page: message.page,
          data: message.data,
          miniprogramState: notices.miniprogramState,
        });
  const outcome = await withinCeiling(sending, NO_ANSWER);
  const attempts = (earlier?.channels.attempts ?? 0) + 1;
  const channels: Channels = { ...outcome, attempts };

  const isNew = earlier === null && (await ports.deliveries.add({ _id: id, ...row, channels })) === 'added';
  const stands = isNew || (await ports.deliveries.settle(id, channels));
  if (!stands) return { reached: told('delivered', now), retryAt: null };

  if (outcome === NO_ANSWER) void recordLate(sending, id, attempts, ports.deliveries);
  return {
    reached: told(outcome.subscription, now),
    retryAt: mayRetry(channels) ? now + (RETRY_AFTER[attempts - 1] ?? 0) : null,
  };
}

/** A message that went out after the ceiling is noted on its row, so that the next attempt leaves the person alone. */
async function recordLate(
  sending: Promise<Outcome>,
  id: string,
  attempts: number,
  store: DeliveryStore,
): Promise<void> {
  try {
    const late = await sending;
    if (late.subscription === 'delivered') await store.settle(id, { ...late, attempts });
  } catch (error) {
    log.defect({ event: 'notice.late', delivery: id }, error);
  }
}
