/** What the app learns of its phone, and that the phone has all that the product asks of WeChat. */
import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { compileApp } from '../../../devtools/simulator';
import { root as project } from '../../support/process';
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
const linked: string[][] = [];
beforeAll(async () => {
  screen = await openScreen({
    fileLink: (fileID, openid) => {
      linked.push([fileID, openid]);
      return Promise.resolve(fileID === 'cloud://mine' ? 'http://127.0.0.1:1/files/mine?sign=1' : null);
    },
  });
  await screen.open();
});
afterAll(() => screen.close());

const ask = (expression: string): Promise<unknown> => screen.ask(expression);

describe('the clock of the status bar', () => {
  const shown = (): Promise<unknown> => ask("document.querySelector('.phone-status time').textContent");
  const told = (offset: number): string =>
    new Date(Date.now() + offset + 8 * 3_600_000).toISOString().slice(11, 16);

  it.each(['America/Los_Angeles', 'Asia/Kolkata', 'UTC'])('is +08:00 in %s', async (zone) => {
    await screen.page.emulateTimezone(zone);
    await screen.open();
    expect([told(0), told(-60_000)]).toContain(await shown());
  });

  it('follows the clock of the cloud at once', async () => {
    const offset = 5 * 3_600_000 + 17 * 60_000;
    await ask(`__phone.setClockOffset(${offset})`);
    expect([told(offset), told(offset - 60_000)]).toContain(await shown());
  });
});

describe('the window', () => {
  it.each([
    [375, 812, 44, 34, 'iPhone X'],
    [320, 568, 20, 0, 'iPhone SE'],
  ])('is told as it is at %d × %d', async (width, height, statusBarHeight, below, model) => {
    await screen.page.setViewport({ width, height, hasTouch: true, isMobile: true });
    await screen.open();
    const safeArea = {
      left: 0,
      right: width,
      top: statusBarHeight,
      bottom: height - below,
      width,
      height: height - below - statusBarHeight,
    };
    const sizes = { screenWidth: width, screenHeight: height, windowWidth: width, statusBarHeight, safeArea };
    expect(await ask('__phone.wx.getWindowInfo()')).toMatchObject(sizes);
    expect(await ask('__phone.wx.getSystemInfoSync()')).toMatchObject({ ...sizes, model });
    // The navigation bar above and the tabs below do not belong to the window.
    expect(await ask('__phone.wx.getWindowInfo().windowHeight')).toBe(
      height - statusBarHeight - 44 - 49 - below,
    );
    expect(await ask('__phone.wx.getMenuButtonBoundingClientRect()')).toMatchObject({
      top: statusBarHeight + 4,
      right: width - 7,
    });
  });

  it('tells of a change until it is told not to', async () => {
    await ask('globalThis.sizes = [], globalThis.told = (value) => sizes.push(value.size.windowWidth)');
    await ask('__phone.wx.onWindowResize(told)');
    await screen.page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
    await screen.page.waitForFunction('sizes.includes(390)');
    await ask('__phone.wx.offWindowResize(told), sizes.length = 0');
    await screen.page.setViewport({ width: 375, height: 812, hasTouch: true, isMobile: true });
    await screen.page.waitForFunction('innerWidth === 375');
    expect(await ask('sizes')).toEqual([]);
  });
});

it('links files of the cloud that this person may read', async () => {
  const list = "{ fileList: ['cloud://mine', { fileID: 'cloud://other' }] }";
  expect(await ask(`__phone.wx.cloud.getTempFileURL(${list})`)).toEqual({
    errMsg: 'cloud.getTempFileURL:ok',
    fileList: [
      {
        fileID: 'cloud://mine',
        tempFileURL: 'http://127.0.0.1:1/files/mine?sign=1',
        status: 0,
        errMsg: 'ok',
      },
      { fileID: 'cloud://other', tempFileURL: '', status: 1, errMsg: 'STORAGE_EXCEED_AUTHORITY' },
    ],
  });
  expect(linked).toEqual([
    ['cloud://mine', 'worker'],
    ['cloud://other', 'worker'],
  ]);
});

describe('what the product asks of WeChat', () => {
  /** Everything that ships, its packages too. */
  const shipped = async (): Promise<string> => {
    const { dependencies } = JSON.parse(readFileSync(resolve(project, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const { files, errors } = await compileApp({
      root: resolve(project, 'miniprogram'),
      npm: resolve(project, 'node_modules'),
      dependencies,
    });
    expect(errors).toEqual([]);
    return String(files.get('app.js'));
  };
  const found = (text: string, pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
  ];

  it('is all there', async () => {
    const code = await shipped();
    const names = found(code, /\bwx\.(\w+)/g);
    expect(names).toEqual(
      expect.arrayContaining(['requestSubscribeMessage', 'cloud', 'createCameraContext']),
    );
    expect(names.filter((name) => name.length < 3)).toEqual([]);
    const lacking = `${JSON.stringify(names)}.filter((name) => !__phone.wx.canIUse(name))`;
    expect(await ask(lacking)).toEqual([]);
  });

  it.each([
    ['cloud', /\bwx\.cloud\.(\w+)/g],
    ['getFileSystemManager()', /getFileSystemManager\(\)\.(\w+)/g],
    ['getUpdateManager()', /getUpdateManager\(\)\.(\w+)/g],
    ['createCameraContext()', /createCameraContext\(\)\.(\w+)/g],
  ])('is all there of wx.%s', async (owner, pattern) => {
    const names = found(await shipped(), pattern);
    expect(names).not.toEqual([]);
    expect(await ask(`${JSON.stringify(names)}.filter((name) => !(name in __phone.wx.${owner}))`)).toEqual(
      [],
    );
  });

  it('is told by name where it is not', async () => {
    const thrown =
      '(() => { try { __phone.wx.startBeaconDiscovery() } catch (error) { return error.message } })()';
    expect(await ask(thrown)).toBe('NotEmulated: wx.startBeaconDiscovery');
    expect(await ask("__phone.wx.canIUse('startBeaconDiscovery')")).toBe(false);
    expect(await ask('typeof __phone.wx.doesNotExist')).toBe('undefined');
  });
});
