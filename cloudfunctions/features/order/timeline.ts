/** The trail as a person reads it: who did what, without seals, hashes and ids. */
import type { OrderView } from '../../../typings/api';
import type { Order, TrailEntry } from '../../../typings/domain';
import type { Flow } from '../../../typings/flow';
import { WORDS } from '../../../miniprogram/shared/words';
import { actionOf } from '../../engine';
import type { Actor } from '../people/identify';
import { mayKnowReporter } from './visibility';

/** What the system itself did, by the engine's names. */
const SYSTEM_TOLD: Record<string, string> = {
  report: WORDS.reported,
  passedOn: WORDS.passedOn,
  reassigned: WORDS.reassigned,
};

/** What climbing a rung meant, by the message it sent; whom it told is said with it. */
const CLIMB_TOLD: Record<string, string> = { reminder: WORDS.reminded, overdue: WORDS.overdue };
const TELLING: readonly string[] = ['climbed', 'undelivered'];

function toldOf({ action, from, detail }: TrailEntry, flow: Flow): string {
  const act = from === null ? undefined : actionOf(flow, action, from);
  if (act !== undefined) return act.told;
  if (!TELLING.includes(action)) return SYSTEM_TOLD[action] ?? action;
  const { notice, toName } = detail;
  if (typeof toName !== 'string' || toName === '') return WORDS.climbedAlone;
  if (action === 'undelivered') return WORDS.undelivered + toName;
  return (CLIMB_TOLD[String(notice)] ?? WORDS.climbed) + toName;
}

/**
 * Reasons, notes and names that belong beside an entry.
 * @param hidden - the name of a reporter in confidence, where the reader may not know it: a duty or rule that happens to
 * name them is left out
 */
function noteOf({ action, detail }: TrailEntry, hidden: string | null): string | null {
  const parts = ['reason', 'text', 'note', 'toName', 'explain'].flatMap((key) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
    if (key === 'toName' && TELLING.includes(action)) return [];
    return key === 'explain' && hidden !== null && value.includes(hidden) ? [] : [value];
  });
  return parts.length === 0 ? null : [...new Set(parts)].join(' · ');
}

/** Newest last. */
export function timelineOf(order: Order, flow: Flow, actor: Actor): OrderView['timeline'] {
  const { reporter } = order;
  const hidden = mayKnowReporter(order, actor) ? null : reporter.name;
  return order.trail.map((entry) => ({
    at: entry.at,
    who: hidden !== null && entry.actor.id === reporter.id ? WORDS.hiddenReporter : entry.actor.name,
    what: toldOf(entry, flow),
    note: noteOf(entry, hidden),
  }));
}
