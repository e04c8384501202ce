/** What a meeting before a shift adds to the day of the shift: docs/measures.md, Meetings. */
import type { Briefing } from '../../../typings/briefing';
import type { CountsByDay } from '../../../typings/insight';
import { Tally } from './cells';
import { opensIn } from './rounds';

/** Between ids of departments in one dimension; no id holds it. */
export const BETWEEN = ' ';

export function countMeeting(briefing: Briefing): CountsByDay {
  const { date, teamId, title, departmentIds, state, isMissed, miss, expected, counts } = briefing;
  const tally = new Tally({ team: { [teamId]: title } });
  const by = { team: teamId, departments: departmentIds.join(BETWEEN), opens: opensIn(briefing) };
  const cell = (n: Record<string, number>): void => tally.add(date, { of: 'meeting', by, n });
  if (state === 'dropped') cell({ dropped: 1 });
  else {
    const isHeld = state === 'held';
    cell({
      due: 1,
      held: Number(isHeld),
      missed: Number(isMissed),
      explained: Number((miss?.reason ?? null) !== null),
    });
    if (isHeld || isMissed) cell({ expected: expected.length, ...counts });
  }
  return tally.counts();
}
