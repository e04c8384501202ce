/** Access tokens of far sides that hand them out for two hours: kept per instance, asked anew when they run out. */
import { now } from '../../../platform/clock';

/** Asked anew this long before the end, so that none runs out on its way (ms). */
const MARGIN = 5 * 60_000;

/** Codes by which WeChat and WeCom say that a token is no longer good. */
const STALE: readonly number[] = [40001, 40014, 42001];

/** What a far side answered to the request for a token. */
export interface Issued {
  errcode: number;
  token: string;
  /** Seconds. */
  lasts: number;
}

export interface Tokens {
  /**
   * Calls with a token, and once more with a new one when the far side calls it stale.
   * @param key - whose token; another secret has another one
   * @returns what `call` answered, or the code with which no token was given
   */
  with(key: string, issue: () => Promise<Issued>, call: (token: string) => Promise<number>): Promise<number>;
}

export function createTokens(): Tokens {
  const kept = new Map<string, { token: string; until: number }>();

  async function token(key: string, issue: () => Promise<Issued>): Promise<string | number> {
    const known = kept.get(key);
    if (known !== undefined && now() < known.until) return known.token;
    const { errcode, token: fresh, lasts } = await issue();
    if (errcode !== 0) return errcode;
    kept.set(key, { token: fresh, until: now() + lasts * 1000 - MARGIN });
    return fresh;
  }

  return {
    async with(key, issue, call) {
      const first = await token(key, issue);
      if (typeof first === 'number') return first;
      const answered = await call(first);
      if (!STALE.includes(answered)) return answered;
      kept.delete(key);
      const second = await token(key, issue);
      return typeof second === 'number' ? second : call(second);
    },
  };
}
