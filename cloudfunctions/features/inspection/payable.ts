/** Which rounds are paid for: those done in time, by whoever owed them, that never were a miss. */
import type { Task } from '../../../typings/inspection';
import { rulesFor } from '../../engine/points/tariff';
import type { Plant } from '../plant/current';

type Ended = Pick<Task, 'state' | 'finished' | 'isMissed' | 'beforeUse'>;

/** Nobody owes a check before use: whoever wanted points could make any number of them. */
export const isPaid = ({ state, finished, isMissed, beforeUse }: Ended): boolean =>
  state === 'done' && finished !== null && !finished.late && !isMissed && beforeUse !== true;

/** Whether the timer has to pay for a round that just ended. */
export const isPayable = (task: Ended, { rewards }: Pick<Plant, 'rewards'>): boolean =>
  isPaid(task) && rulesFor(rewards, 'round').length > 0;
