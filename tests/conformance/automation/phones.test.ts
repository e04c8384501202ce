/** Several phones at once, a phone that is closed and opened again, and what goes wrong on the way. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { launchBrowser, type AutomatedPhone } from '../../../devtools/automation';
import { Bench, connect, type MiniProgram } from './support/bench';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(() => bench.stop());

describe('three phones at once', () => {
  let phones: AutomatedPhone[];
  let apps: MiniProgram[];

  beforeAll(async () => {
    phones = [];
    for (const slot of ['1', '2', '3']) phones.push(await bench.phone(slot));
    apps = await Promise.all(phones.map(connect));
  });

  afterAll(() => Promise.all(phones.map((phone) => phone.close())));

  it('keep their pages, persons, storage and mocks apart', async () => {
    expect(await Promise.all(phones.map(({ page }) => page.evaluate('__phone.openid')))).toEqual([
      'person-1',
      'person-2',
      'person-3',
    ]);
    await Promise.all(
      apps.map((app, at) => app.callWxMethod('setStorage', { key: 'who', data: `第${at}个` })),
    );
    await apps[0]!.mockWxMethod('getStorageSync', '假');
    const read = await Promise.all(apps.map((app) => app.callWxMethod('getStorageSync', 'who')));
    expect(read).toEqual(['假', '第1个', '第2个']);
    const pages = await Promise.all(apps.map((app) => app.currentPage()));
    await pages[1]?.setData({ text: '二' });
    const texts = pages.map(async (page) => (await page?.data('text')) as unknown);
    expect(await Promise.all(texts)).toEqual(['', '二', '']);
  });

  it('all draw and keep time, whichever is in front', async () => {
    const frames = `new Promise((resolve) => {
      let left = 20;
      const next = () => ((left -= 1) === 0 ? resolve(document.visibilityState) : requestAnimationFrame(next));
      setTimeout(() => requestAnimationFrame(next), 50);
    })`;
    await phones[0]!.page.bringToFront();
    const seen = await Promise.all(phones.map(({ page }) => page.evaluate(frames)));
    expect(seen).toEqual(['visible', 'visible', 'visible']);
  });
});

describe('a phone', () => {
  it('is opened at a place, with a scene, on the wanted port', async () => {
    const free = await bench.phone();
    const port = Number(new URL(free.wsEndpoint).port);
    await free.close();
    const phone = await bench.phone('1', {
      path: 'pages/detail/index',
      query: { id: '%E7%94%B2' },
      scene: 1011,
      port,
    });
    expect(phone.wsEndpoint).toBe(`ws://127.0.0.1:${port}`);
    const app = await connect(phone);
    expect(await app.callWxMethod('getEnterOptionsSync')).toMatchObject({ scene: 1011 });
    expect(await (await app.currentPage())?.data('id')).toBe('%E7%94%B2');
    await expect(bench.phone('2', { port })).rejects.toThrow('EADDRINUSE');
    await phone.close();
  });

  it('starts the app afresh with what its person kept', async () => {
    const first = await bench.phone('4');
    const before = await connect(first);
    await before.callWxMethod('setStorageSync', 'kept', '还在');
    await (await before.currentPage())?.setData({ text: '没了' });
    await first.close();
    await first.close();
    const second = await bench.phone('4');
    const after = await connect(second);
    expect(await after.callWxMethod('getStorageSync', 'kept')).toBe('还在');
    expect(await (await after.currentPage())?.data('text')).toBe('');
    await second.close();
  });

  it('goes on after its page is loaded again, and feels real touches', async () => {
    const phone = await bench.phone();
    const app = await connect(phone);
    await phone.page.reload();
    await phone.page.tap('wx-view.title');
    expect(await (await app.currentPage())?.data('log')).toContain('tap');
    await phone.close();
  });
});

describe('what goes wrong', () => {
  it('tells why a mini-program does not compile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'broken-app-'));
    mkdirSync(join(folder, 'pages/a'), { recursive: true });
    writeFileSync(join(folder, 'app.json'), '{ "pages": ["pages/a/index"] }');
    writeFileSync(join(folder, 'app.ts'), 'App({});');
    writeFileSync(join(folder, 'pages/a/index.ts'), 'Page({});');
    writeFileSync(join(folder, 'pages/a/index.wxml'), '<view>\n<none-such />\n</view>');
    const broken = await Bench.start(folder);
    await expect(broken.phone()).rejects.toThrow(/phone 1 does not open: .*pages\/a\/index\.wxml:2:1/s);
    await broken.stop();
    rmSync(folder, { recursive: true });
  });

  it('tells why an app shows no page', async () => {
    await expect(bench.phone('1', { path: 'pages/none' })).rejects.toThrow(
      /phone 1 shows no page: .*pages\/none/,
    );
  });

  it('refuses unknown methods, frames that are none, and web pages', async () => {
    const phone = await bench.phone();
    const socket = new WebSocket(phone.wsEndpoint);
    await new Promise((resolve) => socket.once('open', resolve));
    const heard = (): Promise<string> =>
      new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
    socket.send('{"id": "1", "method": "App.fly"}');
    expect(JSON.parse(await heard())).toEqual({
      id: '1',
      error: { message: 'App.fly is not supported by the simulator' },
    });
    socket.send('{"id": "2", "method": "Element.callContextMethod", "params": {"method": "play"}}');
    expect(await heard()).toContain('Element.callContextMethod is not supported by the simulator');
    socket.send('{"id": "3", "method": "Element.tap", "params": {"elementId": "none"}}');
    expect(await heard()).toContain('no such element');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('tap!');
    expect(await closed).toBe(1007);
    const foreign = new WebSocket(phone.wsEndpoint, { origin: 'http://127.0.0.1:1' });
    const refusal = await new Promise<Error>((resolve) => foreign.once('error', resolve));
    expect(refusal.message).toContain('401');
    await phone.close();
  });
});

it('gives a camera without a question when it is asked to', async () => {
  const browser = await launchBrowser({ fakeMedia: true });
  const page = await browser.browser.newPage();
  await page.goto(`${bench.base}/phone/1/?openid=x&start=0`);
  const tracks =
    'navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => stream.getTracks().length)';
  expect(await page.evaluate(tracks)).toBe(1);
  await browser.close();
});
