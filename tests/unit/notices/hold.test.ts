/** What becomes of a message that should not ring now: held for the digest, or said not to have arrived. */
import { createRingCount } from '../../../cloudfunctions/features/notices/ring-count';
import { deliver, type Delivering } from '../../../cloudfunctions/features/notices/send';
import { MINUTE } from '../../../miniprogram/shared/time';
import { input, plant, reached } from './delivering';
import { NOW } from './fixtures';

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

describe('deliver to somebody who is not to be rung now', () => {
  const high: Partial<Delivering> = { effect: { ...input().effect, urgency: 'high' } };
  const low: Partial<Delivering> = { effect: { ...input().effect, urgency: 'low' } };

  it('holds what is of low urgency for the digest, in one database call', async () => {
    const { rows, sent, ports, row } = plant(0);
    expect(await deliver(input(low), ports)).toEqual({ reached: reached('held'), retryAt: null });
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ channels: { result: 'held', tried: {}, attempts: 0 } });
    // The day shift's digests are at 8:30 and 12:00; it is 12:30 and the next shift begins at 16:00.
    expect(row()?.digestAt).toBe(Date.parse('2026-11-22T16:30:00+08:00'));
    expect(rows.calls).toEqual({ add: 1 });
  });

  it('holds it once, however often it is delivered', async () => {
    const { rows, sent, ports } = plant(0);
    await deliver(input(low), ports);
    for (const again of [true, false]) {
      expect(await deliver(input({ ...low, again }), ports)).toEqual({
        reached: reached('held'),
        retryAt: null,
      });
    }
    expect([rows.rows.size, sent.length]).toEqual([1, 0]);
  });

  it('rings four times in a turn, and holds the fifth', async () => {
    const { rows, sent, ports } = plant(0);
    const results: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const { reached: told } = await deliver(input({ key: `notice-${n}` }), ports);
      results.push(told.result);
    }
    expect(results).toEqual(['delivered', 'delivered', 'delivered', 'delivered', 'held', 'held']);
    expect(sent).toHaveLength(4);
    expect(rows.calls).toEqual({ add: 6, find: 1 });
  });

  it('rings four times when six meet', async () => {
    const { sent, ports } = plant(0);
    await Promise.all(Array.from({ length: 6 }, (_, n) => deliver(input({ key: `notice-${n}` }), ports)));
    expect(sent).toHaveLength(4);
  });

  it('rings six times for what is of high urgency, which takes its place among the four', async () => {
    const { sent, ports } = plant(0);
    for (let n = 0; n < 6; n += 1) {
      const { reached: told } = await deliver(input({ ...high, key: `high-${n}` }), ports);
      expect(told.result).toBe('delivered');
    }
    expect((await deliver(input(), ports)).reached.result).toBe('held');
    expect(sent).toHaveLength(6);
  });

  it('says that a seventh of high urgency did not arrive, and keeps it for the digest', async () => {
    const { sent, rows, ports, row } = plant(0);
    for (let n = 0; n < 6; n += 1) await deliver(input({ ...high, key: `high-${n}` }), ports);
    expect(await deliver(input(high), ports)).toEqual({ reached: reached('failed'), retryAt: null });
    expect(sent).toHaveLength(6);
    expect(row()).toMatchObject({ channels: { result: 'failed', tried: {}, attempts: 0 } });
    expect(row()?.digestAt).toBe(Date.parse('2026-11-22T16:30:00+08:00'));
    expect(await deliver(input({ ...high, again: true }), ports)).toEqual({
      reached: reached('failed'),
      retryAt: null,
    });
    expect([rows.rows.size, sent.length]).toEqual([7, 6]);
  });

  it.each([
    ['of medium urgency for the digest', 'medium', 'held'],
    ['of high urgency, and says that it did not arrive', 'high', 'failed'],
  ] as const)(
    'holds what a busy WeChat left %s, when the turn is full by then',
    async (_, urgency, result) => {
      const { sent, rows, ports, row } = plant(-1, 0);
      const late: Partial<Delivering> = { effect: { ...input().effect, urgency } };
      expect((await deliver(input(late), ports)).retryAt).toBe(NOW + MINUTE);
      for (let n = 0; n < 6; n += 1) await deliver(input({ ...high, key: `high-${n}` }), ports);
      const now = NOW + MINUTE;
      expect(await deliver(input({ ...late, again: true, now }), ports)).toEqual({
        reached: reached(result, now),
        retryAt: null,
      });
      expect([rows.rows.size, sent.length]).toEqual([7, 7]);
      expect(row()).toMatchObject({ channels: { result, tried: {}, attempts: 0 } });
      expect(row()?.digestAt).toBe(Date.parse('2026-11-22T16:30:00+08:00'));
    },
  );

  it('rings for what may be 重大 however much rang before', async () => {
    const { sent, ports } = plant(0);
    for (let n = 0; n < 6; n += 1) await deliver(input({ ...high, key: `high-${n}` }), ports);
    expect((await deliver(input({ ...high, isGrave: true }), ports)).reached.result).toBe('delivered');
    expect(sent).toHaveLength(7);
  });

  it('sends what is of high urgency although the turn cannot be counted', async () => {
    const { sent, rows, ports } = plant(0);
    rows.find = () => Promise.reject(new Error('DATABASE_REQUEST_FAILED'));
    expect((await deliver(input(high), ports)).reached.result).toBe('delivered');
    expect(sent).toHaveLength(1);
  });

  it('counts what rang alone: what was refused leaves its place to the next', async () => {
    const { sent, ports } = plant(43101, 43101, 0);
    for (let n = 0; n < 6; n += 1) await deliver(input({ key: `notice-${n}` }), ports);
    expect((await deliver(input(), ports)).reached.result).toBe('held');
    expect(sent).toHaveLength(6);
  });

  it('counts what other instances rang, a minute later', async () => {
    const { sent, ports } = plant(0);
    const other = { ...ports, rings: createRingCount(ports.deliveries) };
    await deliver(input({ key: 'mine' }), ports);
    for (let n = 0; n < 3; n += 1) await deliver(input({ key: `other-${n}` }), other);
    const later = { now: NOW + MINUTE };
    expect((await deliver(input({ ...later, key: 'late' }), ports)).reached.result).toBe('held');
    expect(sent).toHaveLength(4);
  });

  it('counts anew in the next turn', async () => {
    const { sent, ports } = plant(0);
    for (let n = 0; n < 5; n += 1) await deliver(input({ key: `notice-${n}` }), ports);
    const now = Date.parse('2026-11-22T16:00:00+08:00');
    expect((await deliver(input({ now, key: 'next' }), ports)).reached.result).toBe('delivered');
    expect(sent).toHaveLength(5);
  });
});
