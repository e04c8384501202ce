/** What the clock does to meetings: cards are brought up to date as they open, leaders reminded, misses told, photos sealed. */
import type { Briefing } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import { tick, type Ticked } from '../../engine/briefing';
import * as log from '../../platform/log';
import { plant, type Plant } from '../plant/current';
import type { PermitsOn } from './card';
import { createBriefingGeneration, createMaker, type Maker } from './generate';
import { tellOf } from './notices';
import { sealPending } from './photo';
import { nextBriefings, UNANSWERED, writeBriefing } from './store';

/** Meetings taken in one read. */
const BATCH = 50;

/** How long (ms) one run may go on, so that the rest of the minute has its turn. */
const TIME_BUDGET = 5_000;

/** How long an instance waits at most before it looks again: phones and other instances change meetings meanwhile. */
const EVERY = 15 * MINUTE;

/** Nobody who left leads anything: whoever keeps the first area does, else the duty leader. */
function ledNow(briefing: Briefing, { duty }: Plant, now: Millis): Briefing {
  if (!briefing.open || duty.active(briefing.owner.id) !== null) return briefing;
  const [areaId] = briefing.areaIds;
  const { id, name } = areaId === undefined ? duty.dutyLeader(now) : duty.siteKeeper(areaId, now);
  return { ...briefing, owner: { id, name } };
}

/** What the clock makes of a meeting; what is told last is told as things are now. */
async function decided(
  briefing: Briefing,
  maker: Maker,
  inForce: Plant,
  now: Millis,
): Promise<Ticked | null> {
  const renewed = now < briefing.dueAt ? await maker.renew(briefing) : briefing;
  if (!renewed.open) return { briefing: renewed, tell: [] };
  return tick(ledNow(renewed, inForce, now), now, (id) => inForce.duty.bossOf(id));
}

/** Told before it is noted: a run that ends in between tells again, which leaves one row. @returns whether it was noted */
async function settleOne(briefing: Briefing, maker: Maker, inForce: Plant, now: Millis): Promise<boolean> {
  if (briefing.state === 'held') return sealPending(briefing, now);
  const ticked = await decided(briefing, maker, inForce, now);
  if (ticked === null) return false;
  for (const { notice, to } of ticked.tell) await tellOf(notice, ticked.briefing, to, inForce, now);
  const where = briefing.state === 'due' && now < briefing.dueAt ? UNANSWERED : {};
  return (await writeBriefing(briefing, ticked.briefing, where)) !== null;
}

/** @returns how many were noted */
async function settle(due: readonly Briefing[], permitsOn: PermitsOn, now: Millis): Promise<number> {
  if (due.length === 0) return 0;
  const inForce = await plant(now);
  const maker = createMaker(inForce, permitsOn, now);
  let noted = 0;
  for (const briefing of due) {
    try {
      noted += Number(await settleOne(briefing, maker, inForce, now));
    } catch (error) {
      log.defect({ event: 'briefings.sweep', briefing: briefing._id }, error);
    }
  }
  return noted;
}

/** Deals with what is due, in batches. @returns how much that was, and when something falls due next */
async function settleAll(
  now: Millis,
  permitsOn: PermitsOn,
  inTime: () => boolean,
): Promise<{ dealt: number; upcoming: Millis | null; more: boolean }> {
  let dealt = 0;
  let past: Millis = 0;
  for (;;) {
    const read = await nextBriefings(past, BATCH);
    const due = read.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now);
    const settled = await settle(due, permitsOn, now);
    dealt += settled;
    const upcoming = read[due.length]?.nextDueAt ?? null;
    if (due.length < BATCH) return { dealt, upcoming, more: dealt > 0 };
    if (!inTime()) return { dealt, upcoming: null, more: true };
    // Meetings that nothing can be done for must not keep those behind them from their turn.
    if (settled < due.length) past = due.at(-1)?.nextDueAt ?? past;
  }
}

/**
 * Makes the part of the minute timer that makes meetings and looks after them. One database call when it looks, which it
 * does when it knows of something that falls due, when meetings were made, and every quarter of an hour; else none.
 * @param permitsOn - tickets that cards tell of
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many meetings it made or dealt with
 */
export function createBriefings(permitsOn: PermitsOn, clock: () => Millis): (now: Millis) => Promise<number> {
  const generate = createBriefingGeneration(permitsOn);
  let nextLook = -Infinity;
  let lookedAt = -Infinity;
  return async (now) => {
    const made = await generate(now);
    // The clock of a simulation may be set back.
    if (made === 0 && now >= lookedAt && now < nextLook) return 0;
    const started = clock();
    const inTime = (): boolean => clock() - started < TIME_BUDGET;
    const { dealt, upcoming, more } = await settleAll(now, permitsOn, inTime);
    lookedAt = now;
    // What was dealt with may fall due again before anything else that was read.
    nextLook = more ? now + MINUTE : Math.min(upcoming ?? Infinity, now + EVERY);
    return made + dealt;
  };
}
