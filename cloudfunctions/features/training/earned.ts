/** Trainings as the rules of points see them: passed. */
import type { Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import type { Earning } from '../../engine/points/simulate';
import { rulesFor } from '../../engine/points/tariff';
import { award } from '../points/award';
import type { Plant } from '../plant/current';
import { doneBetween } from './store';

/** Pays whoever passed a training, once. A transaction for each rule. @returns the points that it paid, now or before */
export async function payTraining(
  { _id, state, person }: Pick<Training, '_id' | 'state' | 'person'>,
  { rewards, personById }: Pick<Plant, 'rewards' | 'personById'>,
  now: Millis,
): Promise<number> {
  if (state !== 'done' || personById.get(person.id)?.status !== 'active') return 0;
  let paid = 0;
  for (const { id: rule } of rulesFor(rewards, 'training')) {
    const order = { _id, number: null };
    paid += (await award({ order, rule, personId: person.id, time: 0, rewards, now })).points;
  }
  return paid;
}

/** What the trainings that were finished in a span of time earned. One database call. */
export async function trainingEarnings(from: Millis, to: Millis): Promise<Earning[]> {
  const done = await doneBetween(from, to);
  return done.map(({ person, finishedAt }) => ({
    ...{ personId: person.id, at: finishedAt ?? from, by: { what: 'training' as const }, facts: {} },
  }));
}
