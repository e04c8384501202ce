/** A phone that walks rounds against a server that is played, for the tests of rounds. */
import type { Routes } from '../../../typings/api';
import type { SubmitInput, TaskView } from '../../../typings/inspection';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import { createRounds, type Rounds } from '../../../miniprogram/services/core/rounds';
import { taken, taskView } from './inspection';
import { settle } from './phone';

type Taken = Routes['tasks.submit']['output'];

/** A phone that keeps rounds, and a server that takes what the first of several answers says. */
export class RoundPhone {
  disk = '';
  tasks = '';
  time = 1_000;
  sent: SubmitInput[] = [];
  discarded: string[] = [];
  folders = 0;
  server: TaskView = taskView();
  upload: (file: Pick<DraftPhoto, 'id'>) => Promise<string> = ({ id }) => Promise.resolve(`cloud://${id}`);
  submit: (input: SubmitInput) => Promise<Taken> = (input) => Promise.resolve(this.take(input));
  #ids = 0;
  #timers = new Set<{ at: number; run: () => void }>();

  take({ answers, done }: SubmitInput): Taken {
    const before = this.server.answers;
    const fresh = answers.map(({ itemId, id, result }) => [itemId, taken(itemId, { id, result })] as const);
    const finished = done ? { at: this.time, by: this.server.owner, late: false } : this.server.finished;
    this.server = {
      ...this.server,
      rev: this.server.rev + 1,
      answers: { ...Object.fromEntries(fresh), ...before },
      finished,
    };
    return { task: this.server, lacks: [] };
  }

  /** Opens the app: what was on disk is all there is. */
  start(): Rounds {
    this.#timers.clear();
    const read = (text: string): unknown => (text === '' ? undefined : (JSON.parse(text) as unknown));
    return createRounds({
      load: () => read(this.disk),
      save: (rounds) => {
        this.disk = JSON.stringify(rounds);
      },
      loadTasks: () => read(this.tasks),
      saveTasks: (tasks) => {
        this.tasks = JSON.stringify(tasks);
      },
      now: () => this.time,
      newId: () => `id-${(this.#ids += 1)}`,
      later: (ms, run) => {
        const timer = { at: this.time + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      mark: (one) => Promise.resolve({ ...one, marked: true }),
      upload: (file) => this.upload(file),
      forgetFolder: () => void (this.folders += 1),
      submit: (input) => {
        this.sent.push(input);
        return this.submit(input);
      },
      discard: (path) => void this.discarded.push(path),
    });
  }

  /** Lets time pass and everything that was planned happen. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.time)) {
      this.#timers.delete(timer);
      timer.run();
    }
    await settle();
  }

  onDisk(): {
    answers: { id: string; itemId: string; tried?: true }[];
    done: boolean;
    note: string | null;
  }[] {
    return this.disk === '' ? [] : (JSON.parse(this.disk) as ReturnType<RoundPhone['onDisk']>);
  }
}

export function opened(phone = new RoundPhone()): { phone: RoundPhone; rounds: Rounds } {
  const rounds = phone.start();
  rounds.learn([phone.server]);
  return { phone, rounds };
}
