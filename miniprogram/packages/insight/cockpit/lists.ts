/** A period as the page shows it: sentences, numbers, charts, and which orders each opens. Pure. */
import type {
  InsightFilter,
  InsightHeat,
  InsightKpi,
  InsightKpiId,
  InsightOverview,
  InsightPeriod,
} from '../../../../typings/insight-views';
import { fill, TEXT } from '../../../shared/text';
import { DAY, isoDay } from '../../../shared/time';
import { changeWords, dayWords, spell, spellMinutes } from './words';

const t = TEXT.insight;

/** Rows and columns of a heat map; more would not be read on a phone. */
const HEAT_ROWS = 6;
const HEAT_COLUMNS = 6;

/** Colours of a heat map, from few to many. */
const SHADES = 5;

/** Opened by a tap: under its key, the orders and what they are called. */
export type Opens = Record<string, { filter: InsightFilter; title: string }>;

export interface KpiRow {
  key: InsightKpiId;
  name: string;
  value: string;
  change: string;
  /** Whether a tap leads to orders. */
  opens: boolean;
}

export interface HeatView {
  columns: { id: string; name: string }[];
  rows: {
    id: string;
    name: string;
    /** Of the whole row. */
    say: string;
    cells: { key: string; n: string; shade: number }[];
    /** What is in it, each with its orders. */
    found: { key: string; name: string; count: string; opens: boolean }[];
  }[];
  sentence: string;
  rest: string;
}

/** One place of a bar chart with two bars. */
export interface BarPair {
  key: string;
  label: string;
  first: number;
  second: number;
  /** Height in percent of the highest bar. */
  firstHeight: number;
  secondHeight: number;
  say: string;
}

export interface CockpitPage {
  own: boolean;
  days: string;
  missing: string;
  empty: boolean;
  sentences: string[];
  main: KpiRow[];
  all: KpiRow[];
  tops: { key: string; place: number; name: string; text: string; opens: boolean }[];
  slots: HeatView;
  categories: HeatView;
  trend: BarPair[];
  /** The same in words, bar by bar; a line leads to what was reported then. */
  bars: { key: string; text: string; opens: boolean }[];
  trendSum: string;
  ranks: { key: string; place: string; name: string; text: string; width: number; opens: boolean }[];
  people: BarPair[];
  peopleSum: string;
  silent: { key: string; name: string; days: string }[];
}

/** The four that say most. */
const MAIN: readonly InsightKpiId[] = ['closureMean', 'overdue', 'respondedInTime', 'activeReporters'];

/** In the order in which they are read. */
const ALL: readonly InsightKpiId[] = [
  ...(['reported', 'closed', 'majors', 'repeats', 'overdue'] as const),
  ...(['closureMean', 'closureMedian', 'closureP90', 'closedInTime', 'rounds'] as const),
  ...(['responseMedian', 'responseP90', 'respondedInTime'] as const),
  ...(['inspectionsDone', 'inspectionsMissed'] as const),
  ...(['activeUsers', 'activeReporters', 'pointsPerClosed'] as const),
];

const kpiOf = ({ kpis }: InsightOverview, id: InsightKpiId): InsightKpi | undefined =>
  kpis.find((kpi) => kpi.id === id);

/** 「本月」 while it runs, otherwise the days. */
const whenOf = ({ period }: InsightOverview): string => t[period];

/** 「11月1日到24日」 */
export function spanWords({ from, to }: Pick<InsightOverview, 'from' | 'to'>): string {
  if (from === to) return dayWords(from);
  const end =
    from.slice(0, 7) === to.slice(0, 7) ? fill(t.date, { date: Number(to.slice(8)) }) : dayWords(to);
  return fill(t.days, { from: dayWords(from), to: end });
}

function rowOf(told: InsightOverview, when: string, id: InsightKpiId, opens: Opens): KpiRow[] {
  const kpi = kpiOf(told, id);
  if (kpi === undefined) return [];
  if (kpi.opens !== null) opens[id] = { filter: kpi.opens, title: titleOf(when, kpi.opens) };
  return [
    {
      ...{ key: id, name: t.kpi[id], opens: kpi.opens !== null },
      value: kpi.value === null ? t.none : spell(kpi, kpi.value),
      change: changeWords(kpi, told.period),
    },
  ];
}

const titleOf = (when: string, { what }: InsightFilter, ...more: string[]): string =>
  [...more, what === 'overdue' ? t.what.overdue : `${when}${t.what[what]}`].join(t.dot);

