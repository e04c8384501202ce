/** Tells somebody something that no order's outbox sends: it rings where it may, and lies in the inbox in any case. */
import type { Effect, Millis } from '../../../typings/domain';
import { addresseeOf, hoursOf, type Roll } from './addressee';
import { deliver, type Delivering } from './send';

type Notice = Extract<Effect, { kind: 'notice' }>;

/** One message to one person. */
export interface Notified extends Pick<Notice, 'to' | 'facts'>, Partial<Pick<Notice, 'urgency'>> {
  /** Names the message for ever: told again under it, it is one message. */
  key: string;
  /** Of the configuration; nothing happens when the one in force has no such notice. */
  notice: string;
  /** The order that it is about, if any. */
  order?: Delivering['order'];
  /** Whether it may have been told before: then the record is looked up first. True when it is not said. */
  again?: boolean;
}

export async function notify(
  { key, notice, to, facts, urgency = 'medium', order = null, again = true }: Notified,
  inForce: Roll,
  now: Millis,
): Promise<void> {
  const { notices } = inForce;
  if (!notices.notices.some(({ id }) => id === notice)) return;
  await deliver({
    ...{ order, key, effect: { kind: 'notice', notice, to, urgency, facts }, isGrave: false },
    ...{ addressee: addresseeOf(inForce, to.id), hours: hoursOf(inForce), notices, now, again },
  });
}
