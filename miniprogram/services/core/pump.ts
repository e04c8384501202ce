/** Does what is due, one after the other, and comes back when the next falls due. The phone's clock is passed in. */

/** How long it rests when even what became of the work could not be written down (ms): a full storage stays full for a while. */
const REST = 10_000;

export interface PumpPorts {
  now(): number;
  /** Runs once after `ms`; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
}

export interface Pumped<T> {
  /** What is to be done now; undefined: nothing. */
  readonly due: () => T | undefined;
  /** Does it; what becomes of it stands where `due` looks. */
  readonly work: (one: T) => Promise<void>;
  /** When (ms of the phone's clock) each of what waits falls due. */
  readonly times: () => number[];
}

export interface Pump {
  /** Begins, unless it is at it. */
  readonly run: () => void;
  /** Comes back at the time that is the first one now. */
  readonly plan: () => void;
}

export function createPump<T>(ports: PumpPorts, { due, work, times }: Pumped<T>): Pump {
  let working = false;
  let callOff: (() => void) | null = null;

  const pump = async (): Promise<void> => {
    for (let one = due(); one !== undefined; one = due()) await work(one);
  };

  function run(): void {
    if (working) return;
    working = true;
    void pump().then(
      () => {
        working = false;
        // Whoever heard how the last one ended may have asked for more already.
        if (due() === undefined) plan();
        else run();
      },
      () => {
        working = false;
        comeBack(ports.now() + REST);
      },
    );
  }

  function comeBack(at: number): void {
    callOff?.();
    callOff = at === Infinity ? null : ports.later(Math.max(0, at - ports.now()), run);
  }

  const plan = (): void => comeBack(Math.min(...times()));

  return { run, plan };
}
