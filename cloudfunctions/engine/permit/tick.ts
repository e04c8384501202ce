/** What the clock does to a ticket: stops work whose time or certificates are over, pushes up what nobody did, ends what never began. */
import { PAUSE_WORDS, PERMIT_WORDS } from '../../../miniprogram/shared/permit-words';
import type { Millis } from '../../../typings/domain';
import type { Permit, PermitRaise } from '../../../typings/permit';
import { onWatch, type PermitWorld } from './people';
import { led, raiseDueAt, raised, stopped, then, type Moved } from './step';
import { certificatesHold } from './validity';

/** When the first certificate ends; at once for one that was taken out of use. */
const firstEnd = ({ workers }: Permit): Millis =>
  Math.min(...workers.map(({ certificate }) => (certificate.isRetired ? 0 : certificate.endsAt)));

/** What is overdue, and since when; none while nothing can be. */
function overdue({ state, next, until, watches, afterWatch }: Permit): [PermitRaise['because'], Millis][] {
  if (next === null) return [];
  switch (state) {
    case 'asked':
      return [['approval', next.dueAt]];
    case 'paused':
      return [['time', until]];
    case 'watching':
      return watches.some(({ out }) => out === null)
        ? [['afterWatch', next.dueAt]]
        : [['watcher', watches.at(-1)?.out ?? afterWatch?.from ?? 0]];
    default:
      return [];
  }
}

/** When the clock has to look at a ticket again; null: never. Photos apart. */
export function dueAt(ticket: Permit): Millis | null {
  const { state, until, afterWatch } = ticket;
  const times = overdue(ticket).map(([because, since]) => raiseDueAt(ticket, because, since));
  if (state === 'asked' || state === 'approved') times.push(until);
  if (state === 'running') times.push(Math.min(until, firstEnd(ticket)));
  if (state === 'watching' && afterWatch?.toldAt === null) times.push(afterWatch.until);
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const nothing = (ticket: Permit): Moved => ({ ticket, happenings: [], tell: [] });

function expired(ticket: Permit, { now }: PermitWorld): Moved {
  const { state, applicant } = ticket;
  return {
    ticket: {
      ...ticket,
      state: 'expired',
      open: false,
      next: null,
      ended: { at: now, by: null, reason: PERMIT_WORDS.expired, photos: [] },
    },
    happenings: [{ actor: null, action: 'expire', from: state, to: 'expired', detail: {} }],
    tell: [{ notice: 'permitExpired', to: applicant, reason: PERMIT_WORDS.expired }],
  };
}

/** Nobody who left is accountable: the step goes to whoever is there. */
function handedOn(ticket: Permit, world: PermitWorld): Moved | null {
  if (ticket.next === null || world.duty.active(ticket.next.owner.id) !== null) return null;
  const next = led(ticket, world);
  if (next.next === null || next.next.owner.id === ticket.next.owner.id) return null;
  const { owner, step } = next.next;
  return {
    ticket: next,
    happenings: [
      {
        actor: null,
        action: 'handOn',
        from: ticket.state,
        to: ticket.state,
        detail: { from: ticket.next.owner, person: owner },
      },
    ],
    tell: step === 'approve' ? [{ notice: 'permitAsked', to: owner, reason: '' }] : [],
  };
}

/** The next thing that is due; null: nothing is. */
function once(ticket: Permit, world: PermitWorld): Moved | null {
  const { now } = world;
  const { state, until, afterWatch, next } = ticket;
  const isOver = now >= until;
  if ((state === 'asked' || state === 'approved') && isOver) return expired(ticket, world);
  if (state === 'running' && !certificatesHold(ticket, now) && firstEnd(ticket) <= until)
    return stopped(ticket, 'certificate', PAUSE_WORDS.certificate, null, world);
  if (state === 'running' && isOver) return stopped(ticket, 'time', PAUSE_WORDS.time, null, world);
  // From then on it can only be ended.
  if (state === 'paused' && isOver && next?.step === 'resume') return nothing(led(ticket, world));
  const watcher = onWatch(ticket);
  if (state === 'watching' && afterWatch?.toldAt === null && now >= afterWatch.until) {
    return {
      ticket: { ...ticket, afterWatch: { ...afterWatch, toldAt: now } },
      happenings: [],
      tell: watcher === null ? [] : [{ notice: 'permitWatchOver', to: watcher, reason: '' }],
    };
  }
  for (const [because, since] of overdue(ticket)) {
    const at = raiseDueAt(ticket, because, since);
    if (at !== null && now >= at) return raised(ticket, because, world);
  }
  return handedOn(ticket, world);
}

/** More than can be due at one instant. */
const MOST = 12;

/**
 * Everything that is due by now, in its order; however late or often it is asked, it happens once.
 * @returns the very same ticket when nothing is due
 */
export function settle(ticket: Permit, world: PermitWorld): Moved {
  let moved = nothing(ticket);
  for (let count = 0; count < MOST; count += 1) {
    const next = once(moved.ticket, world);
    if (next === null) break;
    moved = then(moved, () => next);
  }
  return moved;
}
