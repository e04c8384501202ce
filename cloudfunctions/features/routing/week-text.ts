/** Says stretches of the week in words, merged so that a person reads few lines. */
import { DAY_MINUTES, MONDAY_FIRST } from './shifts';

export const WEEK_MINUTES = 7 * DAY_MINUTES;

const NAMES = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** A stretch of the week in minutes since Monday 00:00; `end` may pass the end of the week, never by a whole one. */
export interface Stretch {
  start: number;
  end: number;
}

/** Minutes since Monday 00:00 at which a weekday (0 = Sunday) begins. */
export const weekdayStart = (weekday: number): number => MONDAY_FIRST.indexOf(weekday) * DAY_MINUTES;

/**
 * Names weekdays, Monday first: `每天`, `周一至周五`, `周六、周日`.
 * @param weekdays - 0 (Sunday)–6, each once
 */
export function weekdaysText(weekdays: readonly number[]): string {
  const days = MONDAY_FIRST.filter((weekday) => weekdays.includes(weekday));
  if (days.length === 7) return '每天';
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && MONDAY_FIRST.indexOf(day) === MONDAY_FIRST.indexOf(run.at(-1) ?? day) + 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string => NAMES[day ?? 0] ?? '';
  return runs
    .map((run) => (run.length > 2 ? `${name(run[0])}至${name(run.at(-1))}` : run.map(name).join('、')))
    .join('、');
}

/** `22:00` of a minute of the day; midnight at the end of a stretch is `24:00`. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * Says stretches: `周六 22:00–次日 06:00`, `周一至周五 08:00–16:00`, `周六 22:00–周一 06:00`, `整周`.
 * Stretches at the same time of day become one line.
 */
export function stretchesText(stretches: readonly Stretch[]): string[] {
  const daily = new Map<string, number[]>();
  const lines: string[] = [];
  for (const { start, end } of stretches) {
    if (end - start >= WEEK_MINUTES) return ['整周'];
    const day = Math.floor(start / DAY_MINUTES);
    const from = start - day * DAY_MINUTES;
    const to = end - day * DAY_MINUTES;
    if (to > from + DAY_MINUTES) {
      lines.push(`${dayName(start)} ${minuteText(from)}–${dayName(end)} ${minuteText(end % DAY_MINUTES)}`);
      continue;
    }
    const clock = `${minuteText(from)}–${to > DAY_MINUTES ? `次日 ${minuteText(to - DAY_MINUTES)}` : minuteText(to)}`;
    daily.set(clock, [...(daily.get(clock) ?? []), MONDAY_FIRST[day % 7] ?? 0]);
  }
  return [...[...daily].map(([clock, days]) => `${weekdaysText(days)} ${clock}`), ...lines];
}

function dayName(minute: number): string {
  return NAMES[MONDAY_FIRST[Math.floor(minute / DAY_MINUTES) % 7] ?? 0] ?? '';
}

/** Somebody's presence in the week. */
export interface Presence extends Stretch {
  who: string;
}

/**
 * Cuts the week wherever somebody comes or goes.
 * @param presences - stretches of the week, each shorter than or as long as a week
 * @param keep - which crowds matter, given the distinct names present
 * @returns maximal stretches with the same kept crowd; one over the week's end is one stretch
 */
export function crowdedStretches(
  presences: readonly Presence[],
  keep: (names: readonly string[]) => boolean,
): (Stretch & { names: string[] })[] {
  const flat = presences.flatMap(({ who, start, end }) =>
    end <= WEEK_MINUTES
      ? [{ who, start, end }]
      : [
          { who, start, end: WEEK_MINUTES },
          { who, start: 0, end: end - WEEK_MINUTES },
        ],
  );
  const cuts = [...new Set([0, WEEK_MINUTES, ...flat.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const found: (Stretch & { names: string[] })[] = [];
  for (const [index, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[index + 1] ?? WEEK_MINUTES;
    const names = [...new Set(flat.filter((p) => p.start <= start && p.end >= end).map((p) => p.who))].sort();
    if (!keep(names)) continue;
    const last = found.at(-1);
    if (last?.end === start && same(last.names, names)) last.end = end;
    else found.push({ start, end, names });
  }
  const [first, last] = [found[0], found.at(-1)];
  if (
    first &&
    last &&
    first !== last &&
    first.start === 0 &&
    last.end === WEEK_MINUTES &&
    same(first.names, last.names)
  ) {
    last.end += first.end;
    found.shift();
  }
  return found;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
