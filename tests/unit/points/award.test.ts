/** Awards: once per order and rule, balance and ledger together, whoever asks at the same time. */
import { award, awardId } from '../../../cloudfunctions/features/points/award';
import type { Transaction } from '../../../cloudfunctions/platform/sdk';
import type { Rewards } from '../../../typings/config';
import { NOW, ORDER } from '../notices/fixtures';
import { atomically } from '../notices/memory';

const REWARDS: Rewards = {
  rules: [
    { id: 'valid-hazard', points: 10, reason: '上报的隐患已改好' },
    { id: 'consolation', points: 2, reason: '谢谢你留心现场' },
  ],
};

const INPUT = { order: ORDER, rule: 'valid-hazard', personId: 'p-zhang', rewards: REWARDS, now: NOW };
const LEDGER_KEY = `ledger/award:${ORDER._id}:valid-hazard`;
const ACCOUNT_KEY = 'accounts/p-zhang';

const plant = () => {
  const rows = new Map<string, Record<string, unknown>>();
  return { rows, run: atomically(rows) };
};

describe('award', () => {
  it('opens the account and enters the ledger', async () => {
    const { rows, run } = plant();
    expect(await award(INPUT, run)).toBe('awarded');
    expect(rows.get(LEDGER_KEY)).toEqual({
      _id: awardId(ORDER._id, 'valid-hazard'),
      schema: 1,
      personId: 'p-zhang',
      points: 10,
      rule: 'valid-hazard',
      orderId: ORDER._id,
      orderNumber: ORDER.number,
      reason: '上报的隐患已改好',
      at: NOW,
    });
    expect(rows.get(ACCOUNT_KEY)).toMatchObject({ _id: 'p-zhang', schema: 1, balance: 10, reminders: {} });
  });

  it('adds to the balance and leaves the reminders alone', async () => {
    const { rows, run } = plant();
    const account = { _id: 'p-zhang', schema: 1, balance: 5, reminders: { task: 3 }, remindersAt: 7 };
    rows.set(ACCOUNT_KEY, account);
    await award(INPUT, run);
    expect(rows.get(ACCOUNT_KEY)).toEqual({ ...account, balance: 15 });
  });

  it('happens once, however often it is asked', async () => {
    const { rows, run } = plant();
    await award(INPUT, run);
    expect(await award({ ...INPUT, now: NOW + 1 }, run)).toBe('already');
    expect(rows.get(ACCOUNT_KEY)?.['balance']).toBe(10);
    expect(rows.get(LEDGER_KEY)?.['at']).toBe(NOW);
  });

  it('happens once when two workers award at the same time', async () => {
    const { rows, run } = plant();
    const results = await Promise.all([award(INPUT, run), award(INPUT, run)]);
    expect(results.toSorted()).toEqual(['already', 'awarded']);
    expect(rows.get(ACCOUNT_KEY)?.['balance']).toBe(10);
  });

  it('keeps balance and ledger equal when different awards meet', async () => {
    const { rows, run } = plant();
    const others = ['a', 'b', 'c'].map((_id) => ({ ...INPUT, order: { _id, number: `YH-${_id}` } }));
    await Promise.all(others.map((other) => award(other, run)));
    await award({ ...INPUT, rule: 'consolation' }, run);
    const entries = [...rows]
      .filter(([key]) => key.startsWith('ledger/'))
      .map(([, { points }]) => Number(points));
    expect(entries).toHaveLength(4);
    expect(rows.get(ACCOUNT_KEY)?.['balance']).toBe(entries.reduce((sum, points) => sum + points, 0));
  });

  it.each([0, 1])('leaves nothing behind when write %d fails', async (failing) => {
    const { rows, run } = plant();
    const broken = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
      run((transaction) => {
        let writes = 0;
        return work({
          get: (name, id) => transaction.get(name, id),
          put: (name, doc) => {
            writes += 1;
            return writes > failing
              ? Promise.reject(new Error('DATABASE_REQUEST_FAILED'))
              : transaction.put(name, doc);
          },
        });
      });
    await expect(award(INPUT, broken)).rejects.toThrow('DATABASE_REQUEST_FAILED');
    expect(rows.size).toBe(0);
  });

  it('refuses a rule that is not configured', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { rows, run } = plant();
    await expect(award({ ...INPUT, rule: 'nowhere' }, run)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(rows.size).toBe(0);
    jest.restoreAllMocks();
  });
});
