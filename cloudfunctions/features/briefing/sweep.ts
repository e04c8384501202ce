/** What the clock does to meetings: cards are brought up to date as they open, leaders reminded, misses told, photos sealed. */
import type { Briefing } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import { tick, type Ticked } from '../../engine/briefing';
import { createLook, oneByOne } from '../../platform/look';
import { plant, type Plant } from '../plant/current';
import type { PermitsOn } from './card';
import { createBriefingGeneration, createMaker, type Maker } from './generate';
import { tellOf } from './notices';
import { sealPending } from './photo';
import { nextBriefings, UNANSWERED, writeBriefing } from './store';

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

/**
 * Makes the part of the minute timer that makes meetings and looks after them.
 * @param permitsOn - tickets that cards tell of
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many meetings it made or dealt with
 */
export function createBriefings(permitsOn: PermitsOn, clock: () => Millis): (now: Millis) => Promise<number> {
  const generate = createBriefingGeneration(permitsOn);
  const look = createLook<Briefing>(
    {
      every: EVERY,
      next: nextBriefings,
      settle: async (due, now, inTime) => {
        const inForce = await plant(now);
        const maker = createMaker(inForce, permitsOn, now);
        const see = (briefing: Briefing) => settleOne(briefing, maker, inForce, now);
        return oneByOne('briefings.sweep', see)(due, now, inTime);
      },
    },
    clock,
  );
  return async (now) => {
    const made = await generate(now);
    return made + (await look(now, made > 0));
  };
}
