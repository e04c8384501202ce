/** The filters of 培训情况, and its departments with how many of each lack something. Pure. */
import type { TrainingOverview } from '../../../../typings/training-views';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.training;

/** 到期没做完, 正在做, 做完的. */
export type Filter = 'overdue' | 'open' | 'done';

export interface Chip {
  id: string;
  name: string;
  on: boolean;
}

const FILTERS: readonly { id: Filter; name: string }[] = [
  { id: 'overdue', name: t.overviewDue },
  { id: 'open', name: t.overviewOpen },
  { id: 'done', name: t.overviewDone },
];

export const chipsOf = (filter: Filter): Chip[] => FILTERS.map((one) => ({ ...one, on: one.id === filter }));

/** @param chosen - of a department; empty for all of them */
export function departmentsOf(departments: TrainingOverview['departments'], chosen: string): Chip[] {
  const each = departments
    .filter(({ open, overdue }) => open + overdue > 0)
    .map(({ id, name, open, overdue }) => ({
      id,
      name:
        fill(t.department, { name, count: open }) +
        (overdue > 0 ? fill(t.departmentLate, { count: overdue }) : ''),
      on: id === chosen,
    }));
  return each.length === 0 ? [] : [{ id: '', name: t.overviewAll, on: chosen === '' }, ...each];
}
