/** The trail as a person reads it: who did what, without seals, hashes and ids. */
import type { OrderView } from '../../../typings/api';
import type { Order, TrailEntry } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { WORDS } from '../../../miniprogram/shared/words';
import { actionOf, flowFor } from '../../engine';
import type { Actor } from '../people/identify';
import { mayKnowReporter } from './visibility';

type Line = OrderView['timeline'][number];

/** What the system itself did, by the engine's names. */
const SYSTEM_TOLD: Record<string, string> = {
  report: WORDS.reported,
  passedOn: WORDS.passedOn,
  reassigned: WORDS.reassigned,
  movedOn: WORDS.movedOn,
  shiftMoved: WORDS.shiftMoved,
  dutyReminded: WORDS.dutyReminded,
  urgencyRaised: WORDS.urgencyRaised,
};

/** What climbing a rung meant, by the message it sent; whom it told is said with it. */
const CLIMB_TOLD: Record<string, string> = { reminder: WORDS.reminded, overdue: WORDS.overdue };
const TELLING: readonly string[] = ['climbed', 'undelivered'];

function toldOf({ action, from, detail }: TrailEntry, book: FlowBook, flowId: string): string {
  const flow = book.flows.find(({ id }) => id === flowId);
  const act = from === null || flow === undefined ? undefined : actionOf(flow, action, from);
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
  const parts = ['reason', 'text', 'basis', 'interim', 'note', 'toName', 'explain'].flatMap((key) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
    if (key === 'toName' && TELLING.includes(action)) return [];
    return key === 'explain' && hidden !== null && value.includes(hidden) ? [] : [value];
  });
  return parts.length === 0 ? null : [...new Set(parts)].join(' · ');
}

/** A report that a colleague sent: 「{A} 帮{B}上报了隐患」; nothing of either where the reporter is hidden. */
function sentThrough({ reporter: { through, name } }: Order, isHidden: boolean): Partial<Line> {
  if (through === undefined) return {};
  if (isHidden) return { who: WORDS.hiddenReporter };
  return { who: through.name, what: WORDS.reportedFor.replace('{name}', name) };
}

/** Newest last. An order may have passed from flow to flow: what an action means is read where it was taken. */
export function timelineOf(order: Order, book: FlowBook, actor: Actor): OrderView['timeline'] {
  const { reporter } = order;
  const hidden = mayKnowReporter(order, actor) ? null : reporter.name;
  let flowId = flowFor(book, order).id;
  const first = order.trail.find(({ detail }) => typeof detail['flow'] === 'string');
  if (first !== undefined && first.action === 'report') flowId = String(first.detail['flow']);
  return order.trail.map((entry) => {
    const what = toldOf(entry, book, flowId);
    if (typeof entry.detail['flow'] === 'string') flowId = entry.detail['flow'];
    return {
      at: entry.at,
      who: hidden !== null && entry.actor.id === reporter.id ? WORDS.hiddenReporter : entry.actor.name,
      what,
      ...(entry.action === 'report' ? sentThrough(order, hidden !== null) : {}),
      note: noteOf(entry, hidden),
    };
  });
}
