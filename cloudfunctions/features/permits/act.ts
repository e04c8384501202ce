/** What a person does with a ticket: read, settled, decided, written on what was read, and told. */
import type { PermitActInput, PermitView } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import type { PermitAction } from '../../../typings/permit-views';
import { AppError } from '../../../miniprogram/shared/errors';
import { actOn, checkAct, type Moved, type PermitGiven } from '../../engine/permit';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { readSeen } from './near';
import { tellOf } from './notices';
import { handOf, sealNow, type Hand } from './photos';
import { maySee } from './rights';
import { getPermit, writePermit } from './store';
import { entryOf, recorded } from './trail';
import { permitView } from './view';
import { lookAt, settled, worldOf } from './world';

/** As often as this somebody else may be first; each time another person's work was written. */
const TRIES = 8;

/** What is decided on what a person saw; the rest is a fact, whatever else happened meanwhile. */
const DECISIONS: readonly PermitAction[] = [
  'approve',
  'refuse',
  'withdraw',
  'appoint',
  'start',
  'resume',
  'finish',
];

/** A ticket is one document: from here on it takes only what ends the fire. */
const MAX_TRAIL = 300;
const ENDING: readonly PermitAction[] = [
  'refuse',
  'withdraw',
  'pause',
  'finish',
  'watchIn',
  'watchOut',
  'endWatch',
];

/** @throws AppError PERSON_UNKNOWN */
function personOf(personId: string | undefined, { personById }: Plant): PersonRef | null {
  if (personId === undefined) return null;
  const person = personById.get(personId);
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  return { id: person.id, name: person.name };
}

function givenOf(
  { permitId, action, input }: PermitActInput,
  hand: Hand,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): PermitGiven {
  return {
    note: (input.note ?? '').trim(),
    near: action === 'approve' ? readSeen(permitId, actor, input.seen, now) : [],
    reason: (input.reason ?? '').trim(),
    person: personOf(input.personId, inForce),
    checks: (input.checks ?? []).map(({ checkId, result, reason = '' }, index) => ({
      ...{ checkId, result },
      reason: reason.trim(),
      photos: hand.checks[index] ?? [],
    })),
    values: input.values ?? {},
    photos: hand.photos,
  };
}

/** The same intent again is the ticket as it is now. @throws AppError REPLAY_… */
function isReplay(permit: Permit, actor: Actor, requestId: string, inputHash: string): boolean {
  const entry = entryOf(permit, requestId);
  if (entry === undefined) return false;
  if (entry.actor.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (entry.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return true;
}

/** @throws AppError CHANGED when somebody decided something meanwhile; TOO_LARGE */
function checkSeen(permit: Permit, { rev, action }: PermitActInput): void {
  if (DECISIONS.includes(action) && permit.rev !== rev) {
    const last = permit.trail.findLast(({ actor }) => actor.kind === 'person');
    throw new AppError('CHANGED', { name: last?.actor.name ?? '有人' });
  }
  if (permit.trail.length >= MAX_TRAIL && !ENDING.includes(action)) throw new AppError('TOO_LARGE');
}

/**
 * Takes an action. Three database calls with those of the caller, and those of messages and photos; two more for each time
 * somebody else was first. The same intent again is no failure.
 * @throws AppError PERMIT_UNKNOWN; CHANGED; what {@link actOn} refuses; PHOTO_…; REPLAY_…; BUSY
 */
export async function act(
  actor: Actor,
  command: PermitActInput,
  requestId: string,
  now: Millis,
): Promise<PermitView> {
  const inForce = await plant(now);
  const inputHash = keyed('input', canonical(command));
  const person = { id: actor.id, name: actor.name, roles: actor.roles };
  let hand: Hand | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await getPermit(command.permitId);
    if (read === null || !maySee(read, actor)) throw new AppError('PERMIT_UNKNOWN');
    const before = settled(read, inForce, now);
    if (isReplay(read, actor, requestId, inputHash)) return permitView(before.ticket, actor, inForce, now);
    checkSeen(read, command);
    checkAct(before.ticket, command.action, person, worldOf(inForce, now));
    hand ??= await handOf(read, command.input, actor, now);
    const given = givenOf(command, hand, actor, inForce, now);
    const done = actOn(before.ticket, command.action, given, person, worldOf(inForce, now));
    const moved: Moved = {
      ticket: done.ticket,
      happenings: [...before.happenings, ...done.happenings],
      tell: [...before.tell, ...done.tell],
    };
    const noted = recorded(moved.ticket, moved.happenings, now, { requestId, inputHash });
    const evidence = { ...read.evidence, ...hand.evidence };
    const next = { ...noted, nextDueAt: lookAt({ ...noted, evidence }, now) };
    const written = await writePermit(read, next, hand.evidence);
    if (written === null) continue;
    await tellOf(written, moved.tell, inForce, now);
    await sealNow(written, now, hand.files);
    return permitView(written, actor, inForce, now);
  }
  throw new AppError('BUSY');
}
