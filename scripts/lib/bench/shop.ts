/** What the shop costs: redeeming, the code again, and handing out. */
import type { Goods } from '../../../typings/config';
import type { Control } from '../../../devtools/client/cloud';
import type { Count } from './training';

const STOREKEEPER = 'o-demo-p-028';
const ADMIN = 'o-demo-p-029';

/** By what was done. */
export interface ShopCosts {
  list: number[];
  redeem: number[];
  look: number[];
  handOut: number[];
}

/**
 * Redeems and hands out so many times.
 * @param as - the phone of somebody with points
 */
export async function measureShop(
  control: Control,
  as: string,
  count: Count,
  runs: number,
): Promise<ShopCosts> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'goods' });
  const { rewards } = body as Goods;
  const cheap = { rewards: rewards.map((each) => ({ ...each, points: 1, limit: null, low: 0 })) };
  await control.callOk(ADMIN, 'config.publish', {
    ...{ kind: 'goods', body: cheap, basedOn: version, note: '量一量' },
  });
  const goods = { rewardId: 'soap', count: 100, yuan: 100, note: '' };
  await control.callOk(STOREKEEPER, 'counter.receive', goods);
  const costs: ShopCosts = { list: [], redeem: [], look: [], handOut: [] };
  for (let run = 0; run < runs; run += 1) {
    costs.list.push(await count('shop.list', () => control.callOk(as, 'shop.list', {})));
    const redeem = () => control.callOk(as, 'shop.redeem', { rewardId: 'soap' });
    costs.redeem.push(await count('shop.redeem', redeem));
    const { redemptions } = await control.callOk(as, 'shop.mine', {});
    const code = redemptions[0]?.payload ?? '';
    const look = () => control.callOk(STOREKEEPER, 'counter.look', { code });
    costs.look.push(await count('counter.look', look));
    const { redemptionId, rev } = await look();
    const handOut = () => control.callOk(STOREKEEPER, 'counter.handOut', { redemptionId, rev, code });
    costs.handOut.push(await count('counter.handOut', handOut));
  }
  return costs;
}
