/** The trail of a ticket: every entry is chained as those of orders are, and tells a replay from a forgery. */
import type { Millis, TrailEntry } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { WORDS } from '../../../miniprogram/shared/words';
import type { PermitHappening } from '../../engine/permit';
import { append } from '../trail/chain';

/** Under which intent something was done; null for the clock. */
export interface Origin {
  requestId: string;
  inputHash: string;
}

const SYSTEM = { kind: 'system', id: 'system', name: WORDS.system, role: 'system' } as const;

/** The ticket with what happened on its trail. The first thing that the person did carries the intent. */
export function recorded(
  permit: Permit,
  happenings: readonly PermitHappening[],
  now: Millis,
  origin: Origin | null,
): Permit {
  const own = happenings.findIndex(({ actor }) => actor !== null);
  const entries = happenings.map(({ actor, action, from, to, detail }, index) => ({
    at: now,
    actor: actor === null ? SYSTEM : { kind: 'person' as const, id: actor.id, name: actor.name, role: '' },
    action,
    from,
    to,
    detail,
    requestId: index === own ? (origin?.requestId ?? null) : null,
    inputHash: index === own ? (origin?.inputHash ?? null) : null,
  }));
  return { ...permit, trail: [...permit.trail, ...append(permit._id, permit.trail.at(-1) ?? null, entries)] };
}

/** The entry of an intent that was carried out before. */
export const entryOf = ({ trail }: Pick<Permit, 'trail'>, requestId: string): TrailEntry | undefined =>
  trail.find((entry) => entry.requestId === requestId);
