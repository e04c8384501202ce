/** Identifiers made on the server: random where nobody may guess, deterministic where doing it twice must have one effect. */
import { randomBytes } from 'node:crypto';

/** Letters and digits that cannot be mistaken for one another on paper. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * A random code for people to copy from paper.
 * @param length - characters, 5 bits each
 */
export function randomCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
