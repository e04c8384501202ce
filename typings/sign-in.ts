/** Signing in where people meet: the code that is shown, and how somebody came onto the list. */

/** A claim of having been there, which is evidence and not proof; `named`: by whoever leads, with a reason. */
export type SignInMeans = 'scanned' | 'typed' | 'named';

/** A code that is shown to whoever stands around. */
export interface SignCode {
  /** What it holds, as `signInText` writes it. */
  text: string;
  /** Its modules, a row each without a quiet zone, 1 is black: phones draw codes and do not reckon them. */
  rows: string[];
}
