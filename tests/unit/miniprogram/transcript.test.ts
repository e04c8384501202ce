/** Words beside a recording: only where the app has the plugin and the network, and never instead of the sound. */
import { join } from 'node:path';
import type { Recorder } from '../../../miniprogram/services/core/recording';
import { root } from '../../support/process';

interface Service {
  transcribing: () => Recorder | null;
}

type Plugin = Record<'onStart' | 'onStop' | 'onError', (answer?: object) => void> & {
  started: object[];
  stopped: number;
};

/** Fresh modules, on a phone with this network and this plugin. */
async function transcriptOn(network: string, plugin: Plugin | null) {
  jest.resetModules();
  let changed: (answer: { networkType: string }) => void = () => undefined;
  Object.assign(globalThis, {
    wx: {
      onNetworkStatusChange: (listener: typeof changed) => (changed = listener),
      getNetworkType: () => Promise.resolve({ networkType: network }),
    },
    requirePlugin: (name: string) => {
      if (plugin === null || name !== 'WechatSI')
        throw new Error(`plugin ${name} is not defined in app.json`);
      return {
        getRecordRecognitionManager: () =>
          Object.assign(plugin, {
            start: (options: object) => void plugin.started.push(options),
            stop: () => (plugin.stopped += 1),
          }),
      };
    },
  });
  const { transcribing } = (await import(join(root, 'miniprogram/services/transcript'))) as Service;
  // The network is asked for with the first recording, which does without.
  expect(transcribing()).toBeNull();
  await Promise.resolve();
  return { transcribing, network: (networkType: string) => changed({ networkType }) };
}

const listening = (): Plugin => ({
  onStart: () => undefined,
  onStop: () => undefined,
  onError: () => undefined,
  started: [],
  stopped: 0,
});

const events = () => ({
  started: jest.fn(),
  ended: jest.fn(),
  failed: jest.fn(),
  interrupted: jest.fn(),
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'requirePlugin');
  Reflect.deleteProperty(globalThis, 'wx');
});

it('does without where the app declares no plugin', async () => {
  const { transcribing } = await transcriptOn('wifi', null);
  expect(transcribing()).toBeNull();
});

it('does without where there is no network, and with it once there is', async () => {
  const { transcribing, network } = await transcriptOn('none', listening());
  expect(transcribing()).toBeNull();
  network('4g');
  expect(transcribing() === null).toBe(false);
  network('none');
  expect(transcribing()).toBeNull();
});

it('records for as long as anybody may talk, and gives the sound with the words', async () => {
  const plugin = listening();
  const { transcribing } = await transcriptOn('wifi', plugin);
  const heard = events();
  const recorder = transcribing();
  recorder?.start(heard);
  plugin.onStart();
  recorder?.stop();
  plugin.onStop({ tempFilePath: 'tmp/voice.mp3', duration: 3_000, result: ' 瓶链断了 ' });
  expect(plugin.started).toEqual([{ duration: 15_000, lang: 'zh_CN' }]);
  expect(plugin.stopped).toBe(1);
  expect(heard.started).toHaveBeenCalledTimes(1);
  expect(heard.ended.mock.calls).toEqual([['tmp/voice.mp3', 3_000, '瓶链断了']]);
});

it('leaves the next recording to the phone after it failed', async () => {
  const plugin = listening();
  const { transcribing } = await transcriptOn('wifi', plugin);
  const heard = events();
  transcribing()?.start(heard);
  plugin.onError({ retcode: -30004, msg: 'network' });
  expect(heard.failed.mock.calls).toEqual([['network']]);
  expect(transcribing()).toBeNull();
});
