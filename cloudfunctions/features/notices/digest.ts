/** Sends what was held: one message per person that says how many wait in the inbox and which is the most urgent. */
import type { Notices } from '../../../typings/config';
import type { Delivery, Millis, Urgency } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import * as log from '../../platform/log';
import { channels as allChannels } from './channels';
import type { Hours } from './hours';
import { mostRings } from './policy';
import { ringCount } from './ring-count';
import { channelsOf, mayRetry, outcome, ring } from './ring';
import { messageOf, type Addressee, type DeliveryPorts } from './send';
import { deliveries } from './store';

/** Rows taken in one run, and people rung at the same time. */
const MOST_ROWS = 1_000;
const AT_ONCE = 10;

/** A digest that nobody finished in this time was given up by whoever began it. */
const LEASE = 2 * MINUTE;

/** What digests must know of the plant. */
export interface DigestWorld {
  notices: Notices;
  hours: Hours;
  /** Null: nobody we can write to, e.g. a guest or a leaver. */
  addressee: (personId: string) => Addressee | null;
}

export type DigestPorts = DeliveryPorts;

/** What one run did; `more`: something is left for the next minute. */
export interface DigestReport {
  sent: number;
  more: boolean;
}

const live: DigestPorts = { deliveries, channels: allChannels, rings: ringCount };

const RANK: Record<Urgency, number> = { high: 0, medium: 1, low: 2 };

/** What is due first stands first; what has no deadline comes last. */
const mostUrgent = (rows: readonly Delivery[]): Delivery | undefined =>
  rows.toSorted(
    (a, b) =>
      RANK[a.urgency] - RANK[b.urgency] || (a.dueAt || Infinity) - (b.dueAt || Infinity) || a.at - b.at,
  )[0];

/**
 * Sends the digests that are due. One database call when there is none, and three for each person.
 * A run that comes twice or late sends none twice.
 */
export async function digest(
  now: Millis,
  world: DigestWorld,
  ports: DigestPorts = live,
): Promise<DigestReport> {
  const rows = await ports.deliveries.due(now, MOST_ROWS);
  const mine = [...byPerson(rows)];
  let sent = 0;
  let more = rows.length === MOST_ROWS;
  for (let from = 0; from < mine.length; from += AT_ONCE) {
    const results = await Promise.allSettled(
      mine.slice(from, from + AT_ONCE).map(([personId, held]) => digestOf(personId, held, now, world, ports)),
    );
    for (const result of results) {
      if (result.status === 'rejected') log.defect({ event: 'digest' }, result.reason);
      more ||= result.status === 'rejected' || result.value === 'again';
      sent += Number(result.status === 'fulfilled' && result.value === 'sent');
    }
  }
  return { sent, more };
}

function byPerson(rows: readonly Delivery[]): Map<string, Delivery[]> {
  const grouped = new Map<string, Delivery[]>();
  for (const row of rows) grouped.set(row.to, [...(grouped.get(row.to) ?? []), row]);
  return grouped;
}

/** `again`: the channels were busy, or another run is at it. */
async function digestOf(
  personId: string,
  held: Delivery[],
  now: Millis,
  { notices, hours, addressee }: DigestWorld,
  { deliveries: store, channels, rings }: DigestPorts,
): Promise<'sent' | 'silent' | 'again'> {
  const ids = held.map(({ _id }) => _id);
  const to = addressee(personId);
  const notice = to?.isManager ? 'dailyDigest' : 'digest';
  const top = mostUrgent(held);
  if (to === null || top === undefined || !notices.notices.some(({ id }) => id === notice)) {
    await store.release(ids, now, 'notConfigured');
    return 'silent';
  }
  // What never waits may have used up what a turn can bear: then the digest waits, and its rows are in the inbox.
  if (!to.isManager && (await rings.of(personId, now, hours)) >= mostRings(notices)) {
    await store.postpone(ids, now, hours.nextDigest(now, to.isOnDuty));
    return 'silent';
  }
  const facts = {
    count: held.length,
    number: top.orderNumber ?? '',
    title: `${held.length} 条消息等你看`,
    place: `先看：${top.title}`,
    text: top.title,
    dueAt: top.dueAt,
    ...(top.orderId === null ? {} : { orderId: top.orderId }),
  };
  const message = messageOf(notices, notice, facts, to);
  const id = `digest:${personId}:${Math.max(...held.map(({ digestAt }) => digestAt ?? 0))}`;
  const row: Delivery = {
    _id: id,
    schema: 1,
    to: personId,
    orderId: top.orderId,
    orderNumber: top.orderNumber,
    notice,
    ...message.text,
    at: now,
    // What it tells of stands in the inbox itself.
    readAt: now,
    channels: { result: 'held', tried: {}, attempts: 0 },
    digestAt: null,
    urgency: top.urgency,
    dueAt: top.dueAt,
  };
  const isFirst = (await store.add(row)) === 'added';
  const earlier = isFirst ? row : await store.get(id);
  if (earlier === null || (!isFirst && isUnderWay(earlier, now))) return 'again';
  const isOpen = earlier.channels.result === 'held' || mayRetry(earlier.channels);
  if (!isOpen) {
    await store.release(ids, now, earlier.channels.result);
    return 'silent';
  }
  const { tried, late } = await ring(channelsOf(channels, notices), message, earlier.channels.tried);
  // What goes out after the ceiling is found on the row by the next run.
  if (late !== null)
    void late.then((answered) => store.settle(id, outcome(answered, 1))).catch(() => undefined);
  const answer = outcome(tried, earlier.channels.attempts + 1);
  await store.settle(id, answer);
  if (answer.result === 'delivered') await rings.take(personId, now, hours);
  if (mayRetry(answer)) return 'again';
  await store.release(ids, now, answer.result);
  return answer.result === 'delivered' ? 'sent' : 'silent';
}

/** Another run is sending it at this moment. */
const isUnderWay = ({ channels, at }: Delivery, now: Millis): boolean =>
  channels.result === 'held' && now - at < LEASE;
