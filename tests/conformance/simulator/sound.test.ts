/** The recorder and the speaker of the phone, as WeChat documents them; what was recorded can be heard by the browser too. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen.close());

const ask = (expression: string): Promise<unknown> => screen.ask(expression);

const PAGE = '&path=packages/extra/pages/far/index';

/** What the recorder told, oldest first: `heard` holds names and answers. */
const LISTEN = `
  globalThis.heard = [];
  const manager = __phone.wx.getRecorderManager();
  for (const name of ['Start', 'Pause', 'Resume', 'Stop', 'Error', 'InterruptionBegin', 'InterruptionEnd'])
    manager['on' + name]((answer) => heard.push([name, answer]));
`;

const SPEECH =
  "{ duration: 15000, sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 24000, format: 'mp3' }";

const call = (what: string): Promise<unknown> => ask(`__phone.wx.getRecorderManager().${what}`);
const heard = (name: string): Promise<unknown> =>
  screen.page.waitForFunction(`heard.some(([name]) => name === '${name}')`);
const names = (): Promise<unknown> => ask('heard.map(([name]) => name)');
const told = (name: string): Promise<Record<string, unknown>> =>
  ask(`heard.find(([name]) => name === '${name}')[1]`) as Promise<Record<string, unknown>>;
const wait = (ms: number): Promise<unknown> => ask(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);

/** Opens the app for a person who decided about the microphone, or not. */
async function open(allowed: boolean | null): Promise<void> {
  await screen.open(`${PAGE}&start=0`);
  await ask(
    `__phone.setPermission('scope.record', ${allowed}); __phone.setSystemPermission('microphone', true)`,
  );
  await screen.open(PAGE);
  await ask(LISTEN);
}

/** Records for about `ms`. @returns the path of the file */
async function record(ms: number): Promise<string> {
  await call(`start(${SPEECH})`);
  await heard('Start');
  await wait(ms);
  await call('stop()');
  await heard('Stop');
  return (await told('Stop'))['tempFilePath'] as string;
}

/** What the browser's own decoder makes of a file. */
const decoded = (
  path: string,
): Promise<{ seconds: number; rate: number; channels: number; loudest: number }> =>
  ask(`(async () => {
    const { data } = await __phone.wx.getFileSystemManager().readFile({ filePath: '${path}' });
    const sound = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(data);
    const loudest = sound.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    return { seconds: sound.duration, rate: sound.sampleRate, channels: sound.numberOfChannels, loudest };
  })()`) as Promise<{ seconds: number; rate: number; channels: number; loudest: number }>;

describe('the recorder', () => {
  it('is one for the whole app', async () => {
    await open(true);
    expect(await ask('__phone.wx.getRecorderManager() === __phone.wx.getRecorderManager()')).toBe(true);
  });

  it('writes an MP3 as long as it recorded, which a browser can decode and hear', async () => {
    await open(true);
    const path = await record(700);
    const { duration, fileSize } = await told('Stop');
    expect(path).toMatch(/^wxfile:\/\/tmp.*\.mp3$/);
    expect(duration).toBeGreaterThanOrEqual(690);
    const { seconds, channels, loudest } = await decoded(path);
    expect(channels).toBe(1);
    expect(Math.abs(seconds - Number(duration) / 1_000)).toBeLessThan(0.15);
    expect(loudest).toBeGreaterThan(0.005);
    // 24 kbit/s are 3 bytes a millisecond.
    expect(Math.abs(Number(fileSize) - Number(duration) * 3)).toBeLessThan(120);
  });

  it('ends by itself after the time it was given', async () => {
    await open(true);
    await call(`start({ ...${SPEECH}, duration: 600 })`);
    await heard('Stop');
    expect((await told('Stop'))['duration']).toBe(600);
  });

  it('does not count the time of a pause', async () => {
    await open(true);
    await call(`start(${SPEECH})`);
    await heard('Start');
    await call('pause()');
    await wait(1_000);
    await call('resume()');
    await wait(300);
    await call('stop()');
    await heard('Stop');
    expect(await names()).toEqual(['Start', 'Pause', 'Resume', 'Stop']);
    const { duration } = await told('Stop');
    const { loudest } = await decoded((await told('Stop'))['tempFilePath'] as string);
    expect([Number(duration) >= 300, loudest > 0]).toEqual([true, true]);
  });

  it('asks the person, and says no when they refuse, then and later', async () => {
    await open(null);
    await call(`start(${SPEECH})`);
    await screen.page.waitForSelector('.phone-modal');
    await screen.page.click('.phone-modal footer button');
    await heard('Error');
    expect(await told('Error')).toEqual({ errMsg: 'operateRecorder:fail auth deny' });
    await ask('heard.length = 0');
    await call(`start(${SPEECH})`);
    await heard('Error');
    expect(await told('Error')).toEqual({ errMsg: 'operateRecorder:fail auth deny' });
  });

  it('says that the phone withholds the microphone from WeChat', async () => {
    await open(true);
    await ask("__phone.setSystemPermission('microphone', false)");
    expect(await ask('__phone.wx.getAppAuthorizeSetting().microphoneAuthorized')).toBe('denied');
    await call(`start(${SPEECH})`);
    await heard('Error');
    expect(await told('Error')).toEqual({ errMsg: 'operateRecorder:fail system permission denied' });
  });

  it.each([
    ['a bit rate that its sample rate does not go with', '{ encodeBitRate: 8000 }'],
    ['more than ten minutes', '{ duration: 600001 }'],
  ])('refuses %s', async (_, change) => {
    await open(true);
    await call(`start({ ...${SPEECH}, ...${change} })`);
    await heard('Error');
    expect((await told('Error'))['errMsg']).toMatch(/^operateRecorder:fail .* is invalid$/);
  });

  it.each([
    ['a format that it cannot write', "{ format: 'aac' }"],
    ['two channels', '{ numberOfChannels: 2 }'],
    ['frames', '{ frameSize: 4 }'],
  ])('fails loudly for %s', async (_, change) => {
    await open(true);
    await call(`start({ ...${SPEECH}, ...${change} })`);
    await heard('Error');
    expect((await told('Error'))['errMsg']).toContain('NotEmulated');
    expect(await ask('__phone.exceptions().length')).toBe(1);
  });

  it('records one thing at a time, and stops nothing that does not run', async () => {
    await open(true);
    await call('stop()');
    await heard('Error');
    await call(`start(${SPEECH})`);
    await heard('Start');
    await call(`start(${SPEECH})`);
    await screen.page.waitForFunction("heard.filter(([name]) => name === 'Error').length === 2");
    await call('stop()');
    await heard('Stop');
    expect(await names()).toEqual(['Error', 'Start', 'Error', 'Stop']);
  });

  it('pauses for a call, and when the app goes behind; what was said is there', async () => {
    await open(true);
    await call(`start(${SPEECH})`);
    await heard('Start');
    await ask('__phone.interrupt(true)');
    await ask('__phone.interrupt(false)');
    expect(await names()).toEqual(['Start', 'InterruptionBegin', 'Pause', 'InterruptionEnd']);
    await call('resume()');
    await ask('__phone.hide()');
    expect(((await names()) as string[]).at(-1)).toBe('Pause');
    await ask('__phone.show()');
    await call('stop()');
    await heard('Stop');
    expect((await told('Stop'))['tempFilePath']).toMatch(/mp3$/);
  });
});

