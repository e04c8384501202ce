/** Seven-field cron of CloudBase timers (`sec min hour day month week year`, +08:00): parsing and the next due time. */

const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface FieldRule {
  name: string;
  min: number;
  max: number;
  /** Words that stand for numbers, counted from `min`. */
  words?: readonly string[];
}

const FIELDS = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'weekday', min: 0, max: 6, words: WEEKDAYS },
  { name: 'year', min: 1970, max: 2099 },
] as const satisfies readonly FieldRule[];

type FieldName = (typeof FIELDS)[number]['name'];

/** A parsed expression: the values each field allows, ascending. */
export type CronSchedule = Record<FieldName, readonly number[]> & {
  /** Day and weekday are both restricted: either one is enough. */
  readonly dayOrWeekday: boolean;
};

/**
 * Parses `*`, values, names, lists `a,b`, ranges `a-b` and steps `a-b/n` (the range may be `*` or just its start).
 * @throws Error naming the field that is wrong
 */
export function parseCron(expression: string): CronSchedule {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw new Error(`cron "${expression}" needs 7 fields: sec min hour day month week year`);
  }
  const allowed = FIELDS.map((rule, i) => parseField(texts[i] ?? '', rule, expression));
  const of = (i: number): readonly number[] => allowed[i] ?? [];
  return {
    second: of(0),
    minute: of(1),
    hour: of(2),
    day: of(3),
    month: of(4),
    weekday: of(5),
    year: of(6),
    dayOrWeekday: texts[3] !== '*' && texts[5] !== '*',
  };
}

function parseField(text: string, rule: FieldRule, expression: string): number[] {
  const fail = (): never => {
    throw new Error(`cron "${expression}": ${rule.name} "${text}" is not allowed (${rule.min}-${rule.max})`);
  };
  const value = (word: string): number => {
    const named = rule.words?.indexOf(word.toUpperCase()) ?? -1;
    const n = named >= 0 ? named + rule.min : /^\d+$/.test(word) ? Number(word) : NaN;
    return n >= rule.min && n <= rule.max ? n : fail();
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step, ...rest] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    if (rest.length > 0 || !Number.isInteger(every) || every < 1) fail();
    const [from = '', to, ...more] = range.split('-');
    if (more.length > 0) fail();
    const first = range === '*' ? rule.min : value(from);
    const open = range === '*' || (to === undefined && step !== undefined);
    const last = open ? rule.max : to === undefined ? first : value(to);
    if (last < first) fail();
    for (let n = first; n <= last; n += every) values.add(n);
  }
  return [...values].sort((a, b) => a - b);
}

/**
 * The first due time strictly after `at`, in ms; null when the years are used up.
 * @param at - milliseconds since the epoch
 */
export function nextDue(schedule: CronSchedule, at: number): number | null {
  // The wall clock of +08:00 is read as if it were UTC.
  const from = Math.floor((at + OFFSET) / 1000) * 1000 + 1000;
  const lastYear = schedule.year.at(-1) ?? 0;
  for (let day = Math.floor(from / DAY) * DAY; ; day += DAY) {
    const date = new Date(day);
    if (date.getUTCFullYear() > lastYear) return null;
    if (!matchesDay(schedule, date)) continue;
    const time = firstTime(schedule, Math.max(0, from - day) / 1000);
    if (time !== null) return day + time * 1000 - OFFSET;
  }
}

function matchesDay(schedule: CronSchedule, date: Date): boolean {
  const inMonth = schedule.month.includes(date.getUTCMonth() + 1);
  if (!inMonth || !schedule.year.includes(date.getUTCFullYear())) return false;
  const day = schedule.day.includes(date.getUTCDate());
  const weekday = schedule.weekday.includes(date.getUTCDay());
  return schedule.dayOrWeekday ? day || weekday : day && weekday;
}

/** The first allowed second of the day that is not before `from`. */
function firstTime(schedule: CronSchedule, from: number): number | null {
  for (const hour of schedule.hour) {
    if (hour * 3600 + 3599 < from) continue;
    for (const minute of schedule.minute) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 < from) continue;
      const second = schedule.second.find((s) => start + s >= from);
      if (second !== undefined) return start + second;
    }
  }
  return null;
}
