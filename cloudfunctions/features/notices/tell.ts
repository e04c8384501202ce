/** A message about something other than an order: an inbox row, and nothing that rings. */
import type { Notices } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import * as log from '../../platform/log';
import { renderInbox, type Facts } from './render';
import { deliveries, type DeliveryStore } from './store';

export interface Telling {
  /** Names the message for ever: telling it again leaves one row. */
  id: string;
  /** The person's id. */
  to: string;
  notice: string;
  facts: Facts;
  notices: Notices;
  now: Millis;
}

/** Writes the inbox row; one database call. A notice that the configuration in force does not have is passed over. */
export async function tell(
  { id, to, notice, facts, notices, now }: Telling,
  store: DeliveryStore = deliveries,
): Promise<void> {
  if (!notices.notices.some((known) => known.id === notice)) {
    log.warn({ event: 'notice.unknown', notice });
    return;
  }
  await store.add({
    _id: id,
    schema: 1,
    to,
    orderId: null,
    orderNumber: null,
    notice,
    ...renderInbox(notices, notice, facts),
    at: now,
    readAt: null,
    channels: { result: 'notConfigured', tried: {}, attempts: 0 },
    digestAt: null,
    urgency: 'low',
    dueAt: 0,
  });
}
