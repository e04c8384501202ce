/** The meetings of a month for those who oversee them: held, missed, and who signed. */
import type { BriefingMonth, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { isoDay } from '../../../miniprogram/shared/time';
import { decodeCursor, pageOf } from '../../platform/cursor';
import type { Actor } from '../people/identify';
import { oversees } from './rights';
import { briefingsOfMonth, type ListedBriefing } from './store';
import { briefingRow } from './view';

const PAGE = 30;

const sum = (rows: readonly ListedBriefing[], of: (row: ListedBriefing) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** What was to be held until now; what is still to come counts nowhere. */
function countsOf(month: string, rows: readonly ListedBriefing[]): BriefingMonth {
  const held = rows.filter(({ state }) => state === 'held');
  const over = rows.filter(({ state, isMissed }) => state === 'held' || isMissed);
  return {
    month,
    held: held.length,
    missed: rows.filter(({ isMissed }) => isMissed).length,
    dropped: rows.filter(({ state }) => state === 'dropped').length,
    signed: sum(over, ({ counts }) => counts.signed),
    expected: sum(over, ({ expected }) => expected.length),
  };
}

/** A page, newest first. One database call per started thousand of the month. @param month - `yyyy-mm` */
export async function listBriefings(
  actor: Actor,
  month: string | undefined,
  cursorText: string | null | undefined,
  now: Millis,
): Promise<Routes['briefings.list']['output']> {
  const wanted = month ?? isoDay(now).slice(0, 7);
  const cursor = decodeCursor(cursorText);
  const rows = (await briefingsOfMonth(wanted))
    .filter((row) => oversees(row, actor))
    .sort((a, b) => b.startsAt - a.startsAt || (a._id < b._id ? 1 : -1));
  const left = rows.filter(
    ({ startsAt, _id }) =>
      cursor === null || startsAt < cursor.at || (startsAt === cursor.at && _id < cursor.id),
  );
  const page = pageOf(left, PAGE, ({ startsAt }) => startsAt);
  return { month: countsOf(wanted, rows), briefings: page.rows.map(briefingRow), cursor: page.cursor };
}
