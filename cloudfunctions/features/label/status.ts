/** What a scanned label says of its point: 已停用, and what is open there; never that it is safe. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { WORDS } from '../../../miniprogram/shared/words';
import { beforeUsePlan, lastUseCheck } from '../inspection/before-use';
import { openAtPoint } from '../order/piles';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';

/** As it is printed on the label, however somebody types it. */
const printed = (no: string): string => no.trim().toUpperCase();

/**
 * Whoever stands there may read it, bound or not. One database call, and one more for a machine that is checked before use.
 * @throws AppError PLACE_UNKNOWN
 */
export async function status(
  actor: Actor,
  pointNo: string,
  now: Millis,
): Promise<Routes['points.status']['output']> {
  const inForce = await plant(now);
  const point = inForce.places.points.find(({ no }) => printed(no) === printed(pointNo));
  const area = inForce.areaById.get(point?.areaId ?? '');
  if (point === undefined || area === undefined) throw new AppError('PLACE_UNKNOWN');
  // Who looked at it, and when, is for those who work here.
  const isUsed = actor.kind === 'person' && beforeUsePlan(inForce, point.id) !== null;
  const [open, last] = await Promise.all([
    openAtPoint(point.id, actor, inForce, now),
    isUsed ? lastUseCheck(point.id) : null,
  ]);
  const [stopped] = open.flatMap(({ order, stoppedAt }) =>
    stoppedAt === null ? [] : [{ at: stoppedAt, number: order.number, orderId: order.id }],
  );
  return {
    point: { id: point.id, no: point.no, name: point.name, areaId: area.id, areaName: area.name },
    stopped: stopped ?? null,
    proposed: open.some(({ isProposal }) => isProposal),
    open: open.map(({ order: { id, number, title, state }, isChecked }) => ({
      ...{ id, number, state },
      // Words of somebody's own that were not checked are for those who work here.
      title: isChecked || actor.kind === 'person' ? title : WORDS.uncheckedTitle,
    })),
    beforeUse: isUsed ? { last } : null,
  };
}
