/** How many people take part: who acted and who reported, told apart by a key that names nobody. */
import type { Cell } from '../../../../typings/insight';
import type { InsightParticipation } from '../../../../typings/insight-views';
import type { ApartDay } from './repeats';
import { dayAfter, holds, mondayOf, type Span } from './spans';

/** Weeks of the curve. */
const WEEKS = 12;

export interface People {
  users: number;
  reporters: number;
}

/** Who did something in a span. */
export function peopleIn(days: readonly ApartDay[], span: Span, isMine: (cell: Cell) => boolean): People {
  const users = new Set<string>();
  const reporters = new Set<string>();
  for (const { _id, apart } of days) {
    if (!holds(span, _id)) continue;
    for (const cell of apart) {
      const { of, by, n } = cell;
      const { who } = by;
      if (of !== 'person' || who === undefined || !isMine(cell)) continue;
      users.add(who);
      if ((n['reports'] ?? 0) > 0) reporters.add(who);
    }
  }
  return { users: users.size, reporters: reporters.size };
}

/** The last weeks up to a day, the earliest first, from the first in which anybody did something. */
export function participation(
  days: readonly ApartDay[],
  to: string,
  isMine: (cell: Cell) => boolean,
): InsightParticipation[] {
  const last = mondayOf(to);
  const weeks = Array.from({ length: WEEKS }, (_none, n) => dayAfter(last, 7 * (n - WEEKS + 1)));
  const all = weeks.map((week) => {
    const sunday = dayAfter(week, 6);
    const span = { from: week, to: sunday < to ? sunday : to };
    return { week, ...peopleIn(days, span, isMine) };
  });
  const first = all.findIndex(({ users }) => users > 0);
  return first < 0 ? [] : all.slice(first);
}
