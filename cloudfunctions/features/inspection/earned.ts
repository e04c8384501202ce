/** Rounds as the rules of points see them: done in time, by whoever owed them, and never a miss. */
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import type { Earning } from '../../engine/points/simulate';
import { rulesFor } from '../../engine/points/tariff';
import { award } from '../points/award';
import type { Plant } from '../plant/current';
import { isPaid } from './payable';
import { doneIn } from './store';

/**
 * Pays whoever finished a round, once. A transaction for each rule. It is not told: there are rounds in every shift, and a row
 * for each would bury what the inbox is for. The page of points and the statement of the month have them.
 */
export async function payRound(
  task: Task,
  { rewards, personById }: Pick<Plant, 'rewards' | 'personById'>,
  now: Millis,
): Promise<void> {
  const by = task.finished?.by;
  if (by === undefined || !isPaid(task) || personById.get(by.id)?.status !== 'active') return;
  for (const { id: rule } of rulesFor(rewards, 'round')) {
    const facts = { taskKind: task.kind };
    await award({
      order: { _id: task._id, number: null },
      rule,
      personId: by.id,
      time: 0,
      rewards,
      facts,
      now,
    });
  }
}

/** What the rounds of a month earned. One database call per started thousand. */
export async function roundEarnings(month: string): Promise<Earning[]> {
  const tasks = await doneIn(month);
  return tasks
    .filter(isPaid)
    .flatMap(({ finished, kind }): Earning[] =>
      finished === null
        ? []
        : [{ personId: finished.by.id, at: finished.at, by: { what: 'round' }, facts: { taskKind: kind } }],
    );
}
