/** The only file that knows the collection `counters`: numbers of orders and tickets, and who had how many in an hour. */
import { _, collection, type Doc } from '../../platform/sdk';

const counters = collection<Counter>('counters');

/** `counters/{yyyymmdd}`: the last number of a day, and how many went to whom in the hour that runs. */
interface Counter extends Doc {
  seq: number;
  /** Hour → keyed hash of a phone → reports. */
  by?: Record<string, Record<string, number>>;
  /** Of what is numbered by its id, in the order in which it came. */
  ids?: string[];
}

/**
 * The next number of a day: unique and increasing; a gap only where a report lost a race against itself.
 * @param day - `yyyymmdd`
 * @param caller - where it is counted for whom, `by.{hour}.{hash}`
 * @param most - for one caller
 * @returns null when the caller has had as many
 */
export async function takeSequence(day: string, caller: string, most: number): Promise<number | null> {
  const increment = { seq: _.inc(1), [caller]: _.inc(1) };
  const hasLeft = _.or([{ [caller]: _.exists(false) }, { [caller]: _.lt(most) }]);
  const counted = await counters.updateAndReturn(day, increment, hasLeft);
  if (counted !== null) return counted.seq;
  await counters.add({ _id: day, seq: 0 });
  // Either this was the first of the day, for several at once perhaps, or there are none left.
  return (await counters.updateAndReturn(day, increment, hasLeft))?.seq ?? null;
}

/**
 * Drops who had how many numbers: in these hours of `day`, and on all days before it back to `since`.
 * @param hours - `00`–`23`
 */
export async function forgetCounted(day: string, hours: readonly string[], since: string): Promise<void> {
  const gone = Object.fromEntries(hours.map((hour) => [`by.${hour}`, _.remove()]));
  if (hours.length > 0) await counters.updateAll({ _id: day }, gone);
  await counters.updateAll({ _id: _.and([_.gte(since), _.lt(day)]) }, { by: _.remove() });
}

/**
 * The place of an id among those of a counter, from 1: the same id always has the same one, so that there are no gaps.
 * One database call; three for the first of a counter.
 * @param counter - `{kind}-{yyyymmdd}`
 */
export async function placeAmong(counter: string, id: string): Promise<number> {
  // An update that changes nothing hands nothing back: it counts how often it was asked, too.
  const change = { ids: _.addToSet(id), seq: _.inc(1) };
  const counted = async () => (await counters.updateAndReturn(counter, change))?.ids;
  let ids = await counted();
  if (ids === undefined) {
    await counters.add({ _id: counter, seq: 0, ids: [] });
    ids = await counted();
  }
  const index = ids?.indexOf(id) ?? -1;
  if (index < 0) throw new Error(`${counter} counted nothing`);
  return index + 1;
}