/** Three sentences, as one would say them. */
function sentencesOf(told: InsightOverview): string[] {
  const [reported, closed, mean] = (['reported', 'closed', 'closureMean'] as const).map((id) =>
    kpiOf(told, id),
  );
  const sum = fill(t.sumReported, {
    when: whenOf(told),
    reported: reported?.value ?? 0,
    closed: closed?.value ?? 0,
  });
  const took = mean?.value == null ? '' : fill(t.sumMean, { mean: spellMinutes(mean.value) });
  const compared = mean?.change == null ? '' : t.and + changeWords(mean, told.period);
  const [top] = told.bySlot.areas;
  const overdue = kpiOf(told, 'overdue')?.value ?? null;
  const [quiet] = told.silent;
  return [
    `${sum}${took}${compared}`,
    ...(top === undefined ? [] : [fill(t.sumTop, { area: top.name, n: top.n })]),
    ...(overdue === null ? [] : [overdue === 0 ? t.sumCalm : fill(t.sumOverdue, { n: overdue })]),
    ...(quiet === undefined
      ? []
      : [
          told.silent.length === 1
            ? fill(t.sumSilent, { area: quiet.name, days: quiet.days })
            : fill(t.sumSilentMore, { area: quiet.name, count: told.silent.length }),
        ]),
  ];
}

/** A shade for a count: none for nothing, the darkest for the most. */
export const shadeOf = (n: number, most: number): number =>
  n === 0 || most === 0 ? 0 : Math.max(1, Math.ceil((n * SHADES) / most));

/** @param unit - what stands behind the name of a column where it is told in words */
function heatOf(when: string, heat: InsightHeat, name: string, unit: string, opens: Opens): HeatView {
  const rows = heat.areas.slice(0, HEAT_ROWS);
  const columns = heat.columns.slice(0, HEAT_COLUMNS);
  const most = heat.cells.reduce((max, { n }) => Math.max(max, n), 0);
  const highest = heat.cells.find(({ n }) => n === most);
  const named = (all: readonly { id: string; name: string }[], id: string): string =>
    all.find((one) => one.id === id)?.name ?? '';
  const rest = [
    ...(heat.areas.length > rows.length ? [fill(t.heatRest, { n: heat.areas.length - rows.length })] : []),
    ...(heat.columns.length > columns.length
      ? [fill(t.columnRest, { n: heat.columns.length - columns.length })]
      : []),
  ];
  return {
    columns,
    rows: rows.map((area) => {
      const counts = columns.map((column) => {
        const cell = heat.cells.find(({ areaId, columnId }) => areaId === area.id && columnId === column.id);
        const n = cell?.n ?? 0;
        const key = `${name}:${area.id}:${column.id}`;
        const filter = cell?.opens ?? null;
        if (filter !== null)
          opens[key] = { filter, title: titleOf(when, filter, area.name, column.name + unit) };
        return { key, n, name: column.name + unit, opens: filter !== null };
      });
      return {
        ...{ id: area.id, name: area.name, say: fill(t.heatRow, { area: area.name, n: area.n }) },
        cells: counts.map(({ key, n }) => ({ key, n: n === 0 ? '' : String(n), shade: shadeOf(n, most) })),
        found: counts.flatMap(({ n, ...one }) => (n === 0 ? [] : [{ ...one, count: fill(t.count, { n }) }])),
      };
    }),
    sentence:
      highest === undefined
        ? t.heatNone
        : fill(t.heatMost, {
            area: named(heat.areas, highest.areaId),
            column: named(heat.columns, highest.columnId) + unit,
            n: most,
          }),
    rest: rest.join(t.and),
  };
}

const FULL = 100;

/** Bars with a label each; with more, every so-manieth has one. */
const MANY = 8;
const EVERY = 3;

function pairs<T>(
  points: readonly T[],
  read: (point: T) => Pick<BarPair, 'key' | 'label' | 'first' | 'second' | 'say'>,
): BarPair[] {
  const all = points.map(read);
  const most = all.reduce((max, { first, second }) => Math.max(max, first, second), 0);
  const height = (n: number): number => (most === 0 ? 0 : Math.round((n * FULL) / most));
  // Below many bars there is no room for a label each.
  const every = all.length > MANY ? EVERY : 1;
  return all.map((one, index) => ({
    ...one,
    label: index % every === 0 ? one.label : '',
    ...{ firstHeight: height(one.first), secondHeight: height(one.second) },
  }));
}

/** 「3」 within a month, 「12/3」 otherwise: there is little room below a bar. */
const short = (day: string, isSameMonth: boolean): string => {
  const [, month, date] = day.split('-').map(Number);
  return isSameMonth ? String(date) : `${String(month)}/${String(date)}`;
};

/** The days of a bar: a week of a month, without what lies outside of the month, or the day itself. */
function spanOf({ period, from, to }: InsightOverview, day: string): { from: string; to: string } {
  if (period !== 'month') return { from: day, to: day };
  const last = isoDay(Date.parse(`${day}T12:00:00+08:00`) + 6 * DAY);
  return { from: day < from ? from : day, to: last > to ? to : last };
}

