/** What somebody has to learn before work is given to them, as the roll has it. */
import type { DirectoryPerson } from './directory';

export { markUntrained } from './store';

/** In words; null when nothing is missing. */
export function missingTraining({ untrained = {} }: Pick<DirectoryPerson, 'untrained'>): string | null {
  const missing = Object.values(untrained).filter((words) => words !== null);
  return missing.length === 0 ? null : missing.join('，');
}
