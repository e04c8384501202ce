/** The steps that persons and the clock take alike: who is accountable next, work stopped, something pushed up. */
import { MINUTE } from '../../../miniprogram/shared/time';
import { RAISE_WORDS } from '../../../miniprogram/shared/permit-words';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { PauseBecause, Permit, PermitNext, PermitRaise, PermitState } from '../../../typings/permit';
import { approverFor, everybodyOn, nextApproval, onWatch, type PermitWorld } from './people';

export type PermitNotice =
  | 'permitAsked'
  | 'permitApproved'
  | 'permitRefused'
  | 'permitWatcher'
  | 'permitStopped'
  | 'permitRaised'
  | 'permitWatchOver'
  | 'permitExpired';

/** Something to be told, in words, to one person. */
export interface PermitTell {
  notice: PermitNotice;
  to: PersonRef;
  reason: string;
}

/** Something that happened; becomes one entry of the trail. */
export interface PermitHappening {
  /** Null: the clock. */
  actor: PersonRef | null;
  action: string;
  from: PermitState | null;
  to: PermitState;
  detail: Record<string, unknown>;
}

/** A ticket as it is then, what happened, and who is to be told. Nothing was performed. */
export interface Moved {
  ticket: Permit;
  happenings: PermitHappening[];
  tell: PermitTell[];
}

/** Nobody who left is accountable for anything: whoever keeps the area is. */
const present = (person: PersonRef, { place }: Permit, { duty, now }: PermitWorld): PersonRef =>
  duty.active(person.id) === null ? duty.siteKeeper(place.areaId, now) : person;

function stepOf(ticket: Permit, world: PermitWorld): Omit<PermitNext, 'since'> | null {
  const { state, applicant, until, rules, afterWatch } = ticket;
  const { now, duty } = world;
  switch (state) {
    case 'asked': {
      const step = nextApproval(ticket);
      const owner = step === undefined ? null : approverFor(ticket, step.by, world);
      const dueAt = Math.min(now + rules.approveWithin * MINUTE, until);
      return { step: 'approve', owner: owner ?? duty.manager(), dueAt };
    }
    case 'approved':
      return { step: 'start', owner: applicant, dueAt: until };
    case 'running':
      return { step: 'finish', owner: applicant, dueAt: until };
    case 'paused':
      return { step: now < until ? 'resume' : 'finish', owner: applicant, dueAt: until };
    case 'watching': {
      const dueAt = (afterWatch?.until ?? now) + rules.afterWatch.grace * MINUTE;
      return { step: 'endWatch', owner: onWatch(ticket) ?? applicant, dueAt };
    }
    default:
      return null;
  }
}

/** The ticket with its one next step as it follows from the rest; without one it is over. */
export function led(ticket: Permit, world: PermitWorld): Permit {
  const step = stepOf(ticket, world);
  if (step === null) return { ...ticket, open: false, next: null };
  const { id, name } = present(step.owner, ticket, world);
  return { ...ticket, open: true, next: { ...step, owner: { id, name }, since: world.now } };
}

/** Puts the fire out until somebody says otherwise; everybody on the ticket is told. */
export function stopped(
  ticket: Permit,
  because: PauseBecause,
  reason: string,
  by: PersonRef | null,
  world: PermitWorld,
): Moved {
  const pause = { at: world.now, because, reason, by, resumedAt: null };
  const next = led({ ...ticket, state: 'paused', pauses: [...ticket.pauses, pause] }, world);
  return {
    ticket: next,
    happenings: [
      { actor: by, action: 'pause', from: ticket.state, to: 'paused', detail: { because, reason } },
    ],
    tell: everybodyOn(next, world)
      .filter(({ id }) => id !== by?.id)
      .map((to) => ({ notice: 'permitStopped', to, reason })),
  };
}

/** How often this was pushed up since the step began. */
export const raisesOf = ({ raised, next }: Permit, because: PermitRaise['because']): PermitRaise[] =>
  raised.filter((each) => each.because === because && each.at >= (next?.since ?? 0));

/**
 * First the duty leader, then the general manager; the next one when one of them is accountable already, or must not sign.
 * With nobody else left whoever is accountable hears of it again.
 */
function targetOf(ticket: Permit, because: PermitRaise['because'], world: PermitWorld): PersonRef {
  const { duty, now } = world;
  const before = raisesOf(ticket, because);
  const leader = duty.dutyLeader(now);
  const inOrder =
    because === 'approval'
      ? [approverFor(ticket, 'dutyLeader', world), approverFor(ticket, 'manager', world)]
      : [leader, duty.bossOf(leader.id), duty.manager()];
  const owner = ticket.next?.owner ?? leader;
  const isNew = ({ id }: PersonRef): boolean => id !== owner.id && before.every(({ to }) => to.id !== id);
  // The second time it goes to the top.
  const ladder = before.length === 0 ? inOrder : inOrder.slice(-1);
  return ladder.find((person) => person !== null && isNew(person)) ?? owner;
}

/** How often something is pushed up at most. */
const RUNGS = 2;

/** When something that is overdue since an instant is pushed up next; null: it was, as far as it goes. */
export function raiseDueAt(ticket: Permit, because: PermitRaise['because'], since: Millis): Millis | null {
  const before = raisesOf(ticket, because);
  if (before.length >= RUNGS) return null;
  const last = before.at(-1);
  return last === undefined ? since : last.at + ticket.rules.raiseAgain * MINUTE;
}

/** Pushes something up; whoever is accountable stays so. */
export function raised(ticket: Permit, because: PermitRaise['because'], world: PermitWorld): Moved {
  const { id, name } = targetOf(ticket, because, world);
  const to = { id, name };
  const { state } = ticket;
  return {
    ticket: { ...ticket, raised: [...ticket.raised, { because, to, at: world.now }] },
    happenings: [{ actor: null, action: 'raise', from: state, to: state, detail: { because, person: to } }],
    tell: [{ notice: 'permitRaised', to, reason: RAISE_WORDS[because] }],
  };
}

/** One thing after the other. */
export function then(first: Moved, second: (ticket: Permit) => Moved): Moved {
  const next = second(first.ticket);
  return {
    ticket: next.ticket,
    happenings: [...first.happenings, ...next.happenings],
    tell: [...first.tell, ...next.tell],
  };
}
