/** Who is rung at once, who later: every combination of what a decision rests on. */
import fc from 'fast-check';
import { createHours } from '../../../cloudfunctions/features/notices/hours';
import {
  afterReserving,
  decide,
  mostRings,
  type Occasion,
} from '../../../cloudfunctions/features/notices/policy';
import { SHIFTS } from './fixtures';

const at = (clock: string, day = '2026-11-22'): number => Date.parse(`${day}T${clock}:00+08:00`);
const hours = createHours(SHIFTS, {});

const occasion = (changes: Partial<Occasion> = {}): Occasion => ({
  rings: 'duty',
  urgency: 'medium',
  isGrave: false,
  isOnDuty: true,
  isManager: false,
  now: at('10:00'),
  ...changes,
});

const NIGHT = at('02:00');

it.each<[string, Partial<Occasion>, ReturnType<typeof decide>]>([
  ['on duty', {}, { kind: 'ring', mayWait: true }],
  ['on duty at night', { now: NIGHT }, { kind: 'ring', mayWait: true }],
  ['off duty by day', { isOnDuty: false }, { kind: 'ring', mayWait: true }],
  ['off duty at night', { isOnDuty: false, now: NIGHT }, { kind: 'hold', until: at('07:00') }],
  [
    'off duty at night, always',
    { isOnDuty: false, now: NIGHT, rings: 'always' },
    { kind: 'ring', mayWait: true },
  ],
  [
    'off duty at night, 高',
    { isOnDuty: false, now: NIGHT, urgency: 'high' },
    { kind: 'ring', mayWait: false },
  ],
  [
    'off duty at night, 疑似重大',
    { isOnDuty: false, now: NIGHT, isGrave: true },
    { kind: 'ring', mayWait: false },
  ],
  ['低', { urgency: 'low' }, { kind: 'hold', until: at('12:00') }],
  ['低, always', { urgency: 'low', rings: 'always' }, { kind: 'hold', until: at('12:00') }],
  ['低 but 疑似重大', { urgency: 'low', isGrave: true }, { kind: 'ring', mayWait: false }],
  ['for the digest', { rings: 'digest' }, { kind: 'hold', until: at('12:00') }],
  ['for the digest, 高', { rings: 'digest', urgency: 'high' }, { kind: 'hold', until: at('12:00') }],
  ['the manager', { isManager: true }, { kind: 'hold', until: at('08:00', '2026-11-23') }],
  [
    'the manager, 高',
    { isManager: true, urgency: 'high' },
    { kind: 'hold', until: at('08:00', '2026-11-23') },
  ],
  ['the manager, 疑似重大', { isManager: true, isGrave: true, now: NIGHT }, { kind: 'ring', mayWait: false }],
  [
    'the manager, 疑似重大 for the digest',
    { isManager: true, isGrave: true, rings: 'digest' },
    { kind: 'hold', until: at('08:00', '2026-11-23') },
  ],
])('%s', (_, changes, verdict) => {
  expect(decide(occasion(changes), hours)).toEqual(verdict);
});

describe('a turn', () => {
  it.each([
    [1, {}, 'ring'],
    [4, {}, 'ring'],
    [5, {}, 'hold'],
    [Infinity, {}, 'hold'],
    [2, { pushesPerTurn: 2 }, 'ring'],
    [3, { pushesPerTurn: 2 }, 'hold'],
  ])('after %d messages under %p lets the next one %s', (rung, notices, kind) => {
    expect(afterReserving(rung, occasion(), hours, notices).kind).toBe(kind);
  });

  it.each([
    [6, {}, { kind: 'ring', mayWait: false }],
    [7, {}, { kind: 'hold', until: at('12:00'), isMissed: true }],
    [5, { pushesPerTurn: 2 }, { kind: 'hold', until: at('12:00'), isMissed: true }],
  ])('after %d messages under %p makes of one more 高 %p', (rung, notices, verdict) => {
    expect(afterReserving(rung, occasion({ urgency: 'high' }), hours, notices)).toEqual(verdict);
  });

  it('never holds what may be 重大', () => {
    expect(afterReserving(99, occasion({ urgency: 'high', isGrave: true }), hours, {}).kind).toBe('ring');
  });

  it('bears two digests more', () => {
    expect([mostRings({}), mostRings({ pushesPerTurn: 2 })]).toEqual([6, 4]);
  });
});

const anyOccasion = fc.record<Occasion>({
  rings: fc.constantFrom('always', 'duty', 'digest'),
  urgency: fc.constantFrom('high', 'medium', 'low'),
  isGrave: fc.boolean(),
  isOnDuty: fc.boolean(),
  isManager: fc.boolean(),
  now: fc.integer({ min: 0, max: 7 * 24 * 60 }).map((minutes) => at('00:00') + minutes * 60_000),
});

it('never holds for the past, nor for longer than a day and the quiet hours after it', () => {
  fc.assert(
    fc.property(anyOccasion, (given) => {
      const verdict = decide(given, hours);
      if (verdict.kind === 'ring') return;
      expect(verdict.until).toBeGreaterThan(given.now);
      expect(verdict.until - given.now).toBeLessThanOrEqual(24 * 3_600_000);
    }),
  );
});

it('never rings at the manager for anything but 疑似重大, nor in the quiet hours at anybody who sleeps', () => {
  fc.assert(
    fc.property(anyOccasion, (given) => {
      if (decide(given, hours).kind === 'hold' || given.isGrave) return;
      expect(given.isManager).toBe(false);
      const sleeps = !given.isOnDuty && hours.isQuiet(given.now);
      expect(sleeps && given.urgency !== 'high' && given.rings !== 'always').toBe(false);
    }),
  );
});
