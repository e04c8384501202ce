/** What must follow a change: who is told what, and who earned something. Described here, performed elsewhere. */
import type { Recipient, World } from '../../typings/flow';
import type { Effect, OrderCore, PersonRef } from '../../typings/domain';
import { whenText } from '../../miniprogram/shared/time';
import { isActive, refOf, superiorOf } from './owners';
import { spokenName } from './parties';

/** What a notice needs to know of the act it tells about. */
export interface Telling {
  /** The order as it is after the act. */
  order: OrderCore;
  /** Who was accountable before. */
  previousOwner: PersonRef | null;
  /** In the words of the actor; empty when none were given. */
  reason: string;
  /** Nobody is told of what they just did themselves. */
  actorId: string | null;
  /** The number of the order it was merged into; missing unless it was. */
  into?: string;
}

function named(to: Recipient, { order, previousOwner }: Telling, world: World): PersonRef | null {
  const { duty, now } = world;
  switch (to) {
    case 'owner':
      return order.next?.owner ?? null;
    case 'reporter':
      return order.reporter;
    case 'rectifier':
      return order.rectifier;
    case 'fixer':
      return order.fixer;
    case 'previousOwner':
      return previousOwner;
    case 'siteKeeper':
      return duty.siteKeeper(order.place.areaId, now);
    case 'ownerBoss':
      return order.next && (superiorOf(order.next.owner, order, world) ?? duty.safety(now));
    case 'dutyLeader':
      return duty.dutyLeader(now);
    case 'safety':
      return duty.safety(now);
    case 'manager':
      return order.suspectedMajor ? duty.manager() : null;
  }
}

/** The person a recipient stands for now; null when there is none, or they left. A guest reporter can be told. */
export function recipientOf(to: Recipient, telling: Telling, world: World): PersonRef | null {
  const person = named(to, telling, world);
  if (person === null) return null;
  const guest = to === 'reporter' && telling.order.reporter.kind === 'guest';
  return guest || isActive(person, world) ? refOf(person) : null;
}

/** Fills the placeholders of notice texts; times are said relative to now, `dueAt` also in milliseconds. */
function factsOf({ order, reason, into }: Telling, world: World): Record<string, string | number> {
  const { next, place, rectifier, fixer, reporter } = order;
  return {
    number: order.number,
    title: order.title,
    place: place.pointNo === null ? place.areaName : `${place.areaName} ${place.pointNo}`,
    owner: next === null ? '' : spokenName(order, next.owner),
    due: next === null ? '' : whenText(next.dueAt, world.now),
    dueAt: next?.dueAt ?? 0,
    reason,
    ...(into === undefined ? {} : { text: into }),
    round: order.round,
    reporter: spokenName(order, reporter),
    rectifier: rectifier === null ? '' : spokenName(order, rectifier),
    fixer: fixer === null ? '' : spokenName(order, fixer),
  };
}

/** Ids go into keys of stored maps, where `.` and `$` have a meaning. */
export const keyPart = (id: string): string =>
  id.replace(/[.$~]/g, (c) => `~${c.charCodeAt(0).toString(16)}`);

/**
 * One notice to a person; by its key they are told once of one change.
 * @param about - the one of several things that it is about, with facts of its own
 */
export function noticeTo(
  { id, name }: PersonRef,
  notice: string,
  telling: Telling,
  world: World,
  about?: { id: string; facts: Record<string, string | number> },
): Record<string, Effect> {
  const { rev, urgency } = telling.order;
  const parts = [notice, id, ...(about === undefined ? [] : [about.id])];
  const key = ['notice', rev, ...parts.map(keyPart)].join('-');
  const facts = { ...factsOf(telling, world), ...about?.facts };
  return { [key]: { kind: 'notice', notice, to: { id, name }, urgency, facts } };
}

/** The notices of one act, one per person and notice. */
export function noticesFor(
  list: readonly { to: Recipient; notice: string }[],
  telling: Telling,
  world: World,
): Record<string, Effect> {
  const effects: Record<string, Effect> = {};
  for (const { to, notice } of list) {
    const person = recipientOf(to, telling, world);
    if (person === null || person.id === telling.actorId) continue;
    Object.assign(effects, noticeTo(person, notice, telling, world));
  }
  return effects;
}

/**
 * What the reporter earned: only somebody on the roll can. The key says that each rule pays once per order, and once
 * more when the order was opened again and what it had paid was taken back.
 */
export function awardsFor(
  awards: readonly { to: 'reporter'; rule: string }[],
  order: OrderCore,
  world: World,
): Record<string, Effect> {
  const { reporter, reopened } = order;
  if (reporter.kind === 'guest' || !isActive(reporter, world)) return {};
  const time = reopened === 0 ? '' : `-${reopened}`;
  return Object.fromEntries(
    awards.map(({ rule }): [string, Effect] => [
      `award-${keyPart(rule)}${time}`,
      { kind: 'award', rule, personId: reporter.id, time: reopened },
    ]),
  );
}

/** What the order paid before it was opened again is asked back. */
export function clawbackFor(order: OrderCore): Record<string, Effect> {
  const { reporter, reopened } = order;
  if (reporter.kind === 'guest') return {};
  const time = reopened - 1;
  return { [`clawback-${time}`]: { kind: 'clawback', personId: reporter.id, time } };
}
