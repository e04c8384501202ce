/** What is kept about a person's turns on duty, and its end. */
import type { Millis } from '../../../typings/domain';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { keptDays } from '../../config/retention';
import type { Plant } from '../plant/current';
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { removeTurns, turnsOfPerson } from './store';

/** One database call. */
export async function keptTurns(personId: string, { roster }: Pick<Plant, 'roster'>): Promise<Kept> {
  const turns = await turnsOfPerson(personId, LOOKED_AT);
  const items = turns.map(({ shiftId, takenOverAt, handover }) => {
    const [date = '', id] = shiftId.split(':');
    const name = roster.shifts.find((shift) => shift.id === id)?.name ?? '';
    const done = [takenOverAt === null ? '' : '接了班', handover === null ? '' : '交了班'];
    return {
      at: takenOverAt ?? handover?.at ?? Date.parse(`${date}T00:00:00+08:00`),
      text: [name, ...done].filter((part) => part !== '').join('，'),
    };
  });
  return keptOf('shifts', items, turns.length === LOOKED_AT);
}

/** Deletes turns that are over. At most two database calls. @returns how many were found */
export const retireTurns = (now: Millis, limit: number): Promise<number> =>
  removeTurns(isoDay(now - keptDays('shifts') * DAY), limit);
