/** One recording from the first word to its file, whoever ends it: the finger, the time, the system. Pure. */

/** How long somebody may talk (ms). */
export const LONGEST = 15_000;

/** Below this nothing was said (ms). */
export const SHORTEST = 600;

/** A recorder that does not answer within this much (ms) will not answer any more. */
const CEILING = 4_000;

/** What a recorder tells. `ended` and `failed` end it. */
export interface RecorderEvents {
  started(): void;
  /** @param text - what was understood, where the recorder writes it down; else empty */
  ended(path: string, ms: number, text: string): void;
  /** @param why - the platform's errMsg */
  failed(why: string): void;
  /** The system wants the microphone, e.g. for a call. */
  interrupted(): void;
}

/** Something that records; one recording at a time. */
export interface Recorder {
  start(events: RecorderEvents): void;
  /** Leads to `ended` or `failed`. */
  stop(): void;
}

/**
 * What became of it.
 * - `said`: a file to be kept
 * - `short`: nothing was said
 * - `dropped`: the person did not want it
 * - `refused`: the microphone is not allowed
 * - `failed`: there is no file
 */
export type Said =
  | { kind: 'said'; path: string; ms: number; text: string }
  | { kind: 'short' | 'dropped' | 'refused' | 'failed' };

export interface Recording {
  /** Never rejects. */
  ended: Promise<Said>;
  /** Keeps what was said so far. */
  stop(): void;
  /** Forgets what was said. */
  drop(): void;
}

export interface RecordingPorts {
  recorder: Recorder;
  /** Runs once after `ms`; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
  /** Frees a file that nobody wants. */
  discard(path: string): void;
  /** The microphone is on. */
  onStart(): void;
}

/** The microphone, the scope or the privacy terms were refused: the platform says `auth deny`, `permission`, `privacy`. */
const isRefusal = (why: string): boolean => /auth|permission|privacy/i.test(why);

/** Starts to record. It ends by {@link Recording.stop}, by itself after {@link LONGEST}, or when the system interrupts. */
export function startRecording(ports: RecordingPorts): Recording {
  const { recorder } = ports;
  let state: 'starting' | 'on' | 'stopping' | 'over' = 'starting';
  let wanted = true;
  let stopSoon = false;
  let callOff = (): void => undefined;
  let settle: (said: Said) => void = () => undefined;
  const ended = new Promise<Said>((resolve) => {
    settle = resolve;
  });

  const end = (said: Said): void => {
    if (state === 'over') return;
    state = 'over';
    callOff();
    settle(said);
  };
  const expect = (ms: number, run: () => void): void => {
    callOff();
    callOff = ports.later(ms, run);
  };
  const stop = (): void => {
    // A recorder that was not there yet cannot be stopped; it is as soon as it is.
    if (state === 'starting') stopSoon = true;
    if (state !== 'on') return;
    state = 'stopping';
    expect(CEILING, () => end({ kind: 'failed' }));
    recorder.stop();
  };

  expect(CEILING, () => end({ kind: 'failed' }));
  recorder.start({
    started() {
      // Nobody waits for it any more, e.g. because the privacy terms were being read.
      if (state === 'over') recorder.stop();
      if (state !== 'starting') return;
      state = 'on';
      // The recorder ends by itself; one that does not is stopped.
      expect(LONGEST + 500, stop);
      if (stopSoon) stop();
      else ports.onStart();
    },
    ended(path, ms, text) {
      const isSaid = state !== 'over' && wanted && ms >= SHORTEST;
      if (!isSaid) ports.discard(path);
      end(isSaid ? { kind: 'said', path, ms, text } : { kind: wanted ? 'short' : 'dropped' });
    },
    failed: (why) => end({ kind: !wanted ? 'dropped' : isRefusal(why) ? 'refused' : 'failed' }),
    interrupted: stop,
  });
  return {
    ended,
    stop,
    drop() {
      wanted = false;
      stop();
    },
  };
}
