/** Seven-field cron in +08:00. */
import fc from 'fast-check';
import { nextDue, parseCron } from '../../../../../devtools/cloud/timers/cron';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const next = (cron: string, from: string): string | null => {
  const due = nextDue(parseCron(cron), at(from));
  return due === null ? null : new Date(due + 8 * 3_600_000).toISOString().slice(0, 19);
};

describe('the next due time', () => {
  it.each([
    ['0 * * * * * *', '2026-11-22T09:00:00', '2026-11-22T09:01:00'],
    ['0 * * * * * *', '2026-11-22T09:00:00.001', '2026-11-22T09:01:00'],
    ['0 * * * * * *', '2026-11-22T08:59:59.999', '2026-11-22T09:00:00'],
    ['*/5 * * * * * *', '2026-11-22T09:00:56', '2026-11-22T09:01:00'],
    ['10/20 * * * * * *', '2026-11-22T09:00:10', '2026-11-22T09:00:30'],
    ['0 0 8,20 * * * *', '2026-11-22T08:00:00', '2026-11-22T20:00:00'],
    ['0 30 9-11 * * * *', '2026-11-22T11:30:00', '2026-11-23T09:30:00'],
    ['0 0 0 1 * * *', '2026-11-22T09:00:00', '2026-12-01T00:00:00'],
    ['0 0 0 29 2 * *', '2026-11-22T09:00:00', '2028-02-29T00:00:00'],
    ['0 0 8 * * 1 *', '2026-11-22T09:00:00', '2026-11-23T08:00:00'],
    ['0 0 8 * * MON-FRI *', '2026-11-27T08:00:00', '2026-11-30T08:00:00'],
    ['0 0 8 * JAN * *', '2026-11-22T09:00:00', '2027-01-01T08:00:00'],
    ['0 0 8 1 * SUN *', '2026-11-22T09:00:00', '2026-11-29T08:00:00'],
    ['0 0 8 1 * SUN *', '2026-11-29T09:00:00', '2026-12-01T08:00:00'],
    ['0 0 8 1 1 * 2030', '2026-11-22T09:00:00', '2030-01-01T08:00:00'],
    ['0 0 8 1 1 * 2020', '2026-11-22T09:00:00', null],
    ['0 0 0 31 2 * *', '2026-11-22T09:00:00', null],
  ])('of %s after %s is %s', (cron, from, due) => {
    expect(next(cron, from)).toBe(due);
  });

  it('is after the given time and leaves none out in between', () => {
    const field = (max: number): fc.Arbitrary<string> =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: 0, max }).map(String),
        fc.integer({ min: 1, max }).map((n) => `*/${n}`),
      );
    const from = at('2026-11-22T09:17:31');
    fc.assert(
      fc.property(field(59), field(59), (second, minute) => {
        const schedule = parseCron(`${second} ${minute} * * * * *`);
        const due = nextDue(schedule, from)!;
        const matches = (time: number): boolean => {
          const date = new Date(time);
          return (
            schedule.second.includes(date.getUTCSeconds()) && schedule.minute.includes(date.getUTCMinutes())
          );
        };
        expect(due).toBeGreaterThan(from);
        expect(matches(due)).toBe(true);
        for (let time = from + 1000; time < due; time += 1000) expect(matches(time)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

it.each([
  '* * * * *',
  '60 * * * * * *',
  '0 0 24 * * * *',
  '0 0 0 0 * * *',
  '0 0 0 * 13 * *',
  '0 0 0 * * 7 *',
  '0 0 0 * * * 1969',
  '0 5-1 * * * * *',
  '*/0 * * * * * *',
  '1/2/3 * * * * * *',
  '1-2-3 * * * * * *',
  ', * * * * * *',
  '0 0 0 * * MOON *',
  '-1 * * * * * *',
])('refuses %s', (cron) => {
  expect(() => parseCron(cron)).toThrow(/cron/);
});
