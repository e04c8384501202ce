/** What only safety reads of an order: how its evidence came about, and what the content check keeps from others. */
import type { Held, Technical } from '../../../typings/api';
import type { Evidence, Look, Millis, Order } from '../../../typings/domain';
import type { LinkedFile } from '../capture/links';
import { mayShow, resultOf } from '../content/media';
import type { Actor } from '../people/identify';
import { isFollowId } from '../people/nameless';
import type { Plant } from '../plant/current';
import { distanceToArea } from '../plant/distance';
import { areWordsHidden } from './shown';

const lookOf = (look: Look | null): Held['looked'] => look && { by: look.by.name, at: look.at };

/** Files that others do not see; those that are still being looked at by WeChat are no business of safety yet. */
function heldFiles(evidence: Evidence[], now: Millis): Held[] {
  return evidence.flatMap((one) => {
    const result = resultOf(one, now);
    if (one.state !== 'sealed' || mayShow(one) || result === null || result === 'pending') return [];
    return [{ id: one.id, result, looked: lookOf(one.check?.looked ?? null) }];
  });
}

function heldText(order: Order): Held[] {
  const { contentCheck, contentLook } = order;
  if (contentCheck === 'pending' || !areWordsHidden(order)) return [];
  return [{ id: null, result: contentCheck, looked: lookOf(contentLook ?? null) }];
}

function positionOf({ position, place }: Order, { areaById }: Plant): Technical['position'] {
  if (position === null) return null;
  const outline = areaById.get(place.areaId)?.outline;
  return {
    accuracy: position.accuracy,
    distance: outline === undefined ? null : distanceToArea(outline, position),
  };
}

/** Pictures of other orders that are shown beside those of this one. @returns nothing for everybody but safety */
export const alikeFiles = ({ evidence }: Pick<Order, 'evidence'>, actor: Actor): LinkedFile[] =>
  actor.roles.includes('safety')
    ? Object.values(evidence)
        .flatMap(({ alike = [] }) => alike)
        .map(({ evidenceId, sealedFileId }) => ({ id: evidenceId, state: 'sealed', sealedFileId }))
    : [];

const alikeOf = (evidence: Evidence[], links: ReadonlyMap<string, string>): Technical['alike'] =>
  evidence.flatMap(({ id, alike = [] }) =>
    alike.map(({ orderId, number, evidenceId }) => ({
      ...{ id, orderId, number },
      url: links.get(evidenceId) ?? null,
    })),
  );

/** @param links - evidence id → url, also of {@link alikeFiles}; @returns null for everybody but safety */
export function technicalOf(
  order: Order,
  actor: Actor,
  inForce: Plant,
  links: ReadonlyMap<string, string>,
  now: Millis,
): Technical | null {
  if (!actor.roles.includes('safety')) return null;
  const evidence = Object.values(order.evidence).sort((a, b) => a.receivedAt - b.receivedAt);
  // When somebody without a name was where tells who they are.
  const isTimed = (id: string): boolean => !isFollowId(id);
  return {
    clock: isTimed(order.reporter.id) ? { phone: order.observedAt, received: order.reportedAt } : null,
    position: positionOf(order, inForce),
    placeSource: order.place.source,
    files: evidence.map((one) => ({
      id: one.id,
      purpose: one.purpose,
      source: one.source,
      clock: isTimed(one.uploadedBy) ? { taken: one.takenAt, received: one.receivedAt } : null,
      check: resultOf(one, now),
    })),
    held: [...heldFiles(evidence, now), ...heldText(order)],
    alike: alikeOf(evidence, links),
    uncompared: evidence.filter(({ dHash }) => dHash === null).map(({ id }) => id),
  };
}
