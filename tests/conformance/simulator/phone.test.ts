/** The fixture app in a real browser: pages, components, TDesign, gestures, `wx`, and what survives a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { createSimulator } from '../../../devtools/simulator';
import { root as project } from '../../support/process';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let folder: string;
let server: Server;
let base: string;
let browser: Browser;
let page: Page;
let calls: Record<string, unknown>[];

/** Evaluates an expression in the phone. */
const ask = (expression: string): Promise<unknown> => page.evaluate(expression);
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function open(search = ''): Promise<void> {
  await page.goto(`${base}/phone/1/?openid=worker${search}`);
  await page.waitForFunction('window.__phone && __phone.currentPage()');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-phone-'));
  const simulator = createSimulator({
    project,
    root: join(__dirname, 'fixtures/app'),
    dataDir: join(folder, 'phones'),
  });
  calls = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = async (): Promise<void> => {
      if (await simulator.handle(request, response, url)) return;
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if (url.pathname === '/control/call') calls.push(JSON.parse(text) as Record<string, unknown>);
      const unknown = text.includes('"missing"');
      response.writeHead(unknown ? 404 : 200, { 'content-type': 'application/json' });
      const error = { code: 'UNKNOWN_FUNCTION', message: '' };
      response.end(JSON.stringify(unknown ? { ok: false, error } : { ok: true, fileID: 'cloud://x', text }));
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    userDataDir: join(folder, 'chromium'),
  });
  page = await browser.newPage();
  await page.setViewport({ width: 375, height: 812, hasTouch: true, isMobile: true });
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe('the fixture app', () => {
  beforeEach(() => open());

  it('starts at its first page with lifecycles in order', async () => {
    expect(await ask('__phone.pageStack()')).toEqual([{ pageId: 1, path: 'pages/home/index', query: {} }]);
    expect(await ask('__phone.page().log')).toEqual(['load {}', 'show', 'ready']);
    expect(await ask('__phone.app().events')).toEqual(['launch 1001', 'show pages/home/index']);
    expect(await ask('__phone.exceptions()')).toEqual([]);
  });

  it('draws wxs, slots, style isolation and lengths', async () => {
    const title = "getComputedStyle(__phone.element(__phone.select('#title')[0]))";
    expect(await ask("document.querySelector('.title').textContent")).toBe('计数 1，数组2，数字');
    expect(await ask(`${title}.color`)).toBe('rgb(11, 110, 79)');
    expect(await ask(`${title}.marginTop`)).toBe('16px');
    expect(await ask("__phone.element(__phone.select('card >>> .title')[0]).className")).toMatch(
      /^card-\w+--title$/,
    );
    expect(await ask("getComputedStyle(__phone.element(__phone.select('.echo')[0])).paddingTop")).toBe(
      '10px',
    );
  });

  it('answers real touches and synthetic taps', async () => {
    await page.tap('wx-view.title');
    await ask("__phone.tap(__phone.select('#title')[0])");
    expect(await ask("__phone.getData(undefined, 'count')")).toBe(4);
  });

  it('binds an input both ways and to events', async () => {
    await page.type('wx-input.field input', '张三');
    expect(await ask("__phone.getData(undefined, 'name')")).toBe('张三');
    expect(await ask("__phone.element(__phone.select('.echo')[0]).textContent")).toBe('张三');
    expect(await ask('__phone.page().log')).toContain('input 张三');
  });

  it('opens a TDesign dialog and closes it by its button', async () => {
    await ask("__phone.tap(__phone.select('t-cell')[0])");
    expect(await ask("__phone.getData(undefined, 'dialog')")).toBe(true);
    await pause(400);
    await ask(
      "__phone.tap([...document.querySelectorAll('wx-button')].find((one) => one.textContent === '好的'))",
    );
    expect(await ask("__phone.getData(undefined, 'dialog')")).toBe(false);
  });

  it('goes to a page and back, with the query as written', async () => {
    await ask("__phone.tap(__phone.select('#go')[0])");
    expect(await ask('__phone.currentPage()')).toMatchObject({
      path: 'pages/detail/index',
      query: { id: '7', name: '%E7%94%B2' },
    });
    expect(await ask('__phone.getData()')).toEqual({ id: '7', name: '甲' });
    await page.tap('.phone-page:not([hidden]) wx-button');
    expect(await ask('__phone.page().log')).toEqual(['load {}', 'show', 'ready', 'hide', 'show']);
    await page.waitForFunction("!document.querySelector('.phone-back').offsetParent");
  });

  it('keeps tab pages, and refuses what WeChat refuses', async () => {
    await ask("document.querySelectorAll('.phone-tabs button')[1].click()");
    expect(await ask('__phone.currentPage().path')).toBe('pages/mine/index');
    await ask("__phone.wx.switchTab({ url: '/pages/home/index' })");
    expect(await ask('__phone.currentPage().pageId')).toBe(1);
    const refused = "__phone.wx.navigateTo({ url: '/pages/mine/index' }).catch((error) => error.errMsg)";
    expect(await ask(refused)).toBe('navigateTo:fail can not navigateTo a tabbar page');
    const missing = "__phone.wx.navigateTo({ url: '/pages/none' }).catch((error) => error.errMsg)";
    expect(await ask(missing)).toBe('navigateTo:fail page "pages/none" is not found');
    await ask("__phone.wx.navigateTo({ url: '/packages/extra/pages/far/index' })");
    expect(await ask('__phone.currentPage().path')).toBe('packages/extra/pages/far/index');
  });

  it('hides the browser from the app', async () => {
    await ask("__phone.wx.switchTab({ url: '/pages/mine/index' })");
    expect(await ask("__phone.getData(undefined, 'globals')")).toBe(Array(6).fill('undefined').join(' '));
  });

  it('keeps storage and files over a restart, temporary files not', async () => {
    await ask("__phone.wx.setStorageSync('draft', { text: '甲', at: 1 })");
    await ask(
      "__phone.wx.getFileSystemManager().writeFileSync(__phone.wx.env.USER_DATA_PATH + '/a.txt', '乙', 'utf8')",
    );
    await open();
    expect(await ask("__phone.wx.getStorageSync('draft')")).toEqual({ text: '甲', at: 1 });
    const read =
      "__phone.wx.getFileSystemManager().readFileSync(__phone.wx.env.USER_DATA_PATH + '/a.txt', 'utf8')";
    expect(await ask(read)).toBe('乙');
    await open('&openid=other');
  });

  it('takes a picture, makes it small and uploads it', async () => {
    const picture = `(async () => {
      const { tempFiles: [file] } = await __phone.wx.chooseMedia({ count: 1, sourceType: ['album'] });
      const small = await __phone.wx.compressImage({ src: file.tempFilePath, compressedWidth: 320, quality: 60 });
      const info = await __phone.wx.getImageInfo({ src: small.tempFilePath });
      const up = await __phone.wx.cloud.uploadFile({ cloudPath: 'a/b.jpg', filePath: small.tempFilePath });
      return [info.width, info.height, up.fileID];
    })()`;
    expect(await ask(picture)).toEqual([320, 240, 'cloud://x']);
  });

  it('calls the cloud as its person, and fails as wx.cloud fails', async () => {
    await ask("__phone.wx.cloud.callFunction({ name: 'api', data: { route: 'x' } })");
    expect(calls.at(-1)).toEqual({ as: 'worker', function: 'api', data: { route: 'x' } });
    const fails = (name: string): string =>
      `__phone.wx.cloud.callFunction({ name: '${name}' }).catch((error) => error)`;
    expect(await ask(fails('missing'))).toMatchObject({ errCode: -501000 });
    await ask("__phone.setNetwork({ type: 'none' })");
    expect(await ask(fails('api'))).toEqual({ errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' });
  });

  it('asks for the place once and remembers a refusal', async () => {
    const asked = '__phone.wx.getLocation({}).catch((error) => error.errMsg)';
    const first = ask(asked);
    await page.waitForSelector('.phone-modal');
    await page.click('.phone-modal footer button');
    expect(await first).toBe('getLocation:fail auth deny');
    expect(await ask(asked)).toBe('getLocation:fail auth deny');
    await ask("__phone.setPermission('scope.userLocation', true)");
    await ask('__phone.setPosition({ latitude: 31.2, longitude: 121.4, accuracy: 20 })');
    expect(await ask('__phone.wx.getLocation({})')).toMatchObject({
      latitude: 31.2,
      errMsg: 'getLocation:ok',
    });
  });

  it('lays a page with a bar of its own under the status bar', async () => {
    await ask("__phone.wx.navigateTo({ url: '/packages/extra/pages/far/index' })");
    expect(await ask('__phone.wx.getWindowInfo().windowHeight')).toBe(812);
    expect(await ask("document.querySelector('.phone-back').offsetParent")).toBe(null);
    expect(await ask("document.querySelector('.phone-status').offsetHeight")).toBe(44);
  });

  it('tells an error in a page to the app and to the host, and goes on', async () => {
    await ask('__phone.page().onTitle = null, __phone.page().setData({ list: null })');
    await ask("setTimeout(() => { throw new Error('boom') }, 0)");
    await pause(50);
    expect(await ask('__phone.exceptions().map((one) => one.message)')).toContain('boom');
    expect(await ask("__phone.app().events.some((one) => one.includes('boom'))")).toBe(true);
  });

  it('opens at a place with a scene, cold and warm', async () => {
    await open('&path=pages/detail/index&query=id%3D9&scene=1014');
    expect(await ask('__phone.currentPage()')).toMatchObject({
      path: 'pages/detail/index',
      query: { id: '9' },
    });
    expect(await ask('__phone.wx.getLaunchOptionsSync().scene')).toBe(1014);
    await ask("__phone.launch({ path: 'pages/home/index', scene: 1014 })");
    expect(await ask('__phone.currentPage().path')).toBe('pages/home/index');
    expect(await ask('__phone.app().events.slice(-2)')).toEqual(['hide', 'show pages/home/index']);
  });

  it('asks for messages with 总是保持', async () => {
    const asked = ask("__phone.wx.requestSubscribeMessage({ tmplIds: ['a', 'b'] })");
    await page.waitForSelector('.phone-subscribe');
    await page.click('.phone-subscribe label:last-of-type');
    await page.click('.phone-subscribe .primary');
    expect(await asked).toMatchObject({ a: 'accept', b: 'accept' });
    expect(await ask("__phone.wx.requestSubscribeMessage({ tmplIds: ['a'] })")).toMatchObject({
      a: 'accept',
    });
  });
});
