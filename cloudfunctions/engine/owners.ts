/** Who is accountable for a step: the owner rules, and who follows a person who left. */
import type { FlowState, OwnerRule, World } from '../../typings/flow';
import type { Millis, NextStep, OrderCore, PersonRef } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { spokenName } from './parties';
import { withRound } from './rounds';
import { nextSigner, signerOf } from './signing';

/** A person and, in Chinese, why it is them. */
export interface Ownership {
  person: PersonRef;
  explain: string;
}

/** Enough to say who; look-ups answer with more. */
export const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });

/** Whether the person is still with the plant. */
export function isActive(person: Pick<PersonRef, 'id'>, world: World): boolean {
  return world.duty.active(person.id) !== null;
}

/**
 * Verifier ∉ {fixer, 整改责任人} (product.md, "What must always hold"); what somebody locked, somebody else unlocks; whoever
 * sent a report for a colleague does not verify in their place.
 */
export function isIndependent(order: OrderCore, personId: string): boolean {
  const locker = order.stoppage?.unlocked === null ? order.stoppage.by.id : null;
  return ![order.fixer?.id, order.rectifier?.id, locker, order.reporter.through?.id].includes(personId);
}

/**
 * The nearest active superior; null when there is none.
 * The general manager is left out unless the hazard is 疑似重大: only then may they be pushed.
 */
export function superiorOf(person: PersonRef, order: OrderCore, world: World): PersonRef | null {
  const seen = new Set([person.id]);
  const manager = world.duty.manager().id;
  let boss = world.duty.bossOf(person.id);
  while (boss !== null && !seen.has(boss.id)) {
    if (isActive(boss, world) && (boss.id !== manager || order.suspectedMajor)) return refOf(boss);
    seen.add(boss.id);
    boss = world.duty.bossOf(boss.id);
  }
  return null;
}

/** Who takes over from somebody who left: their superior, else as routed, else the duty leader, who is always there. */
export function successorOf(gone: PersonRef, order: OrderCore, world: World): Ownership {
  const left = `${spokenName(order, gone)}已离岗`;
  const superior = superiorOf(gone, order, world);
  if (superior !== null) return { person: superior, explain: `${left}，由上级接手` };
  const routed = world.duty.route(order, world.now);
  if (isActive(routed.person, world)) {
    return { person: refOf(routed.person), explain: `${left}，${routed.explain}` };
  }
  return { person: refOf(world.duty.dutyLeader(world.now)), explain: `${left}，由值班领导接手` };
}

function whyNotReporter(order: OrderCore, world: World): string {
  const { reporter } = order;
  if (reporter.visibility === 'anonymous') return '上报人没有留名';
  if (reporter.kind === 'guest') return '上报人没有绑定工号';
  if (!isActive(reporter, world)) return '上报人已离岗';
  if (!isIndependent(order, reporter.id)) return '上报人参与了整改';
  return '上报人没有按时复核';
}

/**
 * Who verifies: the reporter; if guest, left, silent, fixer or rectifier: inspector of the area → supervisor of
 * another team → safety. Should safety have had a hand in the fix, whoever is in charge and had none.
 * @returns null when nobody is left who is independent and was not passed over
 */
export function nextVerifier(order: OrderCore, world: World): Ownership | null {
  const { duty, now } = world;
  const may = (person: PersonRef): boolean =>
    isActive(person, world) && isIndependent(order, person.id) && !order.passedOver.includes(person.id);
  if (order.reporter.kind === 'person' && may(order.reporter)) {
    return { person: refOf(order.reporter), explain: '谁上报谁复核' };
  }
  const safety = duty.safety(now);
  const chain: Ownership[] = [...duty.verifiers(order, now), { person: safety, explain: '安全员' }];
  if (!isIndependent(order, safety.id)) {
    chain.push(
      { person: duty.dutyLeader(now), explain: '值班领导' },
      { person: duty.siteKeeper(order.place.areaId, now), explain: '现场管控人' },
      { person: duty.manager(), explain: '总经理' },
    );
  }
  const found = chain.find(({ person }) => may(person));
  if (found === undefined) return null;
  return {
    person: refOf(found.person),
    explain: `${whyNotReporter(order, world)}，改请${found.explain}复核`,
  };
}

/**
 * Like {@link nextVerifier}, but asks again those who were passed over rather than leave the step to nobody.
 * @throws AppError VERIFIER_NOT_INDEPENDENT when the whole plant had a hand in the fix
 */
