/** The times at which phones may ring: turns, quiet hours across midnight, digests, the general manager's morning. */
import fc from 'fast-check';
import { createHours } from '../../../cloudfunctions/features/notices/hours';
import { SHIFTS } from './fixtures';

const at = (clock: string, day = '2026-11-22'): number => Date.parse(`${day}T${clock}:00+08:00`);
const hours = createHours(SHIFTS, {});
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('quiet hours', () => {
  it.each([
    ['20:59', false],
    ['21:00', true],
    ['23:59', true],
    ['00:00', true],
    ['06:59', true],
    ['07:00', false],
  ])('at %s: %s', (clock, isQuiet) => {
    expect(hours.isQuiet(at(clock))).toBe(isQuiet);
  });

  it.each([
    ['21:00', at('07:00', '2026-11-23')],
    ['03:10', at('07:00')],
    ['12:00', at('12:00')],
  ])('from %s end in time', (clock, end) => {
    expect(hours.quietEnd(at(clock))).toBe(end);
  });

  it('are as the notices say, and none when they begin as they end', () => {
    const own = createHours(SHIFTS, { quiet: { start: '12:00', end: '13:00' } });
    expect([own.isQuiet(at('12:30')), own.isQuiet(at('23:00'))]).toEqual([true, false]);
    const none = createHours(SHIFTS, { quiet: { start: '12:00', end: '12:00' } });
    expect(none.isQuiet(at('12:00'))).toBe(false);
  });
});

describe('the next digest', () => {
  it.each([
    ['on duty, early', '08:10', true, at('08:30')],
    ['on duty, at the instant itself', '08:30', true, at('12:00')],
    ['on duty, after the last of the turn', '13:00', true, at('16:30')],
    ['on duty at night, in the quiet hours', '00:10', true, at('00:30')],
    ['off duty in the quiet hours', '22:00', false, at('07:00', '2026-11-23')],
    ['off duty by day', '13:00', false, at('16:30')],
    ['at the end of a late turn', '23:50', true, at('07:00', '2026-11-23')],
  ])('of somebody %s', (_, clock, isOnDuty, due) => {
    expect(hours.nextDigest(at(clock), isOnDuty)).toBe(due);
  });

  it('comes as often as the notices say', () => {
    const own = createHours(SHIFTS, { digestAfter: [300, 60] });
    expect(own.nextDigest(at('08:10'), true)).toBe(at('09:00'));
    expect(own.nextDigest(at('09:00'), true)).toBe(at('13:00'));
  });

  it.each([[[]], [[SHIFTS[0]!]]])('is found in a roster with gaps', (shifts) => {
    const own = createHours(shifts, {});
    const due = own.nextDigest(at('17:00'), false);
    expect(due).toBeGreaterThan(at('17:00'));
    expect(due).toBeLessThanOrEqual(at('17:00') + 2 * DAY);
    expect(own.isQuiet(due)).toBe(false);
    expect(own.slot(at('17:00'))).toMatch(/^2026-11-22/);
  });
});

it('names a turn by the day on which it starts', () => {
  const late = createHours([{ id: 'late', name: '夜班', start: '20:00', end: '08:00' }], {});
  expect(late.slot(at('03:00'))).toBe('2026-11-21:late');
  expect(late.slotStart(at('03:00'))).toBe(at('20:00', '2026-11-21'));
});

it('has the manager’s digest once a day', () => {
  expect(hours.nextDaily(at('07:59'))).toBe(at('08:00'));
  expect(hours.nextDaily(at('08:00'))).toBe(at('08:00', '2026-11-23'));
});

it('never lets a message fall due at an instant at which nobody looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 14 * 24 * 60 }), fc.boolean(), (minutes, isOnDuty) => {
      const from = at('00:00') + minutes * MINUTE;
      const looks = new Set<number>();
      for (let now = from; looks.size < 12; now = hours.nextRelease(now)) looks.add(hours.nextRelease(now));
      expect(looks).toContain(hours.nextDigest(from, isOnDuty));
      expect(looks).toContain(hours.nextDaily(from));
      if (hours.isQuiet(from)) expect(looks).toContain(hours.quietEnd(from));
    }),
  );
});
