/** `wx.createInnerAudioContext`: sounds, played by the browser. */
import { isPhoneFile } from '../runtime/files';
import { type Phone } from '../runtime/phone';
import { Signal } from '../runtime/signal';
import { allAsynchronous } from './api';

/** What WeChat says for each code of `MediaError`. */
const CODES: Readonly<Record<number, number>> = { 1: -1, 2: 10_002, 3: 10_004, 4: 10_004 };

const EVENTS = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'TimeUpdate',
  'Waiting',
  'Seeking',
  'Seeked',
] as const;

/** Events of the browser that are the same. */
const SAME: Readonly<Record<string, (typeof EVENTS)[number]>> = {
  canplay: 'Canplay',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
  ended: 'Ended',
};

class InnerAudioContext {
  startTime = 0;
  autoplay = false;
  obeyMuteSwitch = true;
  readonly #phone: Phone;
  readonly #audio = new Audio();
  readonly #events = new Map<string, Signal<unknown>>();
  #src = '';
  #gone = false;

  constructor(phone: Phone, done: () => void) {
    this.#phone = phone;
    for (const name of [...EVENTS, 'Error']) {
      const signal = new Signal<unknown>();
      this.#events.set(name, signal);
      Object.assign(this, {
        [`on${name}`]: (listener: (value: unknown) => void) => signal.on(listener),
        [`off${name}`]: (listener?: (value: unknown) => void) => signal.off(listener),
      });
    }
    for (const [type, name] of Object.entries(SAME))
      this.#audio.addEventListener(type, () => this.#emit(name));
    this.#audio.addEventListener('error', () => this.#failed(CODES[this.#audio.error?.code ?? 1] ?? -1));
    this.destroy = () => {
      this.#gone = true;
      this.#audio.pause();
      this.#audio.removeAttribute('src');
      done();
    };
  }

  readonly destroy: () => void;

  get src(): string {
    return this.#src;
  }

  set src(address: string) {
    this.#src = address;
    if (isPhoneFile(address) && this.#phone.files.stat(address) === null) {
      setTimeout(() => this.#failed(10_003), 0);
      return;
    }
    this.#audio.src = this.#phone.imageUrl(address, '');
    if (this.autoplay) this.play();
  }

  get duration(): number {
    return Number.isFinite(this.#audio.duration) ? this.#audio.duration : 0;
  }

  get currentTime(): number {
    return this.#audio.currentTime;
  }

  set currentTime(seconds: number) {
    this.seek(seconds);
  }

  get paused(): boolean {
    return this.#audio.paused;
  }

  get buffered(): number {
    const { buffered } = this.#audio;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }

  get loop(): boolean {
    return this.#audio.loop;
  }

  set loop(isLoop: boolean) {
    this.#audio.loop = isLoop;
  }

  get volume(): number {
    return this.#audio.volume;
  }

  set volume(volume: number) {
    this.#audio.volume = volume;
  }

  get playbackRate(): number {
    return this.#audio.playbackRate;
  }

  set playbackRate(rate: number) {
    this.#audio.playbackRate = rate;
  }

  play(): void {
    if (this.#audio.currentTime === 0 && this.startTime > 0) this.#audio.currentTime = this.startTime;
    void this.#start().then((isPlaying) => {
      if (isPlaying) this.#emit('Play');
    });
  }

  pause(): void {
    this.#audio.pause();
    this.#emit('Pause');
  }

  stop(): void {
    this.#audio.pause();
    this.#audio.currentTime = 0;
    this.#emit('Stop');
  }

  seek(seconds: number): void {
    this.#audio.currentTime = seconds;
  }

  /** A browser makes no sound before it was touched; a phone does, so it plays silently then. */
  async #start(): Promise<boolean> {
    try {
      await this.#audio.play();
      return true;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return false;
    }
    this.#audio.muted = true;
    return this.#audio.play().then(
      () => true,
      () => false,
    );
  }

  #emit(name: string, value: unknown = {}): void {
    if (!this.#gone) this.#events.get(name)?.emit(value);
  }

  #failed(errCode: number): void {
    this.#emit('Error', { errCode, errMsg: `errCode:${errCode}` });
  }
}

export function audioApi(phone: Phone): Record<string, unknown> {
  const contexts = new Set<InnerAudioContext>();
  const pauseAll = (): void => {
    for (const context of contexts) if (!context.paused) context.pause();
  };
  // What is behind is not heard, and a call takes the speaker.
  phone.appHidden.on(pauseAll);
  phone.interrupted.on((isBegin) => {
    if (isBegin) pauseAll();
  });
  return {
    createInnerAudioContext() {
      const context: InnerAudioContext = new InnerAudioContext(phone, () => contexts.delete(context));
      contexts.add(context);
      return context;
    },
    ...allAsynchronous({ setInnerAudioOption: () => undefined }),
  };
}
