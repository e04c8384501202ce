/** The rounds that this phone keeps: every change is on disk before anybody is told of it. */
import type { TaskView } from '../../../typings/inspection';
import { newRound, unsentIn, type Round } from './round';
import { isKept } from './round-hold';

/** What the book needs of the phone. */
export interface BookPorts {
  /** All rounds, as last saved; anything else counts as none. */
  load(): unknown;
  /** Writes before it returns. */
  save(rounds: Round[]): void;
  /** The tasks, as last saved; anything else counts as none. */
  loadTasks(): unknown;
  saveTasks(tasks: TaskView[]): void;
  /** Frees a file on the phone, unless something else needs it. */
  discard(path: string): void;
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasPhotos = (value: unknown): boolean => isFields(value) && Array.isArray(value['photos']);

const isRound = (value: unknown): value is Round =>
  isFields(value) &&
  value['schema'] === 1 &&
  typeof value['taskId'] === 'string' &&
  Array.isArray(value['answers']) &&
  value['answers'].every(hasPhotos) &&
  (value['held'] === undefined || (Array.isArray(value['held']) && value['held'].every(hasPhotos))) &&
  isFields(value['begun']) &&
  Object.values(value['begun']).every(hasPhotos) &&
  isFields(value['seen']);

const isTask = (value: unknown): value is TaskView =>
  isFields(value) &&
  typeof value['id'] === 'string' &&
  typeof value['rev'] === 'number' &&
  Array.isArray(value['stops']) &&
  value['stops'].every(
    (stop) => isFields(stop) && Array.isArray(stop['items']) && Array.isArray(stop['past']),
  ) &&
  isFields(value['answers']);

const listOf = <T>(value: unknown, is: (one: unknown) => one is T): T[] =>
  Array.isArray(value) ? value.filter(is) : [];

const filesOf = (round: Round): string[] =>
  [...unsentIn(round), ...Object.values(round.begun)].flatMap(({ photos }) => photos.map(({ path }) => path));

export interface RoundBook {
  tasks: () => readonly TaskView[];
  task: (id: string) => TaskView | null;
  rounds: () => readonly Round[];
  /** What the phone keeps of a round; an empty one when that is nothing. */
  round: (taskId: string) => Round;
  /** Changes a round; files that nothing in it names any more are freed. */
  change: (taskId: string, by: (round: Round) => Partial<Round>) => void;
  /** Takes the tasks of the day as the server told them; one that something is still to be sent of stays. */
  learn: (tasks: readonly TaskView[]) => void;
  /** Takes what the server told of one task, unless something newer is known. */
  learnOne: (task: TaskView) => void;
  /** Drops a round with its task. */
  forget: (taskId: string) => void;
  /** Called after every change; returns how to stop. */
  watch: (listener: () => void) => () => void;
}

/** Opens the book as it was last saved. */
export function openRounds(ports: BookPorts): RoundBook {
  let rounds = listOf(ports.load(), isRound);
  let tasks = listOf(ports.loadTasks(), isTask);
  const listeners = new Set<() => void>();

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const write = (next: Round[]): void => {
    const gone = new Set(rounds.flatMap(filesOf));
    for (const path of next.flatMap(filesOf)) gone.delete(path);
    rounds = next;
    ports.save(rounds);
    for (const path of gone) ports.discard(path);
    tell();
  };

  const writeTasks = (next: TaskView[]): void => {
    tasks = next;
    ports.saveTasks(tasks);
    tell();
  };

  const round = (taskId: string): Round => rounds.find((one) => one.taskId === taskId) ?? newRound(taskId);

  /** Of two tellings of a task the newer one, whichever came last; links that were told before are good for a while. */
  const newer = (task: TaskView): TaskView => {
    const known = tasks.find(({ id }) => id === task.id);
    if (known === undefined) return task;
    const told = known.rev > task.rev ? known : task;
    return known.links === undefined ? told : { ...told, links: { ...known.links, ...task.links } };
  };

  return {
    tasks: () => tasks,
    task: (id) => tasks.find((task) => task.id === id) ?? null,
    rounds: () => rounds,
    round,
    change(taskId, by) {
      const before = round(taskId);
      const after = { ...before, ...by(before) };
      const isKnown = rounds.some((one) => one.taskId === taskId);
      write(isKnown ? rounds.map((one) => (one.taskId === taskId ? after : one)) : [...rounds, after]);
    },
    learn(fresh) {
      const waiting = tasks.filter(({ id }) => isKept(round(id)) && !fresh.some((task) => task.id === id));
      writeTasks([...fresh.map(newer), ...waiting]);
      const known = new Set(tasks.map(({ id }) => id));
      const needed = rounds.filter((one) => known.has(one.taskId) || isKept(one));
      if (needed.length < rounds.length) write(needed);
    },
    learnOne(task) {
      const isKnown = tasks.some(({ id }) => id === task.id);
      writeTasks(isKnown ? tasks.map((one) => (one.id === task.id ? newer(task) : one)) : [...tasks, task]);
    },
    forget(taskId) {
      write(rounds.filter((one) => one.taskId !== taskId));
      writeTasks(tasks.filter(({ id }) => id !== taskId));
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
