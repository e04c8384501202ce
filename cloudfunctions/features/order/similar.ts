/** 「附近有人报过，是同一个吗？」: open orders that a report about to be made may be about. */
import type { SimilarInput, SimilarOrder } from '../../../typings/api';
import type { Evidence, Millis, Position } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { distance, NEAR } from '../../../miniprogram/shared/dhash';
import { metresBetween } from '../../../miniprogram/shared/geo';
import { durationText, isoDay } from '../../../miniprogram/shared/time';
import { keyed, sameHash } from '../../platform/canonical';
import { photoLinks } from '../capture/links';
import type { Actor } from '../people/identify';
import { bookOf, plant, type Plant } from '../plant/current';
import { distanceToArea } from '../plant/distance';
import { reportedWhen } from './anonymous';
import { isHazard } from './merge';
import { shownTo } from './shown';
import { openAround, type OrderRow } from './store';
import { placeView, stateView } from './view';
import { isOutsider } from './visibility';

/** Without a label on both, two reports within so many metres may be of the same thing. */
const WITHIN = 30;

/** A position that may be this far off says nothing (m). */
const TOO_VAGUE = 100;

/** Open orders that are looked at, the newest; and how many are shown, with how many pictures each. */
const READS = 60;
const SHOWN = 2;
const PICTURES = 2;

/** What an order has in common with the report; the smaller, the more alike. */
interface Likeness {
  order: OrderRow;
  /** 0 at the same point, else 1. */
  elsewhere: number;
  /** Bits between the pictures; 64 when they do not look alike or there are none. */
  bits: number;
  /** 0 for the same template, else 1. */
  otherKind: number;
}

const told = (position: Position | null): Position | null =>
  position === null || position.accuracy > TOO_VAGUE ? null : position;

/** Whether an order is where the report is about to be made. Two labels that differ are two places. */
function isThere({ place, position }: OrderRow, here: SimilarInput): boolean {
  if (here.pointId !== null && place.pointId !== null) return place.pointId === here.pointId;
  const [there, mine] = [told(position), told(here.position)];
  if (there !== null && mine !== null) return metresBetween(there, mine) <= WITHIN;
  return place.areaId === here.areaId;
}

/** Pictures of the place as it was found, which a phone can show. */
const scenesOf = (files: readonly Evidence[]): Evidence[] =>
  files
    .filter(({ purpose, state, format }) => purpose === 'scene' && state === 'sealed' && format !== 'heic')
    .sort((a, b) => a.receivedAt - b.receivedAt);

function likeness(order: OrderRow, here: SimilarInput): Likeness | null {
  const looks = scenesOf(Object.values(order.evidence)).flatMap(({ dHash }) => dHash ?? []);
  const apart = looks.flatMap((look) => here.hashes.map((hash) => distance(look, hash)));
  const nearest = Math.min(64, ...apart);
  const isSameKind = order.templateId !== null && order.templateId === here.templateId;
  if (!isSameKind && nearest > NEAR) return null;
  return {
    order,
    elsewhere: here.pointId !== null && order.place.pointId === here.pointId ? 0 : 1,
    bits: nearest > NEAR ? 64 : nearest,
    otherKind: isSameKind ? 0 : 1,
  };
}

const byLikeness = (a: Likeness, b: Likeness): number =>
  a.elsewhere - b.elsewhere ||
  a.otherKind - b.otherKind ||
  a.bits - b.bits ||
  b.order.reportedAt - a.order.reportedAt;

/** Areas in which an order may be that lies close by: the report's own, and those whose border is near. */
function areasAround({ areaId, position }: SimilarInput, { places }: Plant): string[] {
  const mine = told(position);
  const near = places.areas.filter(
    ({ id, outline }) =>
      id !== areaId && mine !== null && outline !== undefined && distanceToArea(outline, mine) <= WITHIN,
  );
  return [areaId, ...near.map(({ id }) => id)];
}

/** What lets one person join one order: it shows that this order was offered to them. */
export const ticketFor = (orderId: string, actor: Pick<Actor, 'id'>): string =>
  keyed('join', `${orderId}\n${actor.id}`);

export const isTicket = (ticket: string, orderId: string, actor: Pick<Actor, 'id'>): boolean =>
  sameHash(ticket, ticketFor(orderId, actor));

/** 「整改中 · 还剩 5 小时」: whose turn it is, is nobody's business here. */
function sentenceOf(order: OrderRow, label: string, now: Millis): string {
  if (order.next === null) return label;
  const left = order.next.dueAt - now;
  return left > 0 ? `${label} · 还剩 ${durationText(left)}` : `${label} · 超 ${durationText(-left)}`;
}

/**
 * Open hazards at the same point, or close by where one of the two names no point, with the same template or a picture
 * that looks the same; best first. Guests learn of those at the point they stand at, and of no others. One database call.
 * @throws AppError PLACE_UNKNOWN
 */
export async function similar(
  actor: Actor,
  input: SimilarInput,
  now: Millis,
): Promise<{ orders: SimilarOrder[] }> {
  const inForce = await plant(now);
  const { areaId, pointId } = input;
  const isPlace =
    inForce.areaById.has(areaId) && (pointId === null || inForce.pointById.get(pointId)?.areaId === areaId);
  if (!isPlace) throw new AppError('PLACE_UNKNOWN');
  const isGuest = actor.kind === 'guest';
  if (isGuest && pointId === null) return { orders: [] };
  const rows = await openAround(pointId, isGuest ? [] : areasAround(input, inForce), READS);
  const alike = rows
    .filter((order) => isThere(order, input) && (!isGuest || order.place.pointId === pointId))
    .flatMap((order) => likeness(order, input) ?? [])
    .sort(byLikeness);
  const found: { order: OrderRow; book: FlowBook }[] = [];
  for (const { order } of alike) {
    if (found.length === SHOWN) break;
    const book = await bookOf(order.flow.version);
    if (isHazard(order, book)) found.push({ order, book });
  }
  const pictures = found.map(({ order }) =>
    scenesOf(shownTo(order, actor, inForce, now).files).slice(0, PICTURES),
  );
  const links = await photoLinks(pictures.flat());
  return {
    orders: found.map(({ order, book }, index): SimilarOrder => {
      const state = stateView(order, book);
      return {
        orderId: order._id,
        title: shownTo(order, actor, inForce, now).title,
        place: placeView(order, inForce),
        state,
        sentence: sentenceOf(order, state.label, now),
        day: isoDay(reportedWhen(order, inForce).reportedAt),
        known: !isOutsider(order, actor, inForce, now),
        photos: (pictures[index] ?? []).flatMap(({ id }) => links.get(id) ?? []),
        ticket: ticketFor(order._id, actor),
      };
    }),
  };
}
