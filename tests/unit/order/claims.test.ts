/** What phones claim of themselves and of their place is blanked in its time, and nothing else is. */
import { keptDays } from '../../../cloudfunctions/config/retention';
import { blanking, forgetAtOf, forgetWith, type Claims } from '../../../cloudfunctions/features/order/claims';
import { DAY } from '../../../miniprogram/shared/time';
import type { Evidence } from '../../../typings/domain';

const REPORTED = Date.parse('2026-01-05T09:00:00+08:00');
const KEPT = keptDays('device') * DAY;
const PLACE = { longitude: 121.47, latitude: 31.23, accuracy: 12 };

const evidence = (id: string, receivedAt: number, takenAt: number | null = receivedAt): Evidence =>
  ({ id, receivedAt, takenAt }) as Evidence;

const order = (fields: Partial<Claims> = {}): Claims => ({
  position: PLACE,
  observedAt: REPORTED,
  reportedAt: REPORTED,
  evidence: { a: evidence('a', REPORTED) },
  ...fields,
});

it('is looked at when the first of its claims is over, and never when there is none', () => {
  expect(forgetAtOf(order())).toBe(REPORTED + Math.min(KEPT, keptDays('positions') * DAY));
  expect(forgetAtOf(order({ position: null, observedAt: null }))).toBe(REPORTED + KEPT);
  expect(forgetAtOf(order({ position: null, observedAt: null, evidence: {} }))).toBeNull();
});

it('blanks what is over and keeps the rest for its own time', () => {
  const later = REPORTED + 30 * DAY;
  const two = order({ evidence: { a: evidence('a', REPORTED), b: evidence('b', later) } });
  expect(blanking(two, REPORTED + KEPT)).toEqual({
    position: null,
    observedAt: null,
    'evidence.a.takenAt': null,
    forgetAt: later + KEPT,
  });
  expect(blanking(two, REPORTED + KEPT - 1)).toEqual({ forgetAt: REPORTED + KEPT });
});

it('is looked at again for what came after all was blanked, and no later for what came before', () => {
  const after = { b: evidence('b', REPORTED + KEPT) };
  expect(forgetWith({ forgetAt: null }, after)).toEqual({ forgetAt: REPORTED + 2 * KEPT });
  expect(forgetWith({}, after)).toEqual({ forgetAt: REPORTED + 2 * KEPT });
  expect(forgetWith({ forgetAt: REPORTED }, after)).toEqual({ forgetAt: REPORTED });
  expect(forgetWith({ forgetAt: REPORTED }, {})).toEqual({ forgetAt: REPORTED });
  expect(forgetWith({ forgetAt: null }, { c: evidence('c', 1, null) })).toEqual({ forgetAt: null });
});
