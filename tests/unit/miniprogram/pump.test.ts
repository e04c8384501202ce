/** What is due on the phone is done one after the other, and nothing that goes wrong makes it run hot. */
import { createPump } from '../../../miniprogram/services/core/pump';
import { settle } from './phone';

/** Work that waits by name until a time, and timers that are moved by hand. */
function setUp(work: (one: string) => Promise<void>) {
  const waiting = new Map<string, number>();
  const timers: { at: number; run: () => void }[] = [];
  const clock = { time: 0 };
  const done: string[] = [];
  const pump = createPump<string>(
    {
      now: () => clock.time,
      later(ms, run) {
        const timer = { at: clock.time + ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    {
      due: () => [...waiting].find(([, at]) => at <= clock.time)?.[0],
      times: () => [...waiting.values()],
      work: async (one) => {
        await work(one);
        waiting.delete(one);
        done.push(one);
      },
    },
  );
  return { waiting, timers, clock, done, pump };
}

it('does what is due in order, and comes back for the first of the rest', async () => {
  const { waiting, timers, done, pump } = setUp(() => Promise.resolve());
  for (const [one, at] of Object.entries({ a: 0, b: 0, late: 900, soon: 400 })) waiting.set(one, at);
  pump.run();
  pump.run();
  await settle();
  expect([done, timers.map(({ at }) => at)]).toEqual([['a', 'b'], [400]]);
});

it('has one timer, however often it is planned, and none when nothing waits', async () => {
  const { waiting, timers, pump } = setUp(() => Promise.resolve());
  waiting.set('a', 500);
  pump.plan();
  waiting.set('b', 200);
  pump.plan();
  expect(timers.map(({ at }) => at)).toEqual([200]);
  waiting.clear();
  pump.plan();
  await settle();
  expect(timers).toEqual([]);
});

it('rests when even the outcome cannot be written down, and goes on then', async () => {
  let tries = 0;
  const full = new Error('the storage is full');
  const { waiting, timers, clock, done, pump } = setUp(() =>
    (tries += 1) === 1 ? Promise.reject(full) : Promise.resolve(),
  );
  waiting.set('a', 0);
  pump.run();
  await settle();
  expect([tries, done, timers]).toMatchObject([1, [], [{ at: 10_000 }]]);
  clock.time = 10_000;
  timers.shift()?.run();
  await settle();
  expect(done).toEqual(['a']);
});
