/** Puts the numbers of a period together. */
import { durationText, MINUTE } from '../../../../miniprogram/shared/time';
import type { Baseline } from '../../../../typings/config';
import type { Millis } from '../../../../typings/domain';
import type { Cell } from '../../../../typings/insight';
import type {
  InsightFilter,
  InsightHeat,
  InsightOverview,
  InsightPeriod,
  InsightPoint,
  InsightSlot,
  InsightTopArea,
} from '../../../../typings/insight-views';
import { countsBy, type DayCounts } from '../month';
import { cellsIn, countOf, MEDIAN, minutesOf, quantile, ranked, sum } from './figures';
import { kpisOf } from './kpis';
import { participation, peopleIn } from './participation';
import { ranking } from './ranking';
import { repeatsIn, type ApartDay } from './repeats';
import { dayAfter, daysOfSpan, holds, lengthOf, mondayOf, type Span } from './spans';
import { WORDS } from './words';

/** An area in which nothing was reported for so many days is silent. */
export const SILENT = 30;

/** Days of the trend of a single day. */
export const TREND = 7;

/** An area is slow when half of its hazards take so many times what half of all take; fewer ends say nothing. */
const SLOW = { times: 1.5, ends: 3 };

/** How much more than a report each weighs when areas are put in order. */
const WEIGHT = { major: 5, repeat: 2 };

const SLOTS: readonly InsightSlot[] = ['00', '04', '08', '12', '16', '20'];

/** The days that were read. Each list may hold more than is asked of it, and lacks days on which nothing happened. */
export interface Looked {
  /** From the earliest day of the period before, or {@link SILENT} days, up to the end of the period. */
  days: readonly (DayCounts & { dueAt: Millis | null })[];
  /** Of the period and of the 90 days before it. */
  apart: readonly ApartDay[];
  /** The same a year before. */
  yearAgo: readonly ApartDay[];
}

/** What is known beside the days. */
export interface Beside {
  period: InsightPeriod;
  span: Span;
  before: Span;
  year: Span;
  now: Millis;
  /** Whether a cell is of what somebody looks after. */
  isMine: (cell: Cell) => boolean;
  isWhole: boolean;
  /** Whether the lists behind the numbers are open to them. */
  mayOpen: boolean;
  /** Areas that somebody looks after, departments and categories of the plant, as they are called now. */
  areas: readonly { id: string; name: string }[];
  departments: readonly { id: string; name: string }[];
  isMyDepartment: (departmentId: string) => boolean;
  categories: readonly { id: string; name: string }[];
  /** Open orders past the deadline of their step; null: nobody asked, as for a period that is over. */
  overdue: number | null;
  /** People on the roll; null where it is not theirs to know. */
  onRoll: number | null;
  /** Numbers of the time before; null: nobody said. */
  baseline: Baseline | null;
}

const named = (all: readonly { id: string; name: string }[], id: string): string | undefined =>
  all.find((one) => one.id === id)?.name;

/** What an area was called last, for one that is gone. */
function nameThen(days: readonly DayCounts[], id: string): string {
  let name = id;
  for (const { names } of days) name = names['area']?.[id] ?? name;
  return name;
}

