/** The rounds of this phone: the tasks of the day and what was answered, kept in its storage and sent when the network is there. */
import { call } from './call';
import { createRounds, unsentAnswers } from './core/rounds';
import { drafts } from './drafts';
import { discard } from './photos';
import { pictures } from './pictures';
import { sender } from './sender';
import { knownSession, now } from './session';
import { load, save } from './storage';
import { markPhoto } from './watermark';

const ROUNDS = 'rounds.v1';
const TASKS = 'tasks.v1';

/** Tasks are read again after this long (ms) where nobody asked for them. */
const FRESH = 60_000;

export const rounds = createRounds({
  load: () => load(ROUNDS),
  save: (all) => save(ROUNDS, all),
  loadTasks: () => load(TASKS),
  saveTasks: (all) => save(TASKS, all),
  ...sender,
  mark: (photo, place) => markPhoto(photo, [place]),
  submit: (input) => call('tasks.submit', input, { again: false }),
  discard(path) {
    // What was photographed for an item goes with its report.
    const isReported = drafts.all().some(({ photos }) => photos.some((photo) => photo.path === path));
    if (!isReported) discard(path);
  },
});

drafts.watch(() => rounds.settle(drafts.all()));

let readAt = 0;

/** Reads the tasks of the day. @returns when (ms, the server's clock) @throws CallFailure */
export async function readTasks(): Promise<number> {
  const { tasks } = await call('tasks.today', {});
  rounds.learn(tasks);
  void pictures.bring(tasks);
  readAt = Date.now();
  return now();
}

/** Reads them for who may have some, unless that was just done. Never rejects: what is kept is shown meanwhile. */
export async function refreshTasks(): Promise<void> {
  if (knownSession()?.me.kind !== 'person' || Date.now() - readAt < FRESH) return;
  await readTasks().catch(() => undefined);
}

/** Sends what is still here; a report that the app did not live long enough to note is noted first. */
export function wakeRounds(): void {
  rounds.adopt(drafts.all());
  rounds.settle(drafts.all());
  rounds.wake();
}

export const hasUnsentAnswers = (): boolean => unsentAnswers(rounds) > 0;
