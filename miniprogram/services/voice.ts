/** The phone's microphone: whether it may be used, one recording at a time, and the file that is kept of it. */
import { newId } from './call';
import type { DraftVoice } from './core/draft-voice';
import {
  LONGEST,
  startRecording,
  type Recorder,
  type RecorderEvents,
  type Recording,
} from './core/recording';
import type { Allowed } from './core/talk';
import { saved } from './photos';
import { transcribing } from './transcript';

const SCOPE = 'scope.record';

/**
 * Speech that is understood in a shed, 3 KB a second: every phone writes and plays MP3, and its frames can be counted.
 * 16 kHz takes 24 to 96 kbit/s (RecorderManager.start).
 */
const FORMAT = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 24_000 } as const;

let listening: RecorderEvents | null = null;

/** Hears the one recorder of the phone. Its listeners cannot be taken off again, so there is one of each. */
function listen(): WechatMiniprogram.RecorderManager {
  const manager = wx.getRecorderManager();
  manager.onStart(() => listening?.started());
  manager.onStop(({ tempFilePath, duration }) => listening?.ended(tempFilePath, duration, ''));
  manager.onError(({ errMsg }) => listening?.failed(errMsg));
  manager.onInterruptionBegin(() => listening?.interrupted());
  return manager;
}

let manager: WechatMiniprogram.RecorderManager | null = null;

const phoneRecorder: Recorder = {
  start(events) {
    manager ??= listen();
    listening = events;
    manager.start({ duration: LONGEST, ...FORMAT });
  },
  stop: () => manager?.stop(),
};

/** Starts to record; what is said may be written down at the same time, where the app has a plugin for it. */
export const record = (onStart: () => void): Recording =>
  startRecording({
    recorder: transcribing() ?? phoneRecorder,
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    // A temporary file goes with the app; there is nothing to free.
    discard: () => undefined,
    onStart,
  });

/** Whether the person allowed the microphone. */
export function microphone(): Promise<Allowed> {
  return new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => {
        const allowed = authSetting[SCOPE];
        resolve(allowed === undefined ? 'unknown' : allowed ? 'yes' : 'no');
      },
      // A recorder that is refused says so itself.
      fail: () => resolve('yes'),
    });
  });
}

/** Asks the person, who is no longer holding when the question is answered. */
export function askForMicrophone(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.authorize({ scope: SCOPE, success: () => resolve(true), fail: () => resolve(false) });
  });
}

/** Saves a recording, so that it outlives the app. */
export async function keepVoice(path: string, ms: number): Promise<DraftVoice> {
  const takenAt = Date.now();
  return { id: newId(), path: await saved(path), seconds: Math.round(ms / 100) / 10, takenAt, fileId: null };
}