function trendOf(told: InsightOverview): BarPair[] {
  const points = told.period === 'month' ? told.byWeek : told.byDay;
  const spans = points.map(({ day }) => spanOf(told, day));
  const isSameMonth = new Set(spans.map(({ from }) => from.slice(0, 7))).size === 1;
  return pairs(points, ({ day, reported, closed }) => {
    const span = spanOf(told, day);
    return {
      ...{ key: day, label: short(span.from, isSameMonth), first: reported, second: closed },
      say: fill(t.point, { day: spanWords(span), reported, closed }),
    };
  });
}

/** Each bar in words, and what was reported in its days. */
function barsOf(told: InsightOverview, trend: readonly BarPair[], opens: Opens): CockpitPage['bars'] {
  const mayOpen = kpiOf(told, 'reported')?.opens != null;
  return trend.map(({ key: day, first, say }) => {
    const key = `bar:${day}`;
    const span = spanOf(told, day);
    const isOpen = mayOpen && first > 0;
    if (isOpen)
      opens[key] = { filter: { what: 'reported', ...span }, title: `${spanWords(span)}${t.what.reported}` };
    return { key, text: say, opens: isOpen };
  });
}

function ranksOf(when: string, { departments }: InsightOverview, opens: Opens): CockpitPage['ranks'] {
  return departments.map(({ departmentId, name, rank, answered, inTime, opens: filter }) => {
    const key = `rank:${departmentId}`;
    // A report that was frozen before has nothing to open.
    if (filter != null) opens[key] = { filter, title: titleOf(when, filter, name) };
    const share = Math.round((inTime ?? 0) * FULL);
    return {
      ...{ key, name, width: rank === null ? 0 : share, opens: filter != null },
      place: rank === null ? t.none : String(rank),
      text:
        rank === null
          ? fill(t.tooFew, { n: answered })
          : fill(t.inTime, { share: fill(t.percent, { n: share }), n: answered }),
    };
  });
}

/**
 * The page, and what its taps open.
 * @param when - what the period is called
 */
export function cockpitPage(told: InsightOverview, when = whenOf(told)): { page: CockpitPage; opens: Opens } {
  const opens: Opens = {};
  const rows = (ids: readonly InsightKpiId[]): KpiRow[] => ids.flatMap((id) => rowOf(told, when, id, opens));
  const trend = trendOf(told);
  const [reported, closed] = [
    trend.reduce((n, { first }) => n + first, 0),
    trend.reduce((n, { second }) => n + second, 0),
  ];
  const week = told.participation[told.participation.length - 1];
  const page: CockpitPage = {
    own: told.scope === 'own',
    days: spanWords(told),
    missing: told.missing.length === 0 ? '' : fill(t.missing, { count: told.missing.length }),
    empty: (kpiOf(told, 'reported')?.value ?? 0) === 0 && (kpiOf(told, 'closed')?.value ?? 0) === 0,
    sentences: sentencesOf(told),
    main: rows(MAIN),
    all: rows(ALL),
    tops: told.top.map(({ areaId, name, n, reasons, opens: filter }, index) => {
      const key = `top:${areaId}`;
      if (filter !== null) opens[key] = { filter, title: titleOf(when, filter, name) };
      const text =
        reasons.length === 0 ? fill(t.count, { n }) : fill(t.top, { reasons: reasons.join(t.and), n });
      return { key, place: index + 1, name, text, opens: filter !== null };
    }),
    slots: heatOf(when, told.bySlot, 'slot', t.hours4, opens),
    categories: heatOf(when, told.byCategory, 'category', '', opens),
    trend,
    bars: barsOf(told, trend, opens),
    trendSum: reported + closed === 0 ? t.trendNone : fill(t.trendSum, { reported, closed }),
    ranks: ranksOf(when, told, opens),
    people: pairs(told.participation, ({ week: day, users, reporters }) => ({
      ...{ key: day, label: short(day, false), first: users, second: reporters },
      say: fill(t.peopleOf, { day: dayWords(day), users, reporters }),
    })),
    peopleSum:
      week === undefined ? t.peopleNone : fill(t.peopleSum, { users: week.users, reporters: week.reporters }),
    silent: told.silent.map(({ areaId, name, days }) => ({
      ...{ key: areaId, name, days: fill(t.silentDays, { days }) },
    })),
  };
  return { page, opens };
}

/** The switch above the page. */
export const PERIODS: readonly { id: InsightPeriod; name: string }[] = [
  { id: 'today', name: t.today },
  { id: 'week', name: t.week },
  { id: 'month', name: t.month },
];
