/** What the clock does to a meeting: its leader is reminded, a miss is recorded and goes up, and nothing is closed in silence. */
import { HOUR } from '../../../miniprogram/shared/time';
import type { Briefing } from '../../../typings/briefing';
import type { Millis, PersonRef } from '../../../typings/domain';
import { newMiss } from './act';

/** How long its leader has to say why a meeting was not held before one more person up is told. */
export const EXPLAIN_WITHIN = 24 * HOUR;

export type BriefingNotice = 'briefingReady' | 'briefingClose' | 'briefingMissed' | 'briefingMissedUp';

export interface Ticked {
  briefing: Briefing;
  tell: { notice: BriefingNotice; to: PersonRef }[];
}

function missed(briefing: Briefing, now: Millis, superior: PersonRef | null): Ticked {
  const raisedTo = superior === null ? [] : [superior];
  return {
    briefing: {
      ...briefing,
      state: 'missed',
      isMissed: true,
      miss: { ...(briefing.miss ?? newMiss(now)), raisedTo },
      nextDueAt: now + EXPLAIN_WITHIN,
    },
    tell: [
      { notice: 'briefingMissed', to: briefing.owner },
      ...raisedTo.map((to) => ({ notice: 'briefingMissedUp' as const, to })),
    ],
  };
}

/**
 * The next thing that is to happen to a meeting by the clock. A run that comes late does the last of what is over.
 * @param bossOf - the person one step up; null for whoever has nobody above
 * @returns null when nothing is due
 */
export function tick(
  briefing: Briefing,
  now: Millis,
  bossOf: (personId: string) => PersonRef | null,
): Ticked | null {
  const { open, state, owner, nextDueAt, dueAt, endsAt, miss } = briefing;
  if (!open || nextDueAt === null || now < nextDueAt) return null;
  if (state === 'missed') {
    const up = bossOf(miss?.raisedTo.at(-1)?.id ?? owner.id);
    const raised = miss !== null && up !== null ? { ...miss, raisedTo: [...miss.raisedTo, up] } : miss;
    return {
      briefing: { ...briefing, miss: raised, nextDueAt: null },
      tell: up === null ? [] : [{ notice: 'briefingMissedUp', to: up }],
    };
  }
  const lastCall = state === 'running' ? endsAt : dueAt;
  if (now >= lastCall) return missed(briefing, now, bossOf(owner.id));
  const notice = state === 'running' ? 'briefingClose' : 'briefingReady';
  return { briefing: { ...briefing, nextDueAt: lastCall }, tell: [{ notice, to: owner }] };
}
