/** Ranks templates by their uses at a place: this point, this person, this time of year, and lately count more. Pure. */
import type { Millis } from '../../../typings/domain';
import { DAY, isoDay } from '../../../miniprogram/shared/time';

/** One report at the place. */
export interface TemplateUse {
  templateId: string;
  at: Millis;
  /** At the very point that is asked about. */
  isHere: boolean;
  /** By the person who asks. */
  isOwn: boolean;
}

/** How much more a use counts than one elsewhere in the area, by somebody else, at another time of year. */
const AT_POINT = 5;
const OWN = 3;
const IN_SEASON = 2;

/** Days of the year on either side that are the same season. */
const SEASON = 45;
const YEAR = 365.25;

/** After so many days a use counts half. */
const HALF_LIFE = 120;

/** Days since the first of January, +08:00. */
function dayOfYear(at: Millis): number {
  const day = isoDay(at);
  return (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / DAY;
}

/** Days between two dates on the circle of the year, the shorter way round. */
export function seasonDistance(a: Millis, b: Millis): number {
  const apart = Math.abs(dayOfYear(a) - dayOfYear(b));
  return Math.min(apart, YEAR - apart);
}

/** What one use is worth at `now`; greater than 0. */
export function weightOf({ at, isHere, isOwn }: TemplateUse, now: Millis): number {
  const age = Math.max(0, now - at) / DAY;
  const recency = 0.5 ** (age / HALF_LIFE);
  const season = seasonDistance(at, now) <= SEASON ? IN_SEASON : 1;
  return recency * season * (isHere ? AT_POINT : 1) * (isOwn ? OWN : 1);
}

/** Template ids by the sum of their weights, best first; of two that weigh the same, the one used last, then by id. */
export function rankTemplates(uses: readonly TemplateUse[], now: Millis): string[] {
  const scores = new Map<string, { weight: number; last: Millis }>();
  for (const use of uses) {
    const { weight, last } = scores.get(use.templateId) ?? { weight: 0, last: 0 };
    scores.set(use.templateId, { weight: weight + weightOf(use, now), last: Math.max(last, use.at) });
  }
  return [...scores]
    .sort(([a, x], [b, y]) => y.weight - x.weight || y.last - x.last || (a < b ? -1 : 1))
    .map(([id]) => id);
}