export function overview(looked: Looked, beside: Beside): InsightOverview {
  const { period, span, before, year, now, isMine, isWhole, areas } = beside;
  const all = looked.days.map((day) => ({ ...day, cells: countsBy(now, day).cells }));
  const days = all.map((day) => ({ ...day, cells: day.cells.filter(isMine) }));
  const cells = cellsIn(days, span);
  const cellsBefore = cellsIn(days, before);
  const repeats = repeatsIn(looked.apart, span, isMine);
  const hasYear = looked.yearAgo.some(({ _id }) => holds(year, _id));
  const behind = (filter: InsightFilter): InsightFilter => ({ ...filter, from: span.from, to: span.to });
  const areaName = (id: string): string => named(areas, id) ?? nameThen(all, id);

  const heat = (dimension: 'slot' | 'category', columns: InsightHeat['columns']): InsightHeat => {
    const byCell = new Map<string, number>();
    for (const { of, by, n } of cells) {
      const count = n['reported'] ?? 0;
      if (of !== 'order' || count === 0) continue;
      const key = JSON.stringify([by['area'], by[dimension]]);
      byCell.set(key, (byCell.get(key) ?? 0) + count);
    }
    const rows = ranked(cells, 'area', 'reported').map(([id, n]) => ({ id, name: areaName(id), n }));
    const found = columns.flatMap((column) =>
      rows.flatMap(({ id: areaId }) => {
        const n = byCell.get(JSON.stringify([areaId, column.id])) ?? 0;
        if (n === 0) return [];
        const of = dimension === 'slot' ? { slot: column.id as InsightSlot } : { categoryId: column.id };
        return [{ areaId, columnId: column.id, n, opens: behind({ what: 'reported', areaId, ...of }) }];
      }),
    );
    return { areas: rows, columns, cells: found };
  };

  /** Those with something in them, most first; one that is gone has no name any more. */
  const categories = ranked(cells, 'category', 'reported').map(([id]) => ({
    id,
    name: named(beside.categories, id) ?? id,
  }));

  const pointOf = (of: Span): InsightPoint => {
    const some = cellsIn(days, of);
    return { day: of.from, reported: sum(some, 'order', 'reported'), closed: sum(some, 'order', 'closed') };
  };
  const trend = period === 'today' ? { from: dayAfter(span.to, 1 - TREND), to: span.to } : span;
  const mondays = [...new Set(daysOfSpan(span).map(mondayOf))];
  const byWeek = mondays.map((monday) => {
    const week = { from: monday, to: dayAfter(monday, 6) };
    const inside = {
      from: week.from < span.from ? span.from : week.from,
      to: week.to < span.to ? week.to : span.to,
    };
    return { ...pointOf(inside), day: monday };
  });

  const top = (): InsightTopArea[] => {
    const usual = quantile(minutesOf(cells, 'closure'), MEDIAN);
    return ranked(cells, 'area', 'reported')
      .map(([area, n]) => {
        const majors = sum(cells, 'order', 'majors', { area });
        const back = repeats.byArea.get(area) ?? 0;
        return { area, n, majors, back, weight: n + WEIGHT.major * majors + WEIGHT.repeat * back };
      })
      .sort((a, b) => b.weight - a.weight || (a.area < b.area ? -1 : 1))
      .slice(0, 3)
      .map(({ area, n, majors, back }) => {
        const more = n - sum(cellsBefore, 'order', 'reported', { area });
        const ends = minutesOf(cells, 'closure', { area });
        const half = quantile(ends, MEDIAN) ?? 0;
        const isSlow = usual !== null && countOf(ends) >= SLOW.ends && half > SLOW.times * usual;
        const reasons = [
          ...(majors > 0 ? [WORDS.majors(majors)] : []),
          ...(back > 0 ? [WORDS.repeats(back)] : []),
          ...(more > 0 && cellsBefore.length > 0 ? [WORDS.more(WORDS.before[period], more)] : []),
          ...(isSlow ? [WORDS.slow(durationText(half * MINUTE))] : []),
        ];
        return {
          areaId: area,
          name: areaName(area),
          n,
          reasons,
          opens: behind({ what: 'reported', areaId: area }),
        };
      });
  };

  const silent = (): InsightOverview['silent'] => {
    const since = dayAfter(span.to, 1 - SILENT);
    // A plant that has just begun is silent nowhere yet.
    if (!looked.apart.some(({ _id }) => _id < since)) return [];
    const first = looked.days[0]?._id ?? since;
    const seen = { from: first < since ? first : since, to: span.to };
    const lastReport = new Map<string, string>();
    for (const { _id, cells: onDay } of days)
      if (_id <= span.to)
        for (const { of, by, n } of onDay)
          if (of === 'order' && (n['reported'] ?? 0) > 0) lastReport.set(by['area'] ?? '', _id);
    return areas
      .map(({ id, name }) => {
        const last = lastReport.get(id);
        const quiet = last === undefined ? lengthOf(seen) : lengthOf({ from: last, to: span.to }) - 1;
        return { areaId: id, name, days: quiet };
      })
      .filter(({ days: quiet }) => quiet >= SILENT)
      .sort((a, b) => b.days - a.days || (a.areaId < b.areaId ? -1 : 1));
  };

  const departmentName = (id: string): string => named(beside.departments, id) ?? id;
  const overviewOf: InsightOverview = {
    ...{ period, from: span.from, to: span.to, scope: isWhole ? 'plant' : 'own' },
    kpis: kpisOf({
      cells,
      before: cellsBefore,
      hasBefore:
        looked.days.some(({ _id }) => holds(before, _id)) || looked.apart.some(({ _id }) => _id <= before.to),
      repeats,
      repeatsYearAgo: hasYear ? repeatsIn(looked.yearAgo, year, isMine) : null,
      people: peopleIn(looked.apart, span, isMine),
      peopleBefore: peopleIn(looked.apart, before, isMine),
      overdue: beside.overdue,
      onRoll: beside.onRoll,
      baseline: isWhole ? beside.baseline : null,
      behind,
    }),
    bySlot: heat(
      'slot',
      SLOTS.map((id) => ({ id, name: WORDS.slots[id] })),
    ),
    byCategory: heat('category', categories),
    departments: ranking(cellsIn(all, span), departmentName, behind).filter(
      ({ departmentId }) => isWhole || beside.isMyDepartment(departmentId),
    ),
    byDay: daysOfSpan(trend).map((day) => pointOf({ from: day, to: day })),
    byWeek: period === 'month' ? byWeek : [],
    participation: participation(looked.apart, span.to, isMine),
    silent: silent(),
    top: top(),
    missing: looked.days.flatMap(({ _id, dueAt }) => (dueAt !== null && holds(span, _id) ? [_id] : [])),
  };
  return beside.mayOpen ? overviewOf : withoutOrders(overviewOf);
}

/** For whoever may know the numbers but not what stands behind them. */
export function withoutOrders(told: InsightOverview): InsightOverview {
  const heat = (of: InsightHeat): InsightHeat => ({
    ...of,
    cells: of.cells.map((cell) => ({ ...cell, opens: null })),
  });
  return {
    ...told,
    kpis: told.kpis.map((kpi) => ({ ...kpi, opens: null })),
    departments: told.departments.map((department) => ({ ...department, opens: null })),
    bySlot: heat(told.bySlot),
    byCategory: heat(told.byCategory),
    top: told.top.map((area) => ({ ...area, opens: null })),
  };
}
