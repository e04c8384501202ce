/** Days that were marked are made whole again from their facts. */
import type { Millis } from '../../../typings/domain';
import type { Day } from '../../../typings/insight';
import { isApart, total } from '../../engine/insight';
import { factsEmptied, factsOn, dayOf, markDay, removeFact, writeDay } from './store';

/** One database call to read it per started thousand of its facts, one to write it. @returns whether it was written */
export async function makeDay(day: Pick<Day, '_id' | 'rev'>, now: Millis): Promise<boolean> {
  const { cells, names } = total(await factsOn(day._id));
  const made = { names, cells: cells.filter((cell) => !isApart(cell)), apart: cells.filter(isApart) };
  return writeDay(day, made, now);
}

/** Facts that go in one run. */
const BATCH = 100;

/**
 * Removes facts that were emptied before an instant. A slow run may have been about to fill one until then, and a run that
 * emptied one may have ended before it marked the day: the day is made once more.
 * @returns how many there were
 */
export async function forgetEmptied(before: Millis, now: Millis): Promise<number> {
  const found = await factsEmptied(before, BATCH);
  for (const day of new Set(found.map(({ _id }) => dayOf(_id)))) await markDay(day, now);
  for (const fact of found) await removeFact(fact);
  return found.length;
}
