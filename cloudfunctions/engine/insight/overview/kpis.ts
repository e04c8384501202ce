/** The numbers of a period one by one, each beside that of the period before. */
import type { Baseline } from '../../../../typings/config';
import type { Cell } from '../../../../typings/insight';
import type { InsightFilter, InsightKpi, InsightKpiId, InsightUnit } from '../../../../typings/insight-views';
import { mean, MEDIAN, minutesOf, MOST, quantile, share, sum } from './figures';
import type { People } from './participation';
import type { Repeats } from './repeats';
import { WORDS } from './words';

export interface Told {
  cells: readonly Cell[];
  before: readonly Cell[];
  /** Whether anything was counted in the period before, or earlier: then none is none, and not unknown. */
  hasBefore: boolean;
  repeats: Repeats;
  /** Null: nothing was counted a year before. */
  repeatsYearAgo: Repeats | null;
  people: People;
  peopleBefore: People;
  overdue: number | null;
  onRoll: number | null;
  /** How it was before; null: nobody said, or it is not of what they look after. */
  baseline: Baseline | null;
  behind: (filter: InsightFilter) => InsightFilter;
}

/** How a number is made of cells, and what stands behind it. */
interface Measure {
  id: InsightKpiId;
  unit: InsightUnit;
  of: (cells: readonly Cell[]) => number | null;
  what: Omit<InsightFilter, 'from' | 'to'> | null;
}

const count =
  (of: string, measure: string): Measure['of'] =>
  (cells) =>
    sum(cells, of, measure);

const part =
  (of: string, some: string, all: string): Measure['of'] =>
  (cells) =>
    share(sum(cells, of, some), sum(cells, of, all));

/** What is planned; nobody owes a check before use. */
const planned = (cells: readonly Cell[], measure: string): number =>
  sum(cells, 'round', measure, { kind: 'spotCheck' }) + sum(cells, 'round', measure, { kind: 'patrol' });

const REPORTED = { what: 'reported' } as const;
const CLOSED = { what: 'closed' } as const;
const ANSWERED = { what: 'answered' } as const;

const MEASURES: readonly Measure[] = [
  { id: 'reported', unit: 'count', of: count('order', 'reported'), what: REPORTED },
  { id: 'closed', unit: 'count', of: count('order', 'closed'), what: CLOSED },
  { id: 'closureMean', unit: 'minutes', of: (cells) => mean(minutesOf(cells, 'closure')), what: CLOSED },
  {
    ...{ id: 'closureMedian', unit: 'minutes', what: CLOSED },
    of: (cells) => quantile(minutesOf(cells, 'closure'), MEDIAN),
  },
  {
    ...{ id: 'closureP90', unit: 'minutes', what: CLOSED },
    of: (cells) => quantile(minutesOf(cells, 'closure'), MOST),
  },
  {
    ...{ id: 'responseMedian', unit: 'minutes', what: ANSWERED },
    of: (cells) => quantile(minutesOf(cells, 'response'), MEDIAN),
  },
  {
    ...{ id: 'responseP90', unit: 'minutes', what: ANSWERED },
    of: (cells) => quantile(minutesOf(cells, 'response'), MOST),
  },
  { id: 'respondedInTime', unit: 'share', of: part('order', 'respondedInTime', 'responded'), what: ANSWERED },
  { id: 'closedInTime', unit: 'share', of: part('order', 'closedInTime', 'closed'), what: CLOSED },
  {
    id: 'inspectionsDone',
    unit: 'share',
    of: (cells) => share(planned(cells, 'done'), planned(cells, 'due')),
    what: null,
  },
  { id: 'inspectionsMissed', unit: 'count', of: (cells) => planned(cells, 'missed'), what: null },
  { id: 'rounds', unit: 'ratio', of: part('order', 'rounds', 'closed'), what: CLOSED },
  { id: 'majors', unit: 'count', of: count('order', 'majors'), what: { ...REPORTED, major: true } },
  { id: 'pointsPerClosed', unit: 'ratio', of: part('order', 'points', 'closed'), what: CLOSED },
];

const changed = (value: number | null, previous: number | null): number | null =>
  value === null || previous === null ? null : value - previous;

/** The numbers of the time before in words, beside those that they are to be read with. */
function wereBefore(baseline: Baseline | null): Partial<Record<InsightKpiId, string>> {
  if (baseline === null) return {};
  const { name, closureHours, closedInTimePercent, respondedInTimePercent, repeatPercent, activePercent } =
    baseline;
  const percent = (n: number | undefined): string[] => (n === undefined ? [] : [WORDS.was(name, `${n}%`)]);
  const all: [InsightKpiId, string[]][] = [
    ['closureMean', closureHours === undefined ? [] : [WORDS.was(name, WORDS.hours(closureHours))]],
    ['closedInTime', percent(closedInTimePercent)],
    ['respondedInTime', percent(respondedInTimePercent)],
    ['repeats', percent(repeatPercent)],
    ['activeUsers', percent(activePercent)],
  ];
  return Object.fromEntries(all.flatMap(([id, words]) => words.map((word) => [id, word])));
}

export function kpisOf(told: Told): InsightKpi[] {
  const { cells, before, hasBefore, repeats, repeatsYearAgo, people, peopleBefore, overdue, onRoll } = told;
  const past = wereBefore(told.baseline);
  const kpi = (
    id: InsightKpiId,
    unit: InsightUnit,
    [value, previous]: [number | null, number | null],
    opens: InsightFilter | null = null,
    sentence: string | null = null,
  ): InsightKpi => {
    const said = [sentence, past[id]].filter((words) => words != null).join('，');
    const change = changed(value, previous);
    return { id, unit, value, previous, change, sentence: said === '' ? null : said, opens };
  };
  const ofCells = MEASURES.map(({ id, unit, of, what }) =>
    kpi(id, unit, [of(cells), hasBefore ? of(before) : null], what && told.behind(what)),
  );
  const rate = ({ repeats: back, told: all }: Repeats): number | null => share(back, all);
  const sentence = onRoll === null || onRoll === 0 ? null : (n: number) => WORDS.onRoll(n, onRoll);
  const counted = (was: number): number | null => (hasBefore ? was : null);
  return [
    ...ofCells,
    kpi('overdue', 'count', [overdue, null], overdue === null ? null : { what: 'overdue' }),
    kpi(
      'repeats',
      'share',
      [rate(repeats), repeatsYearAgo && rate(repeatsYearAgo)],
      null,
      repeatsYearAgo === null ? WORDS.noYear : null,
    ),
    kpi(
      'activeUsers',
      'count',
      [people.users, counted(peopleBefore.users)],
      null,
      sentence?.(people.users) ?? null,
    ),
    kpi(
      'activeReporters',
      'count',
      [people.reporters, counted(peopleBefore.reporters)],
      null,
      sentence?.(people.reporters) ?? null,
    ),
  ];
}
