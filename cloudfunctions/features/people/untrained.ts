/** What somebody has to learn before work is given to them, as the roll has it. */
import type { ForWork } from '../../../typings/people';
import type { DirectoryPerson } from './directory';

export { markUntrained } from './store';

/** What is said of somebody to whoever chooses them for work; nothing while nothing is missing. */
export function forWork({ untrained = {} }: Pick<DirectoryPerson, 'untrained'>): ForWork {
  const missing = Object.values(untrained).filter((words) => words !== null);
  return missing.length === 0 ? {} : { training: { missing: missing.join('，') } };
}
