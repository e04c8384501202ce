/** Every public method of the SDK's MiniProgram on the fixture app. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AutomatedPhone } from '../../../devtools/automation';
import {
  Bench,
  connect,
  cover,
  skipRests,
  until,
  VIEWPORT,
  type Cases,
  type MiniProgram,
  type Page,
} from './support/bench';

/** Globals of functions that run in the app. */
declare const getCurrentPages: () => { route: string }[];
declare const tellTest: (...args: unknown[]) => void;

let bench: Bench;
let phone: AutomatedPhone;
let app: MiniProgram;
/** An SDK whose connection is cut. */
let lost: MiniProgram;

const CLOSED = 'Connection closed';

/** What the browser has, and what drives the phone in it. */
const HIDDEN = ['document', 'window', 'fetch', '__app', '__phone', '__automation', '__automationEvent'];

beforeAll(async () => {
  bench = await Bench.start();
  phone = await bench.phone();
  app = await connect(phone);
  lost = await connect(phone);
  lost.disconnect();
  skipRests();
});

afterAll(async () => {
  jest.restoreAllMocks();
  await bench.stop();
});

/** The first page, afresh. */
const home = async (): Promise<Page | undefined> => app.reLaunch('/pages/home/index');

const here = async (): Promise<Page> => (await app.currentPage())!;
const log = async (page: Page): Promise<string[]> => (await page.data('log')) as string[];
const paths = async (): Promise<string[]> => (await app.pageStack()).map(({ path }) => path);
const refuses = (method: string): Cases => {
  const call = async (): Promise<void> => {
    const member = Reflect.get(app, method) as (...args: unknown[]) => Promise<unknown>;
    await expect(member.call(app, 'x')).rejects.toThrow(/Tool\.\w+ is not supported by the simulator/);
  };
  return { valid: call, edge: call, error: call };
};
const refusesPlugins = (call: () => Promise<unknown>): Cases => {
  const refused = (): Promise<void> => expect(call()).rejects.toThrow('plugins are not supported');
  return { valid: refused, edge: refused, error: refused };
};

