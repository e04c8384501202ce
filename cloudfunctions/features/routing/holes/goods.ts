/** Lists what does not fit together in the goods of the shop. */
import type { Goods } from '../../../../typings/config';
import type { DirectoryPerson } from '../../people/directory';
import { repeated } from './repeated';

/**
 * Lists the holes of the shop: two things of one name, which nobody could tell apart at the counter, and goods that nobody
 * hands out.
 */
export function goodsHoles(
  { rewards }: Goods,
  people: readonly Pick<DirectoryPerson, 'roles' | 'status'>[],
): string[] {
  const isKept = people.some(({ roles, status }) => status === 'active' && roles.includes('storekeeper'));
  return [
    ...repeated(rewards.map(({ name }) => name)).map((name) => `有两样东西都叫“${name}”`),
    ...(rewards.length === 0 || isKept ? [] : ['没有在岗的库管，换的东西没人发']),
  ];
}
