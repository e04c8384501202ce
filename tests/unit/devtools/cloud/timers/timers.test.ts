/** The scheduler and the order of firings, without functions behind them. */
import { openClock } from '../../../../../devtools/cloud/clock';
import { Timers, type TimerTrigger } from '../../../../../devtools/cloud/timers/timers';

const minute = { function: 'jobs', name: 'minute', cron: '0 * * * * * *' };
const second = { function: 'jobs', name: 'second', cron: '* * * * * * *' };

function setUp(
  triggers: TimerTrigger[],
  run: (timer: TimerTrigger, at: number) => Promise<unknown> = () => Promise.resolve(),
) {
  const clock = openClock(null);
  const seen: { name: string; due: number; now: number }[] = [];
  const timers = new Timers(clock, triggers, (timer, due) => {
    seen.push({ name: timer.name, due, now: clock.now() });
    return run(timer, due);
  });
  return { clock, seen, timers };
}

it('awaits each firing before the next', async () => {
  let running = 0;
  let most = 0;
  const { timers, clock } = setUp([minute], async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
  });
  await timers.set(Date.parse('2026-11-22T09:00:00Z'));
  expect(await timers.advance(600_000, false)).toHaveLength(10);
  expect(most).toBe(1);
  expect(clock.now()).toBeGreaterThanOrEqual(Date.parse('2026-11-22T09:10:00Z'));
});

it('runs twice at once when asked twice at once, and the clock waits for both', async () => {
  const ends: (() => void)[] = [];
  const { timers, clock } = setUp([minute], () => new Promise<void>((resolve) => ends.push(resolve)));
  const both = Promise.all([timers.run('jobs'), timers.run('jobs')]);
  const before = clock.now();
  const move = timers.set(before + 3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 2));
  expect(ends).toHaveLength(2);
  expect(clock.now()).toBeLessThan(before + 3_600_000);
  for (const end of ends) end();
  await Promise.all([both, move]);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
});

it('reports a firing that failed and goes on', async () => {
  const { timers } = setUp([minute], (_, at) =>
    at % 120_000 === 0 ? Promise.reject(new Error('broken')) : Promise.resolve(),
  );
  await timers.set(Date.parse('2026-11-22T09:00:00Z'));
  const fired = await timers.advance(240_000, false);
  expect(fired.map(({ ok, error }) => [ok, error])).toEqual([
    [true, null],
    [false, 'broken'],
    [true, null],
    [false, 'broken'],
  ]);
});

it('does two moves that are asked for at once one after the other', async () => {
  const { timers, seen } = setUp([minute]);
  await timers.set(Date.parse('2026-11-22T09:00:00Z'));
  await Promise.all([timers.advance(120_000, false), timers.advance(120_000, false)]);
  expect(seen.map(({ due }) => new Date(due).getUTCMinutes())).toEqual([1, 2, 3, 4]);
});

it('fires by itself while started, and no longer when stopped', async () => {
  const { timers, seen } = setUp([second]);
  timers.start();
  await new Promise((resolve) => setTimeout(resolve, 2100));
  timers.stop();
  expect(seen.length).toBeGreaterThanOrEqual(1);
  expect(seen.length).toBeLessThanOrEqual(3);
  for (const { due, now } of seen) expect(now).toBeGreaterThanOrEqual(due);
  const count = seen.length;
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(seen).toHaveLength(count);
});

it('refuses a wrong cron at once', () => {
  expect(() => setUp([{ ...minute, cron: 'every minute' }])).toThrow(/cron/);
});
