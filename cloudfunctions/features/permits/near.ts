/** Open orders near a place where fire is asked for, and the proof that whoever signs was shown them. */
import type { NearHazard } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import { keyed, sameHash } from '../../platform/canonical';
import { openHazards } from '../order/hazards';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { metresApart } from '../plant/distance';

/** How long what somebody was shown is good for: others may report meanwhile. */
const GOOD_FOR = 15 * MINUTE;

/** Areas within so many metres of that of the ticket; labels lie on no map, so that its area stands for its point. */
function areasNear({ place, rules }: Pick<Permit, 'place' | 'rules'>, { places, areaById }: Plant): string[] {
  const outline = areaById.get(place.areaId)?.outline;
  if (outline === undefined) return [place.areaId];
  const near = places.areas.filter(
    (area) =>
      area.id !== place.areaId &&
      area.outline !== undefined &&
      metresApart(outline, area.outline) <= rules.near.metres,
  );
  return [place.areaId, ...near.map(({ id }) => id)];
}

/** Open orders that may catch fire or make something do so: by category, or urgent; those of the area first. One database call. */
export async function nearHazards(
  permit: Pick<Permit, 'place' | 'rules'>,
  inForce: Plant,
): Promise<NearHazard[]> {
  const { categoryIds, urgencies } = permit.rules.near;
  const found = await openHazards(areasNear(permit, inForce));
  return found
    .filter(({ categoryId, urgency }) => categoryIds.includes(categoryId) || urgencies.includes(urgency))
    .map(({ orderId, number, title, place, areaId, urgency }) => ({
      ...{ orderId, number, title, place, urgency },
      sameArea: areaId === permit.place.areaId,
    }))
    .sort((a, b) => Number(b.sameArea) - Number(a.sameArea));
}

interface Shown {
  at: Millis;
  numbers: string[];
}

const macOf = (permitId: string, actorId: string, shown: string): string =>
  keyed('near', `${permitId}\n${actorId}\n${shown}`);

/** What goes to the phone with the orders near, and comes back with the signature. */
export function seenBy(
  permitId: string,
  { id }: Pick<Actor, 'id'>,
  hazards: readonly NearHazard[],
  now: Millis,
): string {
  const shown: Shown = { at: now, numbers: hazards.map(({ number }) => number) };
  const text = Buffer.from(JSON.stringify(shown)).toString('base64url');
  return `${text}.${macOf(permitId, id, text)}`;
}

/**
 * The numbers of the orders that this person was shown with this ticket a short while ago.
 * @throws AppError BAD_REQUEST when they were shown none of it, or too long ago
 */
export function readSeen(
  permitId: string,
  { id }: Pick<Actor, 'id'>,
  seen: string | undefined,
  now: Millis,
): string[] {
  const [text = '', mac = ''] = (seen ?? '').split('.');
  if (sameHash(mac, macOf(permitId, id, text))) {
    const { at, numbers } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Shown;
    if (now - at <= GOOD_FOR) return numbers;
  }
  throw new AppError('BAD_REQUEST', {}, { seen: '请下拉刷新，看过附近的隐患再批' });
}
