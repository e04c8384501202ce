/** Awards and what is taken back: once per order, rule and time, balance and ledger together, whoever asks at once. */
import { award, awardId, clawBack } from '../../../cloudfunctions/features/points/award';
import type { LedgerStore } from '../../../cloudfunctions/features/points/store';
import type { Transaction } from '../../../cloudfunctions/platform/sdk';
import type { LedgerEntry } from '../../../typings/domain';
import type { Rewards } from '../../../typings/config';
import { NOW, ORDER } from '../notices/fixtures';
import { atomically } from '../notices/memory';

const REWARDS: Rewards = {
  rules: [
    { id: 'valid-hazard', points: 10, reason: '上报的隐患已改好' },
    { id: 'consolation', points: 2, reason: '谢谢你留心现场' },
  ],
};

const INPUT = {
  order: ORDER,
  rule: 'valid-hazard',
  personId: 'p-zhang',
  time: 0,
  rewards: REWARDS,
  now: NOW,
};
const LEDGER_KEY = `ledger/award:${ORDER._id}:valid-hazard`;
const ACCOUNT_KEY = 'accounts/p-zhang';

const plant = () => {
  const rows = new Map<string, Record<string, unknown>>();
  return { rows, run: atomically(rows) };
};

describe('award', () => {
  it('opens the account and enters the ledger', async () => {
    const { rows, run } = plant();
    expect(await award(INPUT, run)).toEqual({ result: 'awarded', points: 10 });
    expect(rows.get(LEDGER_KEY)).toEqual({
      _id: awardId(ORDER._id, 'valid-hazard'),
      schema: 1,
      personId: 'p-zhang',
      kind: 'award',
      points: 10,
      counted: 10,
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
    expect(rows.get(ACCOUNT_KEY)).toMatchObject({ ...account, balance: 15, book: { partial: true } });
  });

  it('is for everybody where the rule is, once for each', async () => {
    const { rows, run } = plant();
    for (const personId of ['p-zhang', 'p-li', 'p-zhang']) {
      await award({ ...INPUT, personId, each: true }, run);
    }
    expect([...rows.keys()].filter((key) => key.startsWith('ledger/'))).toEqual([
      `${LEDGER_KEY}:p-zhang`,
      `${LEDGER_KEY}:p-li`,
    ]);
  });

  it('pays nothing for an order that is gone, as its own transaction sees it', async () => {
    const { rows, run } = plant();
    const isThere = async (transaction: Transaction) => (await transaction.get('orders', ORDER._id)) !== null;
    expect(await award({ ...INPUT, isThere }, run)).toEqual({ result: 'nothing', points: 0 });
    expect(rows.size).toBe(0);
    rows.set(`orders/${ORDER._id}`, { _id: ORDER._id });
    expect(await award({ ...INPUT, isThere }, run)).toEqual({ result: 'awarded', points: 10 });
  });

  it('happens once, however often it is asked', async () => {
    const { rows, run } = plant();
    await award(INPUT, run);
    expect(await award({ ...INPUT, now: NOW + 1 }, run)).toEqual({ result: 'already', points: 10 });
    expect(rows.get(ACCOUNT_KEY)?.['balance']).toBe(10);
    expect(rows.get(LEDGER_KEY)?.['at']).toBe(NOW);
  });

  it('happens once when two workers award at the same time', async () => {
    const { rows, run } = plant();
    const results = await Promise.all([award(INPUT, run), award(INPUT, run)]);
    expect(results.map(({ result }) => result).toSorted()).toEqual(['already', 'awarded']);
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

describe('an order that was opened again', () => {
  /** A plant whose ledger is read from the rows of its transactions. */
  function reopened() {
    const { rows, run } = plant();
    const entries = (): LedgerEntry[] =>
      [...rows].flatMap(([key, row]) =>
        key.startsWith('ledger/') ? [row as Record<string, unknown> & LedgerEntry] : [],
      );
    const store: LedgerStore = {
      newest: () => Promise.resolve<LedgerEntry[]>([]),
      page: () => Promise.reject(new Error('no pages here')),
      since: () => Promise.reject(new Error('no statement here')),
      between: () => Promise.reject(new Error('no fund here')),
      ofOrder: (personId, orderId) =>
        Promise.resolve(
          entries().filter((entry) => entry.personId === personId && entry.orderId === orderId),
        ),
    };
    const back = (time: number) =>
      clawBack({ order: ORDER, personId: 'p-zhang', time, now: NOW }, store, run);
    return {
      run,
      back,
      store,
      ids: () => entries().map(({ _id }) => _id),
      balance: () => rows.get(ACCOUNT_KEY)?.['balance'],
      sum: () => entries().reduce((sum, { points }) => sum + points, 0),
    };
  }

  it('gives back all that it earned, rule by rule', async () => {
    const { run, back, ids, balance } = reopened();
    await award(INPUT, run);
    await award({ ...INPUT, rule: 'consolation' }, run);
    expect(await back(0)).toBe(12);
    expect(balance()).toBe(0);
    expect(ids()).toEqual([
      `award:${ORDER._id}:valid-hazard`,
      `award:${ORDER._id}:consolation`,
      `clawback:${ORDER._id}:valid-hazard:0`,
      `clawback:${ORDER._id}:consolation:0`,
    ]);
  });

  it('carries a debt when the points were spent meanwhile', async () => {
    const { run, back, balance } = reopened();
    await award(INPUT, run);
    await run((transaction) =>
      transaction.put('accounts', { _id: 'p-zhang', balance: 3 } as Record<string, unknown> & {
        _id: string;
      }),
    );
    await back(0);
    expect(balance()).toBe(-7);
  });

  it('takes back once, however often and at the same time it is asked, and says what it took', async () => {
    const { run, back, balance } = reopened();
    await award(INPUT, run);
    expect(await Promise.all([back(0), back(0)])).toEqual([10, 10]);
    expect(await back(0)).toBe(10);
    expect(balance()).toBe(0);
  });

  it('earns again, and loses only that the next time', async () => {
    const { run, back, ids, balance, sum } = reopened();
    await award(INPUT, run);
    await back(0);
    expect(await award({ ...INPUT, time: 1 }, run)).toMatchObject({ result: 'awarded' });
    expect(await award({ ...INPUT, time: 1 }, run)).toMatchObject({ result: 'already' });
    expect(balance()).toBe(10);
    expect(ids()).toContain(`award:${ORDER._id}:valid-hazard:1`);
    expect(await back(1)).toBe(10);
    expect([balance(), sum()]).toEqual([0, 0]);
  });

  it('leaves alone what was earned after it, when it comes late', async () => {
    const { run, back, balance } = reopened();
    await award(INPUT, run);
    await award({ ...INPUT, time: 1 }, run);
    expect(await back(0)).toBe(10);
    expect(balance()).toBe(10);
  });

  it('takes nothing from an order that earned nothing', async () => {
    const { back, ids } = reopened();
    expect(await back(0)).toBe(0);
    expect(ids()).toEqual([]);
  });
});
