/** What was told to people as stored: messages with what became of them, and 督办指令. */
import type { Millis, Reached, Urgency } from './domain';
import type { PersonRef } from './people';

/** `deliveries/{orderId}:{key}`: one message to one person: inbox row and delivery record in one. */
export interface Delivery {
  _id: string;
  schema: 1;
  to: string;
  orderId: string | null;
  orderNumber: string | null;
  notice: string;
  title: string;
  lines: string[];
  at: Millis;
  readAt: Millis | null;
  /** `errCode` is WeChat's; null when it never answered or was not asked. */
  channels: {
    /** What came of all channels that ring together: the best of them. */
    result: Reached['result'];
    /** Channel → what it answered last; `errCode` is the far side's, null when it never answered or was not asked. */
    tried: Partial<Record<ChannelId, { result: Reached['result']; errCode: number | null }>>;
    attempts: number;
  };
  /** Waits in the digest of its person until this instant; null when it was sent on its own, or its digest went out. */
  digestAt: Millis | null;
  /** By which a digest names the most urgent of its messages: of the order, and its deadline (0 for none). */
  urgency: Urgency;
  dueAt: Millis;
}

/** The ways a message can ring at a person, in the order in which they are tried. */
export type ChannelId = 'subscription' | 'employee' | 'wecomApp' | 'wecomRobot' | 'sms';

/** `directives/{_id}`: 督办指令, management's order with owner and date, answered; on an order or alone. */
export interface Directive {
  _id: string;
  schema: 1;
  rev: number;
  orderId: string | null;
  orderNumber: string | null;
  text: string;
  from: PersonRef;
  to: PersonRef;
  at: Millis;
  dueAt: Millis;
  /** Indexed: when its owner, and after that its author, must be told that it is due; null when nothing is due. */
  remindAt: Millis | null;
  answer: { text: string; at: Millis; by: PersonRef } | null;
  requestId: string;
  inputHash: string;
}
