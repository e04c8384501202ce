/** Canonical text and keyed hashes: what is signed must read the same wherever and whenever it is checked. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from './sdk';

/** JSON with sorted keys and without `undefined`: equal values give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** SHA-256 of bytes or text, hex. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** What a keyed hash is for; two purposes never share a hash. */
export type Purpose =
  | 'trail'
  | 'head'
  | 'input'
  | 'prefix'
  | 'guest'
  | 'invite'
  | 'phone'
  | 'sample'
  | 'follow'
  | 'caller'
  | 'join'
  | 'near'
  | 'quiz'
  | 'goods'
  | 'counted';

/** HMAC-SHA-256 under the environment's secret, hex. */
export function keyed(purpose: Purpose, text: string): string {
  return createHmac('sha256', secret('SAFELOOP_SECRET')).update(`${purpose}\n${text}`).digest('hex');
}

/** Compares two hex hashes without telling how far they agree. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex');
  const right = Buffer.from(b, 'hex');
  return left.length === right.length && left.length > 0 && timingSafeEqual(left, right);
}
