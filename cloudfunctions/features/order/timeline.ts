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
  undelivered: WORDS.undelivered,
  passedOn: WORDS.passedOn,
  reassigned: WORDS.reassigned,
};

/** What climbing a rung meant, by the message it sent. */
const CLIMB_TOLD: Record<string, string> = { reminder: WORDS.reminded, overdue: WORDS.overdue };

function toldOf({ action, from, detail }: TrailEntry, flow: Flow): string {
  const act = from === null ? undefined : actionOf(flow, action, from);
  if (act !== undefined) return act.told;
  if (action === 'climbed') return CLIMB_TOLD[String(detail['notice'])] ?? WORDS.climbed;
  return SYSTEM_TOLD[action] ?? action;
}

/**
 * Reasons, notes and names that belong beside an entry.
 * @param hidden - the name of a reporter in confidence, where the reader may not know it: a duty or rule that happens to
 * name them is left out
 */
function noteOf({ detail }: TrailEntry, hidden: string | null): string | null {
  const parts = ['reason', 'text', 'note', 'toName', 'explain'].flatMap((key) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
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
