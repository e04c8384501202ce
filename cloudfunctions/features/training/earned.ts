/** Trainings as the rules of points see them: passed. */
import type { Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import type { Earning } from '../../engine/points/simulate';
import { rulesFor } from '../../engine/points/tariff';
import { award } from '../points/award';
import type { Plant } from '../plant/current';
import { doneBetween } from './store';

/** Pays whoever passed a training, once. A transaction for each rule. */
export async function payTraining(
  { _id, state, person }: Pick<Training, '_id' | 'state' | 'person'>,
  { rewards, personById }: Pick<Plant, 'rewards' | 'personById'>,
  now: Millis,
): Promise<void> {
  if (state !== 'done' || personById.get(person.id)?.status !== 'active') return;
  for (const { id: rule } of rulesFor(rewards, 'training'))
    await award({ order: { _id, number: null }, rule, personId: person.id, time: 0, rewards, now });
}

/** What the trainings that were finished in a span of time earned. One database call. */
export async function trainingEarnings(from: Millis, to: Millis): Promise<Earning[]> {
  const done = await doneBetween(from, to);
  return done.map(({ person, finishedAt }) => ({
    ...{ personId: person.id, at: finishedAt ?? from, by: { what: 'training' as const }, facts: {} },
  }));
}
