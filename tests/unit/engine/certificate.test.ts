/** Until when a certificate counts, and when it reminds, by the day in +08:00. */
import fc from 'fast-check';
import {
  counts,
  daysLeft,
  endOf,
  nextReminderAt,
  remindersDue,
  standingOf,
  validOn,
} from '../../../cloudfunctions/engine/certificate';
import { DAY, HOUR } from '../../../miniprogram/shared/time';

const at = (text: string): number => Date.parse(`${text}+08:00`);

const certificate = (patch: { validUntil?: string; reviewDue?: string | null; retired?: null } = {}) => {
  const days = { validUntil: '2027-03-31', reviewDue: null, ...patch };
  return {
    kindId: 'welding',
    issuedAt: '2024-04-01',
    endsAt: endOf(days),
    retired: null,
    reminded: [] as number[],
  };
};

const RETIRED = { at: 0, by: 'p-010', reason: '作废' };
const DAYS = [60, 30, 7, 0];

it('counts to the end of the earlier of both days', () => {
  expect(endOf({ validUntil: '2027-03-31', reviewDue: null })).toBe(at('2027-04-01T00:00:00'));
  expect(endOf({ validUntil: '2027-03-31', reviewDue: '2026-12-31' })).toBe(at('2027-01-01T00:00:00'));
});

it.each([
  ['2024-03-31T23:59:59', false],
  ['2024-04-01T00:00:00', true],
  ['2027-03-31T23:59:59', true],
  ['2027-04-01T00:00:00', false],
])('at %s it counts: %s', (text, expected) => {
  expect(counts(certificate(), at(text))).toBe(expected);
  expect(validOn([certificate()], 'welding', at(text))).toBe(expected);
  expect(validOn([certificate()], 'crane', at(text))).toBe(false);
  expect(counts({ ...certificate(), retired: RETIRED }, at(text))).toBe(false);
});

it('is enough once', () => {
  const ended = certificate({ validUntil: '2025-01-01' });
  expect(validOn([ended, certificate()], 'welding', at('2026-01-01T00:00:00'))).toBe(true);
  expect(validOn([ended], 'welding', at('2026-01-01T00:00:00'))).toBe(false);
  expect(validOn([], 'welding', at('2026-01-01T00:00:00'))).toBe(false);
});

it.each([
  ['2027-01-29T23:59:59', 'valid', 62],
  ['2027-01-30T00:00:00', 'expiring', 61],
  ['2027-03-31T12:00:00', 'expiring', 1],
  ['2027-04-01T00:00:00', 'expired', 0],
  ['2027-05-01T00:00:00', 'expired', 0],
] as const)('at %s it is %s with %i days left', (text, standing, left) => {
  expect(standingOf(certificate(), DAYS, at(text))).toBe(standing);
  expect(daysLeft(certificate(), at(text))).toBe(left);
  expect(standingOf({ ...certificate(), retired: RETIRED }, DAYS, at(text))).toBe('retired');
});

it('reminds at eight in the morning, so many days before its last day, and on the day after it', () => {
  const due = (text: string) => remindersDue(certificate(), DAYS, at(text));
  expect(due('2027-01-30T07:59:59')).toEqual([]);
  expect(due('2027-01-30T08:00:00')).toEqual([60]);
  expect(due('2027-03-24T08:00:00')).toEqual([7, 30, 60]);
  expect(due('2027-04-01T07:59:59')).toEqual([7, 30, 60]);
  expect(due('2027-04-01T08:00:00')).toEqual([0, 7, 30, 60]);
  expect(remindersDue({ ...certificate(), retired: RETIRED }, DAYS, at('2028-01-01T00:00:00'))).toEqual([]);
});

it('gives every reminder once, whenever the timer comes', () => {
  const hours = fc.array(fc.integer({ min: 1, max: 40 * 24 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(hours, (waits) => {
      const one = certificate();
      let now = one.endsAt - 100 * DAY;
      let given: number[] = [];
      for (const wait of waits) {
        now += wait * HOUR;
        const next = nextReminderAt({ ...one, reminded: given }, DAYS);
        const due = remindersDue({ ...one, reminded: given }, DAYS, now);
        expect(due.length > 0).toBe(next !== null && next <= now);
        given = [...given, ...due];
      }
      expect(new Set(given).size).toBe(given.length);
      if (now > one.endsAt + DAY) expect([...given].sort()).toEqual([...DAYS].sort());
    }),
  );
});
