/** Balance and ledger pages, as a person reads them. */
import { accountStore } from '../../../cloudfunctions/features/accounts/store';
import { balanceOf, getPoints, LEDGER_PAGE } from '../../../cloudfunctions/features/points/balance';
import { ledgerStore } from '../../../cloudfunctions/features/points/store';
import type { Account, LedgerEntry } from '../../../typings/domain';
import { NOW, ORDER } from '../notices/fixtures';
import { memory } from '../notices/memory';

const REWARDS = { rules: [] };

const NONE = { balance: 0, month: 0, lapsing: null, named: false };

const entry = (id: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  _id: id,
  schema: 1,
  personId: 'p-zhang',
  points: 10,
  rule: 'valid-hazard',
  orderId: ORDER._id,
  orderNumber: ORDER.number,
  reason: '上报的隐患已改好',
  at: NOW,
  ...changes,
});

/** What was spent stands in redemptions: the contract of the shop pages through both. */
const NOTHING_SPENT = { page: () => Promise.resolve([]), since: () => Promise.resolve([]) };

function plant(entries: LedgerEntry[], balance: number | null) {
  const accounts = memory<Account>(
    balance === null ? [] : [{ _id: 'p-zhang', schema: 1, balance, reminders: {}, remindersAt: 0 }],
  );
  const ledger = memory(entries);
  return {
    accounts,
    ledger,
    ports: { accounts: accountStore(accounts), ledger: ledgerStore(ledger, NOTHING_SPENT) },
  };
}

describe('getPoints', () => {
  it('shows balance and entries of an account that an older version kept, in two database calls', async () => {
    const { accounts, ledger, ports } = plant([entry('award:1'), entry('award:2', { personId: 'p-li' })], 10);
    expect(await getPoints('p-zhang', undefined, REWARDS, NOW, ports)).toEqual({
      ...{ ...NONE, balance: 10 },
      entries: [
        { id: 'award:1', points: 10, reason: '上报的隐患已改好', orderNumber: ORDER.number, at: NOW },
      ],
      cursor: null,
    });
    expect([accounts.calls, ledger.calls]).toEqual([{ get: 1 }, { find: 1 }]);
  });

  it('walks all entries, newest first, each once', async () => {
    const ids = Array.from({ length: 2 * LEDGER_PAGE + 5 }, (_, i) => `e-${String(i).padStart(3, '0')}`);
    const { ports } = plant(
      ids.map((id, i) => entry(id, { at: NOW + Math.floor(i / 7) })),
      450,
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof getPoints>> = await getPoints(
        'p-zhang',
        cursor,
        REWARDS,
        NOW,
        ports,
      );
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids.toReversed());
  });

  it('is empty for somebody who earned nothing yet', async () => {
    const { ports } = plant([], null);
    expect(await getPoints('p-zhang', null, REWARDS, NOW, ports)).toEqual({
      ...NONE,
      entries: [],
      cursor: null,
    });
    expect(await balanceOf('p-zhang', ports.accounts)).toBe(0);
  });

  it('refuses a cursor that is none of ours', async () => {
    const { ports } = plant([], 0);
    await expect(getPoints('p-zhang', 'x', REWARDS, NOW, ports)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});