/** A context that notes what it tells in `sounds`. */
const CONTEXT = `
  globalThis.sounds = [];
  globalThis.audio = __phone.wx.createInnerAudioContext();
  for (const name of ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Error'])
    audio['on' + name]((answer) => sounds.push([name, answer]));
`;
const sounded = (name: string): Promise<unknown> =>
  screen.page.waitForFunction(`sounds.some(([name]) => name === '${name}')`);
const sounds = async (): Promise<unknown> =>
  ask("sounds.map(([name]) => name).filter((name) => name !== 'Canplay')");

describe('a sound', () => {
  it('is played to its end, with its length and how far it is', async () => {
    await open(true);
    const path = await record(700);
    await ask(CONTEXT);
    await ask(`globalThis.far = 0; audio.onTimeUpdate(() => (far = Math.max(far, audio.currentTime)))`);
    expect(await ask('audio.paused')).toBe(true);
    await ask(`audio.src = '${path}'; audio.play()`);
    await sounded('Play');
    expect(await ask('audio.paused')).toBe(false);
    await sounded('Ended');
    expect(await sounds()).toEqual(['Play', 'Ended']);
    expect(Number(await ask('audio.duration'))).toBeGreaterThan(0.6);
    expect(Number(await ask('far'))).toBeGreaterThan(0.3);
  });

  it('stops, is begun anew, and pauses when the app goes behind or a call comes', async () => {
    await open(true);
    const path = await record(1_200);
    await ask(CONTEXT);
    await ask(`audio.src = '${path}'; audio.play()`);
    await sounded('Play');
    await ask('audio.stop()');
    expect([await ask('audio.currentTime'), await ask('audio.paused')]).toEqual([0, true]);
    for (const away of ['hide()', 'interrupt(true)']) {
      await ask('sounds.length = 0; audio.play()');
      await sounded('Play');
      await ask(`__phone.${away}`);
      expect(await sounds()).toEqual(['Play', 'Pause']);
    }
  });

  it('that is gone tells nothing any more', async () => {
    await open(true);
    const path = await record(700);
    await ask(CONTEXT);
    await ask(`audio.src = '${path}'; audio.play()`);
    await sounded('Play');
    await ask('audio.destroy()');
    await wait(300);
    expect(await sounds()).toEqual(['Play']);
  });

  it('that is none says so', async () => {
    await open(true);
    await ask(CONTEXT);
    await ask("audio.src = '/phone/1/app/none.mp3'; audio.play()");
    await sounded('Error');
    expect(await ask("sounds.find(([name]) => name === 'Error')[1].errCode")).toBe(10_004);
    await ask(CONTEXT);
    await ask("audio.src = 'wxfile://tmp_none.mp3'");
    await sounded('Error');
    expect(await ask("sounds.find(([name]) => name === 'Error')[1].errCode")).toBe(10_003);
  });
});
