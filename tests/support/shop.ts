/** A shop that can be used: points on accounts with the entries they are the sum of, and goods on the shelf. */
import { randomUUID } from 'node:crypto';
import tcb from '@cloudbase/node-sdk';
import type { Account, LedgerEntry } from '../../typings/domain';
import type { CounterView, RedemptionView, ShelfRow } from '../../typings/shop';
import { useLocalCloud } from '../../scripts/lib/sdk-environment';
import type { TestCloud } from './cloud';

/** The phone of a person of the starter plant. */
const phoneOf = (personId: string): string => `o-demo-${personId}`;

/** The storekeeper of the starter plant, and who stands in at the counter. */
export const STOREKEEPER = phoneOf('p-028');
export const ADMIN = phoneOf('p-029');

/** Asks the cloud that {@link useLocalCloud} named last. */
const database = tcb.init({ env: 'local' }).database();

/** Gives somebody points once, as if for a hazard of old. */
export async function endow(
  cloud: Pick<TestCloud, 'base' | 'now'>,
  personId: string,
  points: number,
): Promise<void> {
  useLocalCloud(cloud.base);
  const at = await cloud.now();
  const entry: Omit<LedgerEntry, '_id'> = {
    ...{ schema: 1, personId, points, rule: 'valid-hazard', orderId: null, orderNumber: null },
    ...{ reason: '上报的隐患已改好', at },
  };
  const account: Omit<Account, '_id'> = { schema: 1, balance: points, reminders: {}, remindersAt: 0 };
  await database.collection('ledger').doc(`award:endowed:${personId}`).set(entry);
  await database.collection('accounts').doc(personId).set(account);
}

/** Goods come in. */
export const receive = (cloud: TestCloud, rewardId: string, count: number): Promise<ShelfRow> =>
  cloud.callOk(STOREKEEPER, 'counter.receive', { rewardId, count, yuan: count * 5, note: '' });

export const redeem = (
  cloud: TestCloud,
  personId: string,
  rewardId = 'soap',
  requestId: string = randomUUID(),
): Promise<RedemptionView> => cloud.callOk(phoneOf(personId), 'shop.redeem', { rewardId }, { requestId });

/** What the storekeeper sends to hand it out. */
export const handOutOf = ({ id, payload }: RedemptionView) => ({
  redemptionId: id,
  rev: 1,
  code: payload ?? '',
});

export const handOut = (cloud: TestCloud, redemption: RedemptionView): Promise<CounterView> =>
  cloud.callOk(STOREKEEPER, 'counter.handOut', handOutOf(redemption));

/** A line of the shelf as it is. */
export async function rowOf(cloud: TestCloud, rewardId: string): Promise<ShelfRow> {
  const { rows } = await cloud.callOk(STOREKEEPER, 'counter.shelf', {});
  const row = rows.find(({ reward }) => reward.id === rewardId);
  if (row === undefined) throw new Error(`no ${rewardId} on the shelf`);
  return row;
}

export const balanceOf = async (cloud: TestCloud, personId: string): Promise<number> =>
  (await cloud.callOk(phoneOf(personId), 'shop.list', {})).balance;
