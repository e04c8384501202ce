/** The secret of a meeting: made when it opens, tried by whoever signs in, and shown as a code. */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../miniprogram/shared/errors';
import { SECRET_DIGITS, signInText, type SignInKind } from '../../miniprogram/shared/sign-in';
import type { SignCode } from '../../typings/sign-in';
import { qrRows } from './qr';

/** Wrong tries a person has at one meeting. */
export const MAX_SIGN_TRIES = 5;

/** Six digits at random. */
export const newSecret = (): string => String(randomInt(0, 10 ** SECRET_DIGITS)).padStart(SECRET_DIGITS, '0');

/** The code of an open meeting. */
export function signCode(kind: SignInKind, id: string, secret: string): SignCode {
  const text = signInText(kind, id, secret);
  return { text, rows: qrRows(text) };
}

/**
 * Judges one try. It was counted in the meeting's document before this (`updateAndReturn` with `tries.{personId}`
 * increased, which reads the document as well): many tries at once are many tries. A right one is given back with the
 * signature. After too many the answer is the same whatever was typed.
 * @param tries - of this person at this meeting, with this one
 * @throws AppError SIGN_LOCKED, SIGN_WRONG
 */
export function checkSecret(given: string, secret: string, tries: number): void {
  if (tries > MAX_SIGN_TRIES) throw new AppError('SIGN_LOCKED');
  const [left, right] = [Buffer.from(given), Buffer.from(secret)];
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw new AppError('SIGN_WRONG');
}
