/** A microphone and a speaker that do what a test says. */
import type { Harness } from '../../../devtools/simulator/harness';

type Listener = (answer?: unknown) => void;

/** Listeners by their name, told by hand. */
class Told {
  readonly #listeners = new Map<string, Listener[]>();

  /** `onX` for each name. */
  on(...names: string[]): Record<string, (listener: Listener) => void> {
    return Object.fromEntries(
      names.map((name) => [
        `on${name}`,
        (listener: Listener) =>
          void this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]),
      ]),
    );
  }

  tell(name: string, answer?: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(answer);
  }
}

export interface Microphone {
  /** What `scope.record` is; undefined: not asked yet. */
  allowed: boolean | undefined;
  /** What the person answers. */
  agrees: boolean;
  /** What the recorder was started with. */
  started: Record<string, unknown>[];
  stopped: number;
  /** How long the next recording is said to be (ms). */
  duration: number;
  tell(name: string, answer?: unknown): void;
}

/** Gives a phone a microphone. It opens at once; its file comes when it is stopped. */
export function giveMicrophone({ wx }: Harness): Microphone {
  const told = new Told();
  const microphone: Microphone = {
    allowed: true,
    agrees: true,
    started: [],
    stopped: 0,
    duration: 3_000,
    tell: (name, answer) => told.tell(name, answer),
  };
  const manager = {
    ...told.on('Start', 'Stop', 'Error', 'InterruptionBegin'),
    start(options: Record<string, unknown>) {
      microphone.started.push(options);
      told.tell('Start');
    },
    stop() {
      microphone.stopped += 1;
      told.tell('Stop', { tempFilePath: 'wxfile://tmp_1.mp3', duration: microphone.duration });
    },
  };
  wx.getRecorderManager = () => manager;
  wx.getSetting = ({ success }: { success: (answer: unknown) => void }) =>
    success({
      authSetting: microphone.allowed === undefined ? {} : { 'scope.record': microphone.allowed },
    });
  wx.authorize = ({ success, fail }: { success: () => void; fail: () => void }) => {
    microphone.allowed = microphone.agrees;
    if (microphone.agrees) success();
    else fail();
  };
  wx.vibrateShort = () => Promise.resolve();
  return microphone;
}

export interface Speaker {
  /** What was played, in turn. */
  played: string[];
  /** What plays now tells. */
  tell(name: string): void;
  /** Where it is (s). */
  at(seconds: number): void;
  /** How many sounds there are that nobody let go. */
  open: number;
}

/** Gives a phone a speaker that plays when it is told to. */
export function giveSpeaker({ wx }: Harness): Speaker {
  let current: { told: Told; currentTime: number } | null = null;
  const speaker: Speaker = {
    played: [],
    tell: (name) => current?.told.tell(name),
    at(seconds) {
      if (current !== null) current.currentTime = seconds;
      current?.told.tell('TimeUpdate');
    },
    open: 0,
  };
  wx.setInnerAudioOption = () => undefined;
  wx.createInnerAudioContext = () => {
    const told = new Told();
    speaker.open += 1;
    const context = {
      ...told.on('Play', 'TimeUpdate', 'Ended', 'Stop', 'Error'),
      told,
      src: '',
      currentTime: 0,
      play: () => void speaker.played.push(context.src),
      destroy: () => (speaker.open -= 1),
    };
    current = context;
    return context;
  };
  return speaker;
}
