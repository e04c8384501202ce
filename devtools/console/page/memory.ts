/** What the page remembers in this browser: who is on the phones, and which loop the hint follows. */
import type { Trace } from './hint';

const PHONES = 'console.phones';
const TRACE = 'console.trace';

/** Openids, left to right; an empty place means the default. */
export function rememberedPhones(): string[] {
  const kept = read(localStorage, PHONES);
  return Array.isArray(kept) ? kept.map((openid) => (typeof openid === 'string' ? openid : '')) : [];
}

export function rememberPhones(phones: readonly string[]): void {
  localStorage.setItem(PHONES, JSON.stringify(phones));
}

/** Null in a new window: there the hint begins anew. */
export function rememberedTrace(): Trace | null {
  const kept = read(sessionStorage, TRACE);
  if (typeof kept !== 'object' || kept === null || !('since' in kept) || !('followed' in kept)) return null;
  const { since, followed } = kept;
  const valid = typeof since === 'number' && (followed === null || typeof followed === 'string');
  return valid ? { since, followed } : null;
}

export function rememberTrace(trace: Trace): void {
  sessionStorage.setItem(TRACE, JSON.stringify(trace));
}

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}
