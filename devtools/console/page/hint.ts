/** The three-step hint as logic: which loop it follows, how far that loop is, and who should be on which phone. */
import type { CaseOfPlant } from '../../cloud/control/shapes';

/** Where the phones stand, left to right. */
export const SIDES = ['左边', '中间', '右边'] as const;

/** The phone that the hint expects to act, by how many segments of the ring are filled. */
const EXPECTED: Readonly<Record<number, number>> = { 1: 0, 2: 1, 3: 2, 4: 0 };

/** What the hint remembers. */
export interface Trace {
  /** Cases found before this moment (ms) are none of this newcomer's. */
  since: number;
  followed: string | null;
}

export interface HintStep {
  text: string;
  state: 'done' | 'current' | 'ahead';
}

export interface Hint {
  steps: HintStep[];
  /** The title of the case once it is closed. */
  closed: string | null;
  /** The person to put on a phone so that the loop can go on. */
  invite: { slot: number; openid: string; name: string } | null;
}

/**
 * Picks the case to follow: the first one found since the hint began, until it is closed and another one is found.
 * @param now - the cloud's clock; when it was put back, the hint begins anew from there
 */
export function follow(trace: Trace, cases: readonly CaseOfPlant[], now: number): Trace {
  const since = Math.min(trace.since, now);
  const current = cases.find(({ id }) => id === trace.followed);
  if (trace.followed !== null && current?.ring !== 5) return { ...trace, since };
  const fresh = cases
    .filter(({ id, foundAt }) => foundAt >= since && id !== trace.followed)
    .sort((a, b) => a.foundAt - b.foundAt)[0];
  return fresh ? { since: fresh.foundAt + 1, followed: fresh.id } : { ...trace, since };
}

/**
 * @param found - the case that is followed
 * @param phones - openids on the phones, left to right
 */
export function hintOf(found: CaseOfPlant | undefined, phones: readonly string[]): Hint {
  const ring = found?.ring ?? 1;
  const turn = found?.turn ?? null;
  const expected = EXPECTED[ring] ?? 0;
  const at = turn === null ? -1 : phones.indexOf(turn.openid);
  const side = (segment: number): string =>
    SIDES[ring === segment && at >= 0 ? at : (EXPECTED[segment] ?? 0)] ?? SIDES[0];
  const state = (first: number, last: number): HintStep['state'] => {
    if (ring > last) return 'done';
    return ring >= first ? 'current' : 'ahead';
  };
  return {
    steps: [
      { text: '左边随手拍', state: state(1, 1) },
      { text: `${side(2)}收到通知，派人去改`, state: state(2, 2) },
      { text: `${side(3)}改好，${side(4)}复核`, state: state(3, 4) },
    ],
    closed: ring === 5 && found ? found.title : null,
    invite: turn !== null && at < 0 ? { slot: expected, ...turn } : null,
  };
}
