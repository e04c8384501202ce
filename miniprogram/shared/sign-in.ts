/** What the code of a meeting holds, and the digits that are typed where it cannot be scanned: one grammar for who makes and who reads it. */

/** What people sign in to: a 班前会, a class of a training. */
export type SignInKind = 'briefing' | 'training';

export interface SignIn {
  kind: SignInKind;
  /** Of the meeting or the class. */
  id: string;
  /** Six digits, made when it was opened. */
  secret: string;
}

/** How many digits a secret has. */
export const SECRET_DIGITS = 6;

const TEXT = /^safeloop:sign:(briefing|training):([\w@:.-]{1,160}):(\d{6})$/;

/**
 * The text of a code, `safeloop:sign:<kind>:<id>:<secret>`.
 * @param id - letters, digits and `@:._-`
 */
export const signInText = (kind: SignInKind, id: string, secret: string): string =>
  `safeloop:sign:${kind}:${id}:${secret}`;

/**
 * What a scanned code names.
 * @param text - as scanned
 * @returns null for every other code
 */
export function readSignIn(text: string): SignIn | null {
  const [, kind, id, secret] = TEXT.exec(text.trim()) ?? [];
  return id === undefined || secret === undefined ? null : { kind: kind as SignInKind, id, secret };
}

/**
 * The secret that somebody typed, however they write digits: `123 456`, `１２３４５６`.
 * @returns null for what cannot be one
 */
export function typedSecret(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s\-‐-―]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
