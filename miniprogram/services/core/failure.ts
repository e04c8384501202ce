/** What went wrong with a call, in words for the person who waits, and in kinds for the code that goes on. */
import type { ApiError, OrderView } from '../../../typings/api';
import { messageOf, type ErrorCode } from '../../shared/errors';
import { TEXT } from '../../shared/text';

/** `NETWORK`: the call did not come back, so nobody knows whether it arrived. The other codes are the server's. */
export type FailureCode = ErrorCode | 'NETWORK';

/** A failure that a person may read: `message` is Chinese and says what happens next. */
export class CallFailure extends Error {
  /** A {@link FailureCode}, or one that a newer server knows. */
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The order as it is now, with `CHANGED` and `WRONG_STATE`. */
  readonly order: OrderView | null;

  constructor({ code, message, fields, order }: ApiError) {
    super(message);
    this.name = 'CallFailure';
    this.code = code;
    this.fields = fields ?? {};
    this.order = order ?? null;
  }
}

/** The failure for one of the shared codes. */
export const failure = (code: ErrorCode): CallFailure => new CallFailure({ code, message: messageOf(code) });

/** Sending again may help: the network, or a server that asks for patience. */
const PASSING: readonly string[] = ['NETWORK', 'BUSY', 'INTERNAL', 'PHOTO_NOT_UPLOADED'];

/** Whether the same call, sent again later, may succeed. */
export const isPassing = (error: unknown): boolean =>
  error instanceof CallFailure && PASSING.includes(error.code);

/**
 * What the platform says when a call fails, as a {@link CallFailure}: no network, time-out, the app in the background
 * (`interrupted`), a function that crashed. All of them leave open whether the function ran.
 */
export function platformFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  return new CallFailure({ code: 'NETWORK', message: TEXT.failure.sending });
}

/** What to mend first when the server named it, else the sentence to show. */
export const faultOf = (error: unknown): string =>
  (error instanceof CallFailure ? Object.values(error.fields)[0] : undefined) ?? sentenceOf(error);

/** The sentence to show for anything that was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof CallFailure ? error.message : TEXT.common.trouble;

/** The same where there are no fields to mark: what is wrong with what was given says more than that something is. */
export function reasonOf(error: unknown): string {
  const told = error instanceof CallFailure ? Object.values(error.fields) : [];
  return told.length === 0 ? sentenceOf(error) : [...new Set(told)].join('，');
}
