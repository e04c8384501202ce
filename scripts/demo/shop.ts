/** The shop of the demo plant: goods on the shelf, and what the reporters of its stories can pay for. */
import { randomUUID } from 'node:crypto';
import type { Control } from '../../devtools/client/cloud';

const STOREKEEPER = 'o-demo-p-028';

/** Pieces of each thing that come in. */
const PIECES = 20;

/** Yuan a piece, about. */
const YUAN = 12;

/** How many people redeem; the first fetches it. */
const REDEEMED = 2;

/** @param people - ids of whoever may have points */
export async function fillShop(control: Control, people: readonly string[]): Promise<void> {
  const { rows } = await control.callOk(STOREKEEPER, 'counter.shelf', {});
  for (const { reward } of rows) {
    const goods = { rewardId: reward.id, count: PIECES, yuan: PIECES * YUAN, note: '第一批' };
    await control.callOk(STOREKEEPER, 'counter.receive', goods);
  }
  let redeemed = 0;
  for (const id of new Set(people)) {
    if (redeemed === REDEEMED) return;
    const as = `o-demo-${id}`;
    const { balance, rewards } = await control.callOk(as, 'shop.list', {});
    const reward = rewards.find(({ points }) => points <= balance);
    if (reward === undefined) continue;
    const { id: redemptionId, payload } = await control.callOk(as, 'shop.redeem', { rewardId: reward.id });
    redeemed += 1;
    if (redeemed > 1) continue;
    const { rev } = await control.callOk(STOREKEEPER, 'counter.look', { code: payload ?? '' });
    const input = { redemptionId, rev, code: payload ?? '' };
    await control.callOk(STOREKEEPER, 'counter.handOut', input, { requestId: randomUUID() });
  }
}
