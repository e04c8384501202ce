/** The shop under faults and crowds: what must hold of points, stock and codes at every moment. */
import type { Account, LedgerEntry } from '../../../typings/domain';
import type { Redemption, Shelf, ShelfRecord } from '../../../typings/goods';
import type { TestCloud } from '../../support/cloud';
import { stored } from './plant';

/** All that the shop keeps. */
export interface Shop {
  shelves: Shelf[];
  redemptions: Redemption[];
  records: ShelfRecord[];
  accounts: Account[];
  /** All of the ledger, those that redemptions carry among them. */
  entries: LedgerEntry[];
}

export async function shopOf(cloud: Pick<TestCloud, 'base'>): Promise<Shop> {
  const [shelves, redemptions, records, accounts, others] = await Promise.all([
    stored<Shelf>(cloud, 'shelf'),
    stored<Redemption>(cloud, 'redemptions'),
    stored<ShelfRecord>(cloud, 'shelfEntries'),
    stored<Account>(cloud, 'accounts'),
    stored<LedgerEntry>(cloud, 'ledger'),
  ]);
  const entries = [...others, ...redemptions.map(({ entry }) => entry)];
  return { shelves, redemptions, records, accounts, entries };
}

const countBy = <T>(rows: readonly T[], keyOf: (row: T) => string, by: (row: T) => number = () => 1) => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + by(row);
  return counts;
};

/** Asserts that points, stock and redemptions tell the same story, to the last piece. */
export function expectSound({ shelves, redemptions, records, accounts, entries }: Shop): void {
  const sums = countBy(
    entries,
    ({ personId }) => personId,
    ({ points }) => points,
  );
  for (const { _id, balance } of accounts) {
    expect([_id, balance]).toEqual([_id, sums[_id] ?? 0]);
    expect(balance).toBeGreaterThanOrEqual(0);
  }
  const reserved = redemptions.filter(({ state }) => state === 'reserved');
  const waiting = countBy(reserved, ({ reward }) => reward.id);
  const moved = countBy(
    records,
    ({ rewardId }) => rewardId,
    ({ count }) => count,
  );
  for (const shelf of shelves) {
    expect([shelf._id, shelf.reserved]).toEqual([shelf._id, waiting[shelf._id] ?? 0]);
    expect([shelf._id, shelf.stock]).toEqual([shelf._id, moved[shelf._id] ?? 0]);
    expect(shelf.reserved).toBeGreaterThanOrEqual(0);
    expect(shelf.stock).toBeGreaterThanOrEqual(shelf.reserved);
  }
  const out = redemptions.filter(({ state }) => state === 'handedOut').map(({ _id }) => `handedOut:${_id}`);
  const told = records.filter(({ kind }) => kind === 'handedOut').map(({ _id }) => _id);
  expect(told.sort()).toEqual(out.sort());
  const spent = redemptions.map(({ _id }) => `spend:${_id}`);
  expect(entryIds(entries, 'spend:')).toEqual(spent.sort());
  const back = redemptions.filter(({ state }) => state !== 'reserved' && state !== 'handedOut');
  expect(entryIds(entries, 'return:')).toEqual(back.map(({ _id }) => `return:${_id}`).sort());
  const codes = reserved.map(({ codeHash }) => codeHash);
  expect(new Set(codes).size).toBe(codes.length);
}

const entryIds = (entries: readonly LedgerEntry[], prefix: string): string[] =>
  entries.flatMap(({ _id }) => (_id.startsWith(prefix) ? [_id] : [])).sort();
