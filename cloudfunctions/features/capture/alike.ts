/** Finds pictures of other orders that look the same as those just sealed. It flags, and never blocks anything. */
import type { Alike, Evidence, Order, PictureHash } from '../../../typings/domain';
import { distance, NEAR } from '../../../miniprogram/shared/dhash';
import * as log from '../../platform/log';
import { bandsOf, hashStore, type HashStore } from './store';

/** How many pictures one look-up may read, and how many are kept of those that look the same. */
const READS = 200;
const KEPT = 3;

type Sealed = Evidence & { dHash: string; sealedFileId: string };

const isHashed = (one: Evidence): one is Sealed => one.dHash != null && one.sealedFileId !== null;

/** Of other orders, nearest first; of each order the nearest. */
function alikeTo({ dHash }: Sealed, orderId: string, candidates: readonly PictureHash[]): Alike[] {
  const near = candidates
    .filter((one) => one.orderId !== orderId)
    .map((one) => ({ one, apart: distance(dHash, one.dHash) }))
    .filter(({ apart }) => apart <= NEAR)
    .sort((a, b) => a.apart - b.apart || (a.one.number < b.one.number ? -1 : 1));
  const byOrder = new Map<string, Alike>();
  for (const { one } of near) {
    const { number, evidenceId, sealedFileId } = one;
    if (!byOrder.has(one.orderId)) {
      byOrder.set(one.orderId, { orderId: one.orderId, number, evidenceId, sealedFileId });
    }
  }
  return [...byOrder.values()].slice(0, KEPT);
}

/**
 * Compares what was just sealed with all that was sealed before, and keeps its hashes for those that come after. One
 * database call for all pictures together and one for each. Never throws: sealing goes before comparing.
 * @param evidence - by id, as sealed
 * @returns the same evidence, where something looks the same with {@link Evidence.alike}
 */
export async function compared(
  { _id: orderId, number }: Pick<Order, '_id' | 'number'>,
  evidence: Record<string, Evidence>,
  store: HashStore = hashStore,
): Promise<Record<string, Evidence>> {
  const sealed = Object.values(evidence).filter(isHashed);
  if (sealed.length === 0) return evidence;
  try {
    const candidates = await store.near(
      sealed.map(({ dHash }) => dHash),
      READS,
    );
    const told = sealed.flatMap((one): [string, Evidence][] => {
      const alike = alikeTo(one, orderId, candidates);
      return alike.length === 0 ? [] : [[one.id, { ...one, alike }]];
    });
    await Promise.all(
      sealed.map(({ id, dHash, sealedFileId }) =>
        store.put({
          ...{ _id: id, schema: 1, orderId, number, evidenceId: id, sealedFileId, dHash },
          ...bandsOf(dHash),
        }),
      ),
    );
    return { ...evidence, ...Object.fromEntries(told) };
  } catch (error) {
    log.defect({ event: 'picturesNotCompared', order: orderId }, error);
    return evidence;
  }
}
