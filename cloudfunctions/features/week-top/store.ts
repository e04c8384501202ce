/** The only file that knows the collection `weekTops`. */
import type { WeekTop } from '../../../typings/week-top';
import { collection } from '../../platform/sdk';

const weeks = collection<WeekTop>('weekTops');

export const getWeek = (monday: string): Promise<WeekTop | null> => weeks.get(monday);

export const addWeek = (week: WeekTop): Promise<'added' | 'exists'> => weeks.add(week);

/** @returns false when somebody else said something meanwhile */
export const sayInWeek = (
  { _id, rev }: WeekTop,
  said: Pick<WeekTop, 'comment' | 'answers'>,
): Promise<boolean> => weeks.updateIf({ _id, rev }, { ...said, rev: rev + 1 });
