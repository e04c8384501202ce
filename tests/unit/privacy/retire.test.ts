/** What was kept for long enough goes: each kind once a night, in batches, and an idle tick asks nothing. */
import { RETENTION } from '../../../cloudfunctions/config/retention';
import { createRetirement, RETIRING, type Retiring } from '../../../cloudfunctions/features/privacy/retire';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const NIGHT = Date.parse('2026-11-25T03:00:00+08:00');

/** Kinds that hold so many documents, and what was asked of them. */
function kinds(...held: number[]): { kinds: Retiring[]; asked: number[] } {
  const left = [...held];
  const asked: number[] = [];
  const make = (_: number, index: number): Retiring => ({
    id: 'messages',
    limit: 10,
    run: (_now, limit) => {
      asked.push(index);
      const found = Math.min(limit, left[index] ?? 0);
      left[index] = (left[index] ?? 0) - found;
      return Promise.resolve(found);
    },
  });
  return { kinds: held.map(make), asked };
}

async function ticks(tick: (now: number) => Promise<number>, from: number, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let minute = 0; minute < count; minute += 1) found.push(await tick(from + minute * MINUTE));
  return found;
}

it('goes through each kind once, a batch a tick, and then is still until the next night', async () => {
  const { kinds: all, asked } = kinds(25, 0, 3);
  const tick = createRetirement(all);
  expect(await ticks(tick, NIGHT, 8)).toEqual([10, 10, 5, 0, 3, 0, 0, 0]);
  expect(asked).toEqual([0, 0, 0, 1, 2]);
  await tick(NIGHT + 24 * HOUR);
  expect(asked).toEqual([0, 0, 0, 1, 2, 0]);
});

it('asks nothing at any other hour', async () => {
  const { kinds: all, asked } = kinds(5);
  const tick = createRetirement(all);
  for (let hour = 1; hour < 24; hour += 1) await tick(NIGHT + hour * HOUR);
  expect(asked).toEqual([]);
});

it('leaves a kind that fails to the next night and goes on with the others', async () => {
  const { kinds: all, asked } = kinds(1, 1);
  const failing: Retiring = { id: 'shifts', limit: 10, run: () => Promise.reject(new Error('away')) };
  const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const tick = createRetirement([failing, ...all]);
  expect(await ticks(tick, NIGHT, 4)).toEqual([0, 1, 1, 0]);
  expect(asked).toEqual([0, 1]);
  silence.mockRestore();
});

it('retires every kind that has an end', () => {
  const ending = RETENTION.filter(({ days }) => days !== null).map(({ id }) => id);
  expect([...RETIRING.map(({ id }) => id), 'device'].sort()).toEqual([...ending].sort());
});
