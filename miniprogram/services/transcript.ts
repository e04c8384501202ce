/** Words beside a recording, where the app has WeChat's plugin 同声传译; without it, and without a network, there is the sound alone. */
import { LONGEST, type Recorder, type RecorderEvents } from './core/recording';

/** The name under which app.json would declare the plugin. */
const PLUGIN = 'WechatSI';

/**
 * The plugin's recorder: it records and understands at the same time; a file that is there already it cannot read.
 * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/extended/translator.html
 */
interface RecognitionManager {
  onStart: () => void;
  onStop: (heard: { tempFilePath: string; duration: number; result: string }) => void;
  onError: (error: { retcode: number; msg: string }) => void;
  start(options: { duration: number; lang: 'zh_CN' }): void;
  stop(): void;
}

interface Plugin {
  getRecordRecognitionManager(): RecognitionManager;
}

function declared(): RecognitionManager | null {
  try {
    // An app that does not declare it throws here, and another host has no such function.
    return (requirePlugin(PLUGIN) as Plugin).getRecordRecognitionManager();
  } catch {
    return null;
  }
}

let manager: RecognitionManager | null | undefined;

/** It hears nothing without a network; after it failed, the phone's own recorder does better until that changes. */
let usable = false;

let watched = false;

function watchNetwork(): void {
  if (watched) return;
  watched = true;
  const note = (networkType: string): void => {
    usable = networkType !== 'none';
  };
  wx.onNetworkStatusChange(({ networkType }) => note(networkType));
  void wx.getNetworkType().then(({ networkType }) => note(networkType));
}

/** The recorder that also writes down what it hears; null where there is none that would work now. */
export function transcribing(): Recorder | null {
  if (manager === undefined) manager = declared();
  if (manager === null) return null;
  watchNetwork();
  return usable ? over(manager) : null;
}

function over(plugin: RecognitionManager): Recorder {
  return {
    start(events: RecorderEvents) {
      plugin.onStart = () => events.started();
      plugin.onStop = ({ tempFilePath, duration, result }) =>
        events.ended(tempFilePath, duration, result.trim());
      plugin.onError = ({ msg }) => {
        usable = false;
        events.failed(msg);
      };
      plugin.start({ duration: LONGEST, lang: 'zh_CN' });
    },
    stop: () => plugin.stop(),
  };
}
