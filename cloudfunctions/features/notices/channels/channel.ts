/** The one seam behind which every way to ring at a person lies, and how their answers are told apart. */
import type { Notices } from '../../../../typings/config';
import type { ChannelId, Reached } from '../../../../typings/domain';
import type { InboxText, Subscription } from '../render';

/** Whom a message is for, as far as any channel needs to know. */
export interface Recipient {
  /** Null: nobody bound a phone. */
  openid: string | null;
  /** Mobile number, or empty. */
  phone: string;
}

/** A message as each channel may want it. */
export interface Message {
  to: Recipient;
  /** In the fields of a subscription template; null when none carries it. */
  subscription: Subscription | null;
  /** In the fields of a 用工关系 template; null when none carries it. */
  employee: Subscription | null;
  /** In words. */
  text: InboxText;
  /** Number of the order; empty when it is about none. */
  number: string;
  miniprogramState: Notices['miniprogramState'];
}

/** What a channel answered; `errCode` is the far side's, null when it never answered or was not asked. */
export interface Answer {
  result: Exclude<Reached['result'], 'held'>;
  errCode: number | null;
}

export interface Channel {
  id: ChannelId;
  /**
   * Sends one message.
   * @throws Error when the far side did not answer
   */
  send(message: Message): Promise<Answer>;
}

/** A secret, a template or an address is missing: the far side was not asked. */
export const NOT_ASKED: Answer = { result: 'notConfigured', errCode: null };

/** The far side was asked and stayed silent. */
export const NO_ANSWER: Answer = { result: 'failed', errCode: null };

/** A rate limit is reached, on their side or by our own count. */
export const RATE_LIMIT = 45009;

/** Busy, limited, or the cloud between us has trouble (-50100x): worth another attempt. */
const BUSY: readonly number[] = [-1, RATE_LIMIT, 45033, -501001, -501002, -501003, -501004];

/** Whether a further attempt may change the answer. A silent far side counts as busy. */
export const isBusy = ({ result, errCode }: Answer): boolean =>
  result === 'failed' && (errCode === null || BUSY.includes(errCode));

/** How a channel reads the codes of its far side; what is not named has failed. */
export interface Codes {
  /** The person does not want it, or has not opened this way. */
  refused: readonly number[];
  /** Key, address, template or field are not what the far side expects: somebody must mend them. */
  misconfigured: readonly number[];
}

/** @param errCode - 0: taken */
export function answerOf(errCode: number, { refused, misconfigured }: Codes): Answer {
  if (errCode === 0) return { result: 'delivered', errCode };
  if (refused.includes(errCode)) return { result: 'refused', errCode };
  return { result: misconfigured.includes(errCode) ? 'notConfigured' : 'failed', errCode };
}

/** `errcode` of an answer of WeChat or WeCom; NaN when there is none, which no code equals. */
export const errcodeOf = ({ errcode }: Record<string, unknown>): number =>
  typeof errcode === 'number' ? errcode : errcode === undefined ? 0 : NaN;
