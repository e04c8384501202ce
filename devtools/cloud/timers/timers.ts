/** Fires timer triggers: by themselves as the clock reaches them, or at every due time while the clock is moved. */
import type { MovableClock } from '../types';
import { nextDue, parseCron, type CronSchedule } from './cron';

export interface TimerTrigger {
  function: string;
  name: string;
  cron: string;
}

/** One firing and how it ended. */
export interface Fired {
  function: string;
  timer: string;
  /** The due time (ms), not the time it really ran. */
  at: number;
  ok: boolean;
  error: string | null;
}

interface Armed extends TimerTrigger {
  schedule: CronSchedule;
}

/** Longest sleep of the scheduler, so that it never outlives a moved clock by much (ms). */
const LONGEST_SLEEP = 30_000;

export class Timers {
  private readonly armed: Armed[];
  private readonly running = new Set<Promise<Fired>>();
  private wake: NodeJS.Timeout | null = null;
  private started = false;
  /** Due times up to here have been seen to. */
  private seen: number;
  /** Moves of the clock happen one after the other. */
  private moving: Promise<unknown> = Promise.resolve();

  /**
   * @param clock - the cloud's clock
   * @param triggers - all timers of all functions; a wrong cron throws
   * @param invoke - runs a function for a timer; its rejection is reported, not thrown
   */
  constructor(
    private readonly clock: MovableClock,
    triggers: readonly TimerTrigger[],
    private readonly invoke: (trigger: TimerTrigger, dueAt: number) => Promise<unknown>,
  ) {
    this.armed = triggers.map((trigger) => ({ ...trigger, schedule: parseCron(trigger.cron) }));
    this.seen = clock.now();
  }

  /** Starts the scheduler: from now on each timer fires when its time comes. */
  start(): void {
    this.started = true;
    this.seen = this.clock.now();
    this.sleep();
  }

  /** Stops the scheduler; what is running goes on. */
  stop(): void {
    this.started = false;
    if (this.wake) clearTimeout(this.wake);
    this.wake = null;
  }

  /**
   * Moves the clock forward.
   * @param ms - how far
   * @param coalesce - false: each timer fires at every due time, in order, with the clock standing there;
   *   true: the clock jumps to the end and each timer that missed a due time fires once, as a late timer does
   */
  advance(ms: number, coalesce: boolean): Promise<Fired[]> {
    return this.move(async () => {
      const from = this.clock.now();
      const to = from + ms;
      const fired = coalesce ? await this.fireLate(from, to) : await this.fireEach(from, to);
      if (this.clock.now() < to) this.standAt(to);
      return fired;
    });
  }

  /** Puts the clock to an instant, or back to the machine's clock (null). Nothing fires on the way. */
  set(at: number | null): Promise<void> {
    return this.move(() => {
      if (at === null) this.clock.setOffset(0);
      else this.standAt(at);
      return Promise.resolve();
    });
  }

  /** Fires all timers of a function now; asked twice at once they run twice at once, as a timer does that is doubled. */
  async run(name: string): Promise<Fired[]> {
    // The clock does not move under a run: a move waits for what is running.
    await this.moving;
    const timers = this.armed.filter((timer) => timer.function === name);
    return Promise.all(timers.map((timer) => this.fire(timer, this.clock.now())));
  }

  private move<T>(step: () => Promise<T>): Promise<T> {
    const moved = this.moving.then(async () => {
      if (this.wake) clearTimeout(this.wake);
      this.wake = null;
      await Promise.all(this.running);
      try {
        return await step();
      } finally {
        this.seen = this.clock.now();
        this.sleep();
      }
    });
    this.moving = moved.catch(() => undefined);
    return moved;
  }

  private async fireEach(from: number, to: number): Promise<Fired[]> {
    const fired: Fired[] = [];
    for (let at = from; ;) {
      const due = this.dueAfter(at);
      if (due === null || due.at > to) return fired;
      // A run that took longer than the gap makes the next one late; the clock never goes back.
      if (this.clock.now() < due.at) this.standAt(due.at);
      for (const timer of due.timers) fired.push(await this.fire(timer, due.at));
      at = due.at;
    }
  }

  private async fireLate(from: number, to: number): Promise<Fired[]> {
    this.standAt(to);
    const fired: Fired[] = [];
    for (const timer of this.armed) {
      const due = nextDue(timer.schedule, from);
      if (due !== null && due <= to) fired.push(await this.fire(timer, due));
    }
    return fired;
  }

  private dueAfter(at: number): { at: number; timers: Armed[] } | null {
    const dues = this.armed.map((timer) => ({ timer, due: nextDue(timer.schedule, at) ?? Infinity }));
    const first = Math.min(...dues.map(({ due }) => due));
    if (first === Infinity) return null;
    return { at: first, timers: dues.filter(({ due }) => due === first).map(({ timer }) => timer) };
  }

  private sleep(): void {
    if (!this.started || this.wake) return;
    const due = this.dueAfter(this.seen);
    if (due === null) return;
    const ms = Math.min(Math.max(due.at - this.clock.now(), 0), LONGEST_SLEEP);
    this.wake = setTimeout(() => {
      this.wake = null;
      const now = this.clock.now();
      for (const timer of this.armed) {
        const at = nextDue(timer.schedule, this.seen);
        if (at !== null && at <= now) void this.fire(timer, at);
      }
      this.seen = now;
      this.sleep();
    }, ms);
    this.wake.unref();
  }

  private fire(timer: TimerTrigger, at: number): Promise<Fired> {
    const told = { function: timer.function, timer: timer.name, at };
    const run: Promise<Fired> = this.invoke(timer, at).then(
      () => ({ ...told, ok: true, error: null }),
      (error: unknown) => ({
        ...told,
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      }),
    );
    this.running.add(run);
    void run.then(() => this.running.delete(run));
    return run;
  }

  private standAt(at: number): void {
    this.clock.setOffset(at - Date.now());
  }
}
