/** Weekly counts of high-risk work, from days, and what they say of the weeks to come. */
import type { Cell } from '../../../typings/insight';
import type { ReportForecast } from '../../../typings/month-report';
import { dayAfter, holds, mondayOf } from '../insight';
import { forecast } from '../insight/forecast';

/** Weeks that are looked back at. */
export const WEEKS = 26;

/** Days of a week. */
const WEEK = 7;

/** What is looked ahead at: of which cells, and what one of it is called. */
const SUBJECTS: readonly {
  id: ReportForecast['id'];
  name: string;
  unit: string;
  of: string;
  measure: string;
  category: string | null;
}[] = [
  { id: 'permits', name: '动火作业票', unit: '张', of: 'permit', measure: 'asked', category: null },
  { id: 'fire', name: '消防和动火隐患', unit: '条', of: 'order', measure: 'reported', category: 'fire' },
  { id: 'lifting', name: '起重吊装隐患', unit: '条', of: 'order', measure: 'reported', category: 'lifting' },
  { id: 'height', name: '高处登高隐患', unit: '条', of: 'order', measure: 'reported', category: 'height' },
  { id: 'cylinder', name: '气瓶隐患', unit: '条', of: 'order', measure: 'reported', category: 'cylinder' },
];

interface CountedDay {
  _id: string;
  cells: readonly Cell[];
}

/** The Mondays of the whole weeks up to a day, the earliest first. */
export function wholeWeeks(to: string): string[] {
  const last = dayAfter(mondayOf(dayAfter(to, 1)), -WEEK);
  return Array.from({ length: WEEKS }, (_none, n) => dayAfter(last, WEEK * (n - WEEKS + 1)));
}

/**
 * @param days - of those weeks, the earliest first; those on which nothing happened are not there
 * @param to - the last day of the month
 * @param categories - that the plant has
 */
export function forecastsOf(
  days: readonly CountedDay[],
  to: string,
  categories: readonly string[],
): ReportForecast[] {
  const first = days[0]?._id;
  const weeks = wholeWeeks(to).map((monday) => ({ from: monday, to: dayAfter(monday, WEEK - 1) }));
  return SUBJECTS.filter(({ category }) => category === null || categories.includes(category)).map(
    ({ id, name, unit, of, measure, category }) => {
      const series = weeks.map((week) => {
        // Before anything was counted nobody knows.
        if (first === undefined || week.from < mondayOf(first)) return null;
        let count = 0;
        for (const { _id, cells } of days)
          if (holds(week, _id))
            for (const cell of cells)
              if (cell.of === of && (category === null || cell.by['category'] === category))
                count += cell.n[measure] ?? 0;
        return count;
      });
      const ahead = forecast(series, name, unit);
      const points = ahead.kind === 'forecast' ? ahead.points : [];
      return { id, name, sentence: ahead.sentence, weeks: series, points };
    },
  );
}
