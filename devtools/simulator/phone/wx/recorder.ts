/** `wx.getRecorderManager`: the one recorder of the phone. What it writes is a real MP3 of the right length; its sound is a tone. */
import { NotEmulated, messageOf } from '../runtime/errors';
import { isWritable, toneMp3 } from '../runtime/mp3';
import { type Phone } from '../runtime/phone';
import { Signal } from '../runtime/signal';
import { numberOf, WxFailure, type Options } from './api';
import { type Permissions } from './permissions';

/**
 * Lowest and highest bit rate (bit/s) of each sample rate (Hz).
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/RecorderManager.start.html
 */
const BIT_RATES: Readonly<Record<number, readonly [number, number]>> = {
  8000: [16_000, 48_000],
  11025: [16_000, 48_000],
  12000: [24_000, 64_000],
  16000: [24_000, 96_000],
  22050: [32_000, 128_000],
  24000: [32_000, 128_000],
  32000: [48_000, 192_000],
  44100: [64_000, 320_000],
  48000: [64_000, 320_000],
};

const LONGEST = 600_000;

interface Wish {
  duration: number;
  sampleRate: number;
  bitRate: number;
}

/** What `start` was given, with WeChat's defaults. @throws WxFailure as WeChat refuses; NotEmulated */
function wishOf(options: Options): Wish {
  const duration = numberOf(options, 'duration', 60_000);
  const sampleRate = numberOf(options, 'sampleRate', 8_000);
  const bitRate = numberOf(options, 'encodeBitRate', 48_000);
  const { format = 'aac', frameSize } = options;
  if (duration <= 0 || duration > LONGEST) throw new WxFailure('duration is invalid');
  const [least = Infinity, most = 0] = BIT_RATES[sampleRate] ?? [];
  if (bitRate < least || bitRate > most) throw new WxFailure('encodeBitRate is invalid');
  if (format !== 'mp3') throw new NotEmulated(`RecorderManager with format "${String(format)}"`);
  if (frameSize !== undefined) throw new NotEmulated('RecorderManager with frameSize');
  if (numberOf(options, 'numberOfChannels', 2) !== 1 || !isWritable(sampleRate)) {
    throw new NotEmulated('RecorderManager with two channels or more than 24 kHz');
  }
  return { duration, sampleRate, bitRate };
}

/** `waiting`: the person is being asked. */
type State = 'idle' | 'waiting' | 'recording' | 'paused';

export function recorderApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const signals = {
    Start: new Signal<undefined>(),
    Pause: new Signal<undefined>(),
    Resume: new Signal<undefined>(),
    Stop: new Signal<{ tempFilePath: string; duration: number; fileSize: number }>(),
    Error: new Signal<{ errMsg: string }>(),
    InterruptionBegin: new Signal<undefined>(),
    InterruptionEnd: new Signal<undefined>(),
    FrameRecorded: new Signal<undefined>(),
  };
  let state: State = 'idle';
  let wish: Wish = { duration: 0, sampleRate: 0, bitRate: 0 };
  /** Milliseconds before the last pause, and when it went on. */
  let before = 0;
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fail = (error: unknown): void => {
    if (error instanceof NotEmulated) phone.fail(error);
    signals.Error.emit({ errMsg: `operateRecorder:fail ${messageOf(error)}` });
  };
  const goOn = (): void => {
    state = 'recording';
    since = performance.now();
    timer = setTimeout(finish, wish.duration - before);
  };
  const hold = (): void => {
    clearTimeout(timer);
    if (state === 'recording') before += performance.now() - since;
    state = 'paused';
  };
  function finish(): void {
    hold();
    state = 'idle';
    const duration = Math.min(wish.duration, Math.round(before));
    const bytes = toneMp3(duration, wish.sampleRate, wish.bitRate);
    const tempFilePath = phone.files.temporary(bytes, 'mp3');
    signals.Stop.emit({ tempFilePath, duration, fileSize: bytes.length });
  }
  const begin = async (options: Options): Promise<void> => {
    if (state !== 'idle') throw new WxFailure('is recording or paused');
    wish = wishOf(options);
    state = 'waiting';
    try {
      await permissions.require('RecorderManager.start', 'scope.record');
      permissions.requireSystem('microphone');
    } catch (error) {
      state = 'idle';
      throw error;
    }
    before = 0;
    goOn();
    signals.Start.emit(undefined);
  };
  /** The person left the app: the microphone is not for what is behind. */
  phone.appHidden.on(() => {
    if (state !== 'recording') return;
    hold();
    signals.Pause.emit(undefined);
  });
  phone.interrupted.on((isBegin) => {
    if (!isBegin) {
      signals.InterruptionEnd.emit(undefined);
      return;
    }
    signals.InterruptionBegin.emit(undefined);
    if (state !== 'recording') return;
    hold();
    signals.Pause.emit(undefined);
  });

  const manager = {
    start: (options: Options = {}) => void begin(options).catch(fail),
    pause() {
      if (state !== 'recording') {
        fail(new WxFailure('not recording'));
        return;
      }
      hold();
      signals.Pause.emit(undefined);
    },
    resume() {
      if (state !== 'paused') {
        fail(new WxFailure('not paused'));
        return;
      }
      goOn();
      signals.Resume.emit(undefined);
    },
    stop() {
      if (state === 'recording' || state === 'paused') later(finish);
      else fail(new WxFailure('recorder not start'));
    },
    ...Object.fromEntries(
      Object.entries(signals).map(([name, signal]) => [
        `on${name}`,
        (listener: (value: unknown) => void) => (signal as Signal<unknown>).on(listener),
      ]),
    ),
  };
  return { getRecorderManager: () => manager };
}

/** Events come after the call that leads to them. */
function later(run: () => void): void {
  setTimeout(run, 0);
}
