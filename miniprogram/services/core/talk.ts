/** A finger on 按住说话: resting it records, letting go keeps, sliding up forgets, tapping does something else. Pure. */
import { fill, TEXT } from '../../shared/text';
import { LONGEST, type Recording, type Said } from './recording';

const t = TEXT.voice;

/** A finger that rests this long (ms) wants to talk. */
export const REST = 400;

/** A finger that has gone up this far (px) does not want what was said. */
export const AWAY = 60;

/** A finger that slips this far (px) before it has rested wanted neither: WeChat's own value. */
const SLIP = 10;

/** How often the time that is left is counted (ms). */
const TICK = 200;

/** `unknown`: the person was not asked yet. */
export type Allowed = 'yes' | 'no' | 'unknown';

/**
 * What is on the screen besides the button.
 * - `refused`: the mini-program may not use the microphone
 * - `withheld`: WeChat itself may not
 */
export type Phase = '' | 'preparing' | 'listening' | 'refused' | 'withheld';

export interface TalkView {
  phase: Phase;
  /** The finger is where letting go forgets. */
  away: boolean;
  /** 「还能说 12 秒」 */
  left: string;
  /** Of the time that may be talked, in percent. */
  spent: number;
}

export const SILENT: TalkView = { phase: '', away: false, left: '', spent: 0 };

export interface TalkPorts {
  now(): number;
  /** Runs once after `ms`; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
  /** Why nobody can talk now; empty when one can. */
  whyNot(): string;
  /** Whether the person allowed the microphone. */
  allowed(): Promise<Allowed>;
  /** Asks the person. */
  ask(): Promise<boolean>;
  record(onStart: () => void): Recording;
  show(view: Partial<TalkView>): void;
  say(sentence: string): void;
  vibrate(): void;
  /** A tap. */
  onTap(): void;
  /** The microphone is being opened; `onEnd` follows whatever becomes of it. */
  onBegin(): void;
  onSaid(said: Extract<Said, { kind: 'said' }>): void;
  onEnd(): void;
}

export interface Talk {
  down(x: number, y: number): void;
  move(x: number, y: number): void;
  up(): void;
  /** The finger was taken away, by a call or by leaving the app: what was said stays. */
  lost(): void;
  /** The page is gone: what was being said goes too. */
  leave(): void;
}

export function createTalk(ports: TalkPorts): Talk {
  let finger: { x: number; y: number; rested: boolean } | null = null;
  let recording: Recording | null = null;
  let away = false;
  let callOff = (): void => undefined;
  let stopTicking = (): void => undefined;

  const lift = (): void => {
    callOff();
    finger = null;
  };

  const ended = async (said: Said): Promise<void> => {
    stopTicking();
    recording = null;
    ports.show(SILENT);
    if (said.kind === 'said') {
      // It ended by itself: the finger is still there.
      if (finger !== null) {
        ports.vibrate();
        ports.say(t.full);
      }
      ports.onSaid(said);
    } else if (said.kind === 'refused') {
      // Allowed in the mini-program: then it is the phone that withholds the microphone from WeChat.
      ports.show({ phase: (await ports.allowed()) === 'yes' ? 'withheld' : 'refused' });
    } else {
      ports.say(t[said.kind]);
    }
    ports.onEnd();
  };

  const listen = (): void => {
    ports.onBegin();
    away = false;
    const left = (spent: number): string => fill(t.left, { seconds: Math.ceil((LONGEST - spent) / 1_000) });
    ports.show({ phase: 'preparing', away, left: left(0), spent: 0 });
    recording = ports.record(() => {
      ports.vibrate();
      ports.show({ phase: 'listening' });
      const startedAt = ports.now();
      const tick = (): void => {
        const spent = Math.min(LONGEST, Math.max(0, ports.now() - startedAt));
        ports.show({ left: left(spent), spent: Math.round((spent / LONGEST) * 100) });
        stopTicking = ports.later(TICK, tick);
      };
      tick();
    });
    void recording.ended.then(ended);
  };

  const rest = async (): Promise<void> => {
    const why = ports.whyNot();
    if (why !== '') {
      lift();
      ports.say(why);
      return;
    }
    const allowed = await ports.allowed();
    if (allowed === 'yes') {
      // Whoever let go meanwhile has said nothing.
      if (finger !== null) listen();
      else ports.say(t.short);
      return;
    }
    lift();
    if (allowed === 'unknown' && (await ports.ask())) ports.say(t.allowed);
    else ports.show({ phase: 'refused' });
  };

  return {
    down(x, y) {
      if (finger !== null || recording !== null) return;
      finger = { x, y, rested: false };
      callOff = ports.later(REST, () => {
        if (finger === null) return;
        finger.rested = true;
        void rest();
      });
    },
    move(x, y) {
      if (finger === null) return;
      const up = finger.y - y;
      if (!finger.rested) {
        if (Math.hypot(up, x - finger.x) > SLIP) lift();
        return;
      }
      if (up > AWAY === away) return;
      away = up > AWAY;
      ports.show({ away });
    },
    up() {
      if (finger === null) return;
      const { rested } = finger;
      lift();
      if (!rested) ports.onTap();
      else if (away) recording?.drop();
      else recording?.stop();
    },
    lost() {
      lift();
      recording?.stop();
    },
    leave() {
      lift();
      stopTicking();
      recording?.drop();
    },
  };
}
