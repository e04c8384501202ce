/** What an inspector asks first, from the numbers of the days of a year. */
import type { Cell } from '../../../typings/insight';
import type { ShownCounts, ShownMonth } from '../../../typings/ledger';

interface CountedDay {
  _id: string;
  cells: readonly Cell[];
}

const MONTH = 'yyyy-mm'.length;

function sum(
  days: readonly CountedDay[],
  of: string,
  measure: string,
  isWanted: (by: Cell['by']) => boolean = () => true,
): number {
  let all = 0;
  for (const { cells } of days)
    for (const cell of cells) if (cell.of === of && isWanted(cell.by)) all += cell.n[measure] ?? 0;
  return all;
}

/** Nobody owes a check before use. */
const isPlanned = ({ kind }: Cell['by']): boolean => kind === 'spotCheck' || kind === 'patrol';

/** Found is what was reported and not found to be none. */
const found = (days: readonly CountedDay[]): number =>
  sum(days, 'order', 'reported') - sum(days, 'order', 'dismissed');

/** @param days - of the year up to today, the earliest first; those on which nothing happened are not there */
export function shownCounts(days: readonly CountedDay[]): ShownCounts {
  return {
    found: found(days),
    majors: sum(days, 'order', 'majors'),
    roundsDue: sum(days, 'round', 'due', isPlanned),
    roundsDone: sum(days, 'round', 'done', isPlanned),
    trainings: sum(days, 'training', 'passed'),
    meetings: sum(days, 'meeting', 'held'),
    permits: sum(days, 'permit', 'asked'),
    permitsClosed: sum(days, 'permit', 'closed'),
  };
}

/** By month, those in which something was found or closed; the earliest first. */
export function shownMonths(days: readonly CountedDay[]): ShownMonth[] {
  const months = [...new Set(days.map(({ _id }) => _id.slice(0, MONTH)))].sort();
  return months.flatMap((month) => {
    const own = days.filter(({ _id }) => _id.startsWith(month));
    const [n, closed] = [found(own), sum(own, 'order', 'closed')];
    return n === 0 && closed === 0 ? [] : [{ month, found: n, closed }];
  });
}