cover('MiniProgram', 'MiniProgram', {
  pageStack: {
    async valid() {
      await home();
      expect(await paths()).toEqual(['pages/home/index']);
    },
    async edge() {
      await app.navigateTo('/pages/detail/index?id=1');
      const [, top] = await app.pageStack();
      expect([top?.path, top?.query]).toEqual(['pages/detail/index', { id: '1' }]);
    },
    error: () => expect(lost.pageStack()).rejects.toThrow(CLOSED),
  },
  navigateTo: {
    async valid() {
      await home();
      const page = await app.navigateTo('/pages/detail/index?id=7');
      expect(await page?.data('id')).toBe('7');
    },
    async edge() {
      await app.navigateTo('../detail/index?id=8');
      expect(await paths()).toEqual(['pages/home/index', 'pages/detail/index', 'pages/detail/index']);
    },
    error: () => expect(app.navigateTo('/pages/none')).rejects.toThrow('page "pages/none" is not found'),
  },
  redirectTo: {
    async valid() {
      await home();
      await app.redirectTo('/pages/detail/index');
      expect(await paths()).toEqual(['pages/detail/index']);
    },
    async edge() {
      const page = await app.redirectTo('/pages/detail/index?id=%E7%94%B2');
      expect(page?.query).toEqual({ id: '%E7%94%B2' });
    },
    error: () =>
      expect(app.redirectTo('/pages/mine/index')).rejects.toThrow('can not redirectTo a tabbar page'),
  },
  navigateBack: {
    async valid() {
      const first = await home();
      await app.navigateTo('/pages/detail/index');
      expect(await app.navigateBack()).toBe(first);
    },
    async edge() {
      const gone = (await app.navigateTo('/pages/detail/index'))!;
      await app.navigateBack();
      await expect(gone.data()).rejects.toThrow(/page \d+ is not open/);
    },
    error: () => expect(app.navigateBack()).rejects.toThrow('cannot navigate back at first page.'),
  },
  reLaunch: {
    async valid() {
      await app.reLaunch('/pages/detail/index?id=3');
      expect(await paths()).toEqual(['pages/detail/index']);
    },
    async edge() {
      const before = await home();
      expect(await home()).not.toBe(before);
    },
    error: () => expect(app.reLaunch('/none')).rejects.toThrow('page "none" is not found'),
  },
  switchTab: {
    async valid() {
      const page = await app.switchTab('/pages/mine/index');
      expect(page?.path).toBe('pages/mine/index');
    },
    async edge() {
      await app.navigateTo('/pages/detail/index');
      const first = await app.switchTab('/pages/home/index');
      await app.switchTab('/pages/mine/index');
      expect(await app.switchTab('/pages/home/index')).toBe(first);
      expect(await paths()).toEqual(['pages/home/index']);
    },
    error: () =>
      expect(app.switchTab('/pages/detail/index')).rejects.toThrow('can not switch to no-tabBar page'),
  },
  currentPage: {
    async valid() {
      await home();
      expect((await here()).path).toBe('pages/home/index');
    },
    async edge() {
      expect(await here()).toBe(await here());
    },
    error: () => expect(lost.currentPage()).rejects.toThrow(CLOSED),
  },
  systemInfo: {
    async valid() {
      expect(await app.systemInfo()).toMatchObject({ screenWidth: VIEWPORT.width, pixelRatio: 2 });
    },
    async edge() {
      await app.mockWxMethod('getSystemInfoSync', { platform: 'mac' });
      expect(await app.systemInfo()).toEqual({ platform: 'mac' });
      await app.restoreWxMethod('getSystemInfoSync');
    },
    error: () => expect(lost.systemInfo()).rejects.toThrow(CLOSED),
  },
  callWxMethod: {
    async valid() {
      await app.callWxMethod('setStorage', { key: 'name', data: '甲' });
      expect(await app.callWxMethod('getStorage', { key: 'name' })).toMatchObject({
        data: '甲',
        errMsg: 'getStorage:ok',
      });
    },
    async edge() {
      expect(await app.callWxMethod('getStorageSync', 'name')).toBe('甲');
      expect(await app.callWxMethod('setStorageSync', 'name', '乙')).toBeUndefined();
    },
    async error() {
      await expect(app.callWxMethod('getStorage', { key: 'none' })).rejects.toThrow(/^data not found$/);
      await expect(app.callWxMethod('fly')).rejects.toThrow('wx.fly is not a function');
      await expect(app.callWxMethod('startSoterAuthentication', {})).rejects.toThrow('NotEmulated');
    },
  },
  mockWxMethod: {
    async valid() {
      const page = await here();
      await app.mockWxMethod('showModal', { confirm: true });
      await page.callMethod('ask');
      await until(async () => (await log(page)).includes('success true'));
      await app.mockWxMethod(
        'getStorageSync',
        function (key: string, extra: string) {
          return `${key} ${extra}`;
        },
        '附加',
      );
      expect(await app.callWxMethod('getStorageSync', 'name')).toBe('name 附加');
      await app.restoreWxMethod('getStorageSync');
    },
    async edge() {
      await app.mockWxMethod(
        'getStorage',
        function (this: { origin: (o: unknown) => Promise<object> }, options: unknown, seen: boolean) {
          return this.origin(options).then((answer) => ({ ...answer, seen }));
        },
        true,
      );
      expect(await app.callWxMethod('getStorage', { key: 'name' })).toMatchObject({ data: '乙', seen: true });
      await app.mockWxMethod('getStorage', '() => ({ data: 1 })');
      expect(await app.callWxMethod('getStorage', { key: 'x' })).toEqual({
        data: 1,
        errMsg: 'getStorage:ok',
      });
      await app.restoreWxMethod('getStorage');
    },
    async error() {
      const page = await here();
      await app.mockWxMethod('showModal', { errMsg: 'showModal:fail 没有人' });
      await page.callMethod('ask');
      await until(async () => (await log(page)).includes('showModal:fail 没有人'));
      await app.restoreWxMethod('showModal');
      await expect(app.mockWxMethod('fly', {})).rejects.toThrow('wx.fly is not a function');
      const destructured = ({ key }: { key: string }): string => key;
      await expect(app.mockWxMethod('getStorageSync', destructured)).rejects.toThrow(
        'DevTools cannot rebuild',
      );
    },
  },
  restoreWxMethod: {
    async valid() {
      await app.mockWxMethod('getStorageSync', '假');
      await app.restoreWxMethod('getStorageSync');
      expect(await app.callWxMethod('getStorageSync', 'name')).toBe('乙');
    },
    async edge() {
      await app.mockWxMethod('getStorageSync', 1);
      await app.mockWxMethod('getStorageSync', 2);
      await app.restoreWxMethod('getStorageSync');
      await app.restoreWxMethod('getStorageSync');
      expect(await app.callWxMethod('getStorageSync', 'name')).toBe('乙');
    },
    error: () => expect(app.restoreWxMethod('fly')).rejects.toThrow('wx.fly is not a function'),
  },
  callPluginWxMethod: refusesPlugins(() => app.callPluginWxMethod('p', 'request')),
  mockPluginWxMethod: refusesPlugins(() => app.mockPluginWxMethod('p', 'request', {})),
  restorePluginWxMethod: refusesPlugins(() => app.restorePluginWxMethod('p', 'request')),
  evaluate: {
    async valid() {
      expect(await app.evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3);
      expect(await app.evaluate(() => getCurrentPages().map(({ route }) => route))).toEqual([
        'pages/home/index',
      ]);
    },
    async edge() {
      expect(
        await app.evaluate('async function (key) { return (await wx.getStorage({ key })).data }', 'name'),
      ).toBe('乙');
      expect(await app.evaluate(() => undefined)).toBeUndefined();
      const seen = HIDDEN.map((name) => `typeof ${name}`).join();
      expect(await app.evaluate(`() => [${seen}]`)).toEqual(HIDDEN.map(() => 'undefined'));
    },
    async error() {
      await expect(app.evaluate('() => { throw new Error("坏了") }')).rejects.toThrow('坏了');
      await expect(app.evaluate('(a = 1) => a')).rejects.toThrow('App.callFunction: DevTools cannot rebuild');
      await expect(app.evaluate('() => {')).rejects.toThrow(/Unexpected/);
    },
  },
  pageScrollTo: {
    async valid() {
      await app.pageScrollTo(120);
      expect(await (await here()).scrollTop()).toBe(120);
    },
    async edge() {
      await app.pageScrollTo(1e6);
      const { height } = await (await here()).size();
      expect(await (await here()).scrollTop()).toBeLessThan(Number(height));
      await app.pageScrollTo(0);
    },
    error: () => expect(lost.pageScrollTo(1)).rejects.toThrow(CLOSED),
  },
  on: {
    async valid() {
      const lines: { type: string; args: unknown[] }[] = [];
      app.on('console', (line: (typeof lines)[number]) => lines.push(line));
      await until(async () => {
        await app.evaluate("() => console.warn('一', { two: 2 })");
        return lines.length > 0;
      });
      expect(lines[0]).toEqual({ type: 'warn', args: ['一', { two: 2 }] });
    },
    async edge() {
      const lines: unknown[] = [];
      app.on('console', (line) => lines.push(line));
      app.on('console', (line) => lines.push(line));
      await app.callWxMethod('getStorageSync', 'name');
      await app.evaluate("() => console.log('两次')");
      await until(() => lines.length >= 2);
      expect(lines).toHaveLength(2);
    },
    async error() {
      const exceptions: { message: string; stack: string }[] = [];
      app.on('exception', (exception: (typeof exceptions)[number]) => exceptions.push(exception));
      await (await here()).callMethod('failLater');
      await until(() => exceptions.length > 0);
      expect(exceptions[0]?.message).toBe('晚了');
      expect(exceptions[0]?.stack).toContain('pages/home/index');
    },
  },
  exposeFunction: {
    async valid() {
      const told: unknown[] = [];
      await app.exposeFunction('tellTest', (...args: unknown[]) => told.push(args));
      await app.evaluate(() => tellTest(1, { two: 2 }));
      await (await here()).callMethod('share');
      await until(() => told.length === 2);
      expect(told).toEqual([[1, { two: 2 }], ['来自页面']]);
    },
    async edge() {
      let calls = 0;
      await app.exposeFunction('break_$', () => {
        calls += 1;
        throw new Error('测试自己的错');
      });
      expect(await app.evaluate('() => break_$()')).toBeUndefined();
      await until(() => calls === 1);
    },
    async error() {
      await expect(app.exposeFunction('tellTest', () => 1)).rejects.toThrow('already exists');
      await expect(app.exposeFunction('wx', () => 1)).rejects.toThrow('wx exists already in the app');
      await expect(app.exposeFunction('not a name', () => 1)).rejects.toThrow('"not a name" is not a name');
    },
  },
  checkVersion: {
    valid: () => expect(app.checkVersion()).resolves.toBeUndefined(),
    async edge() {
      await Promise.all([app.checkVersion(), app.checkVersion()]);
    },
    error: () => expect(lost.checkVersion()).rejects.toThrow(CLOSED),
  },
  screenshot: {
    async valid() {
      const png = Buffer.from(String(await app.screenshot()), 'base64');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([VIEWPORT.width * 2, VIEWPORT.height * 2]);
    },
    async edge() {
      const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
      const path = join(folder, 'a.png');
      expect(await app.screenshot({ path })).toBeUndefined();
      expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
      rmSync(folder, { recursive: true });
    },
    error: () => expect(lost.screenshot()).rejects.toThrow(CLOSED),
  },
  testAccounts: refuses('testAccounts'),
  stopAudits: refuses('stopAudits'),
  getTicket: refuses('getTicket'),
  setTicket: refuses('setTicket'),
  refreshTicket: refuses('refreshTicket'),
  remote: refuses('remote'),
  native: {
    async valid() {
      expect(app.native()).toBe(app.native());
      await Promise.resolve();
    },
    async edge() {
      await home();
      await app.native().switchTab({ url: '/pages/mine/index' });
      expect(await paths()).toEqual(['pages/mine/index']);
      await home();
    },
    error: () => expect(app.native().shareConfirm()).rejects.toThrow('native.shareConfirm is not supported'),
  },
  disconnect: {
    async valid() {
      const other = await connect(phone);
      other.disconnect();
      other.disconnect();
      await expect(other.currentPage()).rejects.toThrow(CLOSED);
      expect((await here()).path).toBe('pages/home/index');
    },
    async edge() {
      const other = await connect(phone);
      const waiting = other.callWxMethod('showModal', { title: '没有人答' });
      other.disconnect();
      await expect(waiting).rejects.toThrow(CLOSED);
      await phone.page.waitForSelector('.phone-modal');
      await app.native().cancelModal();
    },
    error: () => expect(lost.callWxMethod('getWindowInfo')).rejects.toThrow(CLOSED),
  },
  close: {
    async valid() {
      const second = await bench.phone('2');
      const driver = await connect(second);
      await driver.close();
      await until(() => second.page.isClosed());
      await expect(connect(second)).rejects.toThrow('Failed connecting');
    },
    async edge() {
      const second = await bench.phone('2');
      const [driver, watcher] = [await connect(second), await connect(second)];
      await driver.close();
      await until(() => second.page.isClosed());
      await expect(watcher.currentPage()).rejects.toThrow(CLOSED);
      await second.close();
    },
    async error() {
      const second = await bench.phone('2');
      const driver = await connect(second);
      await second.close();
      await expect(driver.close()).rejects.toThrow(CLOSED);
    },
  },
});
