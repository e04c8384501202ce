/** The week that is talked about, for its page and for the home page of everybody. */
import type { Millis } from '../../../typings/domain';
import type { HomeWeek, WeekTop, WeekTopView } from '../../../typings/week-top';
import { MINUTE } from '../../../miniprogram/shared/time';
import { mondayAt } from '../../engine/week-top';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { getWeek } from './store';
import { homeWeek, weekView } from './view';

/** How long the home page may lag behind what was said: everybody opens it, and a week changes a few times. */
const KEPT = MINUTE;

let kept: { monday: string; at: Millis; week: WeekTop | null } | null = null;

/** What this instance knows is no longer so. */
export function forgetWeek(): void {
  kept = null;
}

/** One database call a minute in each instance. */
async function weekNow(now: Millis): Promise<WeekTop | null> {
  const monday = mondayAt(now);
  const isFresh = kept?.monday === monday && now >= kept.at && now - kept.at < KEPT;
  if (kept === null || !isFresh) kept = { monday, at: now, week: await getWeek(monday) };
  return kept.week;
}

/** For the home page; null: nothing that this person would want to know of. */
export async function weekAtHome(actor: Actor, inForce: Plant, now: Millis): Promise<HomeWeek | null> {
  if (actor.kind !== 'person') return null;
  const week = await weekNow(now);
  return week === null ? null : homeWeek(week, actor, inForce, now);
}

/** One database call. @param monday - missing: of this week */
export async function readWeek(
  actor: Actor,
  monday: string | undefined,
  now: Millis,
): Promise<{ week: WeekTopView | null }> {
  const [week, inForce] = await Promise.all([getWeek(monday ?? mondayAt(now)), plant(now)]);
  return { week: week === null ? null : weekView(week, actor, inForce, now) };
}
