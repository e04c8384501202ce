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

/** Reasons, notes and names that belong beside an entry. */
function noteOf({ detail }: TrailEntry): string | null {
  const parts = ['reason', 'text', 'note', 'toName', 'explain'].flatMap((key) => {
    const value = detail[key];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  return parts.length === 0 ? null : [...new Set(parts)].join(' · ');
}

/** Newest last. */
export function timelineOf(order: Order, flow: Flow, actor: Actor): OrderView['timeline'] {
  return order.trail.map((entry) => {
    const hidden = entry.actor.id === order.reporter.id && !mayKnowReporter(order, actor);
    return {
      at: entry.at,
      who: hidden ? WORDS.hiddenReporter : entry.actor.name,
      what: toldOf(entry, flow),
      note: noteOf(entry),
    };
  });
}