export function verifierFor(order: OrderCore, world: World): Ownership {
  const found = nextVerifier(order, world) ?? nextVerifier({ ...order, passedOver: [] }, world);
  if (found === null) throw new AppError('VERIFIER_NOT_INDEPENDENT');
  return found;
}

/** Puts somebody in place of a 整改责任人 or fixer who left; the order itself when both are there. */
export function replaceGone(order: OrderCore, world: World): OrderCore {
  if (order.rectifier === null || order.fixer === null) return order;
  const rectifier = isActive(order.rectifier, world)
    ? order.rectifier
    : successorOf(order.rectifier, order, world).person;
  const fixer = isActive(order.fixer, world) ? order.fixer : rectifier;
  if (rectifier === order.rectifier && fixer === order.fixer) return order;
  return withRound({ ...order, rectifier, fixer }, { fixer });
}

function fixerOf(order: OrderCore): Ownership {
  if (order.fixer === null) throw new Error(`order ${order._id} has no fixer`);
  const { fixer, rectifier } = order;
  const self = rectifier === null || rectifier.id === fixer.id;
  return { person: fixer, explain: self ? '自己负责整改' : `${spokenName(order, rectifier)}安排整改` };
}

function routedOwner(order: OrderCore, world: World): Ownership {
  const { person, explain } = world.duty.route(order, world.now);
  return isActive(person, world) ? { person: refOf(person), explain } : successorOf(person, order, world);
}

/**
 * Like {@link ownerBy}, for the clock, which must not stop over a signature that nobody can give any more: it stays
 * with whom it was asked of, or goes to who follows them, who can still refuse.
 * @throws AppError VERIFIER_NOT_INDEPENDENT, see {@link verifierFor}
 */
export function ownerInTime(
  state: FlowState,
  order: OrderCore,
  { owner, explain }: NextStep,
  world: World,
): Ownership {
  if (state.approval === undefined || nextSigner(state.approval, order, world) !== null) {
    return ownerBy(state, order, world);
  }
  return isActive(owner, world) ? { person: owner, explain } : successorOf(owner, order, world);
}

/** Whether a step that goes on in its state stays with its owner; the fixer may have been named anew. */
export function mayKeep({ owner }: FlowState, person: PersonRef, order: OrderCore, world: World): boolean {
  if (owner === 'fixer' || !isActive(person, world)) return false;
  return (owner !== 'verifier' && owner !== 'checker') || isIndependent(order, person.id);
}

/** Rules that name somebody by the roster: when their turn ends, the step goes to whoever is on duty then. */
const ROSTERED: readonly OwnerRule[] = ['routed', 'safety', 'siteKeeper', 'checker', 'approver'];

/** When a step that the roster gave to `owner` is to be looked at again; null where the owner was named. */
export function movesAt(state: FlowState, owner: PersonRef, world: World): Millis | null {
  const { duty, now } = world;
  if (state.owner === null || !ROSTERED.includes(state.owner)) return null;
  // Somebody off duty stands in until the shift ends.
  return duty.turnEndsAt(owner.id, now) ?? duty.turnEndsAt(duty.dutyLeader(now).id, now);
}

/**
 * Whose the step is under the owner rule of a state, always an active person.
 * @param order - already through {@link replaceGone} where the rule is `fixer`
 * @throws AppError VERIFIER_NOT_INDEPENDENT, see {@link verifierFor}; SIGNER_MISSING
 */
export function ownerBy(state: FlowState, order: OrderCore, world: World): Ownership {
  const { duty, now } = world;
  switch (state.owner) {
    case 'routed':
      return routedOwner(order, world);
    case 'fixer':
      return fixerOf(order);
    case 'verifier':
      return verifierFor(order, world);
    case 'checker': {
      const routed = routedOwner(order, world);
      return isIndependent(order, routed.person.id) ? routed : verifierFor(order, world);
    }
    case 'safety':
      return { person: refOf(duty.safety(now)), explain: '由当班安全员处理' };
    case 'siteKeeper':
      return { person: refOf(duty.siteKeeper(order.place.areaId, now)), explain: '由现场管控人处理' };
    case 'rectifier':
      return order.rectifier !== null && isActive(order.rectifier, world)
        ? { person: order.rectifier, explain: '由整改责任人处理' }
        : routedOwner(order, world);
    case 'approver':
      if (state.approval === undefined) throw new Error(`state ${state.id} does not say who signs`);
      return signerOf(state.approval, order, world);
    case null:
      throw new Error(`state ${state.id} has no owner`);
  }
}
