/** Pictures and files that come into the phone: from the host, a webcam, or by hand; and how a camera fails. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jpeg } from '../../support/pictures';
import { openScreen, type Screen } from './support/screen';

const CAMERA = '&path=packages/extra/pages/lens/index';

const address = (seed: number): string =>
  `data:image/jpeg;base64,${jpeg({ seed, width: 640, height: 400 }).toString('base64')}`;

let screen: Screen;
let folder: string;
let file: string;
beforeAll(async () => {
  screen = await openScreen();
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  file = join(folder, '现场.jpg');
  writeFileSync(file, jpeg({ width: 320, height: 160 }));
});
afterAll(async () => {
  await screen.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (expression: string): Promise<unknown> => screen.ask(expression);
const events = (on: Screen = screen): Promise<unknown> => on.ask('__phone.page().events');
const heard = (count: number, on: Screen = screen): Promise<unknown> =>
  on.page.waitForFunction(`__phone.page().events.length >= ${count}`);

const SHOOT = "__phone.wx.createCameraContext().takePhoto({ quality: 'normal' })";
const size = (path: string): string =>
  `__phone.wx.getImageInfo({ src: ${path} }).then(({ width, height }) => [width, height])`;

/** Opens the page with a camera that the person allows, or not. */
async function openCamera(allowed: boolean | null, on: Screen = screen): Promise<void> {
  await on.open(CAMERA + '&start=0');
  await on.ask(`__phone.setPermission('scope.camera', ${allowed})`);
  await on.open(CAMERA);
}

/** Chooses a file with the browser's own dialog. */
async function byHand(button: string): Promise<void> {
  const dialog = screen.page.waitForFileChooser();
  await screen.page.click(button);
  await (await dialog).accept([file]);
}

describe('the camera', () => {
  it('shows and takes the pictures of the host, in order, and goes on with the last', async () => {
    await openCamera(true);
    await heard(1);
    await ask(`__phone.setPictures(['${address(1)}', '${address(2)}'])`);
    const shown = (): Promise<unknown> => ask("document.querySelector('wx-camera img').src");
    expect(await shown()).toBe(address(1));
    expect(await ask(SHOOT)).toMatchObject({ width: 640, height: 400, errMsg: 'operateCamera:ok' });
    expect(await shown()).toBe(address(2));
    await ask(SHOOT);
    expect(await ask(SHOOT)).toMatchObject({ width: 640 });
    expect(await ask("document.querySelector('wx-camera .phone-file').hidden")).toBe(true);
    expect(await events()).toEqual(['initdone']);
  });

  it('takes what is chosen by hand where there is no webcam', async () => {
    await openCamera(true);
    await heard(1);
    expect(await ask(SHOOT)).toMatchObject({ width: 1280, height: 960 });
    await byHand('wx-camera .phone-file');
    await screen.page.waitForFunction("document.querySelector('wx-camera img').src.startsWith('blob:')");
    expect(await ask(SHOOT)).toMatchObject({ width: 320, height: 160 });
  });

  it('says no when the person refuses, then and later', async () => {
    await openCamera(null);
    await screen.page.waitForSelector('.phone-modal');
    expect(await ask(`${SHOOT}.catch((error) => error.errMsg)`)).toBe(
      'operateCamera:fail camera has not been initialized',
    );
    await screen.page.click('.phone-modal footer button');
    await heard(1);
    expect(await events()).toEqual(['error insertCamera:fail auth deny']);
    await screen.open(CAMERA);
    await heard(1);
    expect(await events()).toEqual(['error insertCamera:fail auth deny']);
  });

  it('stops while the app is away, and is there again afterwards', async () => {
    await openCamera(true);
    await heard(1);
    await ask('__phone.hide()');
    expect(await events()).toEqual(['initdone', 'stop']);
    await ask('__phone.show()');
    await heard(3);
    expect(await events()).toEqual(['initdone', 'stop', 'initdone']);
    expect(await ask(SHOOT)).toMatchObject({ errMsg: 'operateCamera:ok' });
  });

  it('is one per page', async () => {
    await openCamera(true);
    await heard(1);
    await ask('__phone.setData({ second: true })');
    await heard(2);
    expect(await events()).toEqual(['initdone', 'error insertCamera:fail can insert only one camera']);
    await ask('__phone.setData({ shown: false, second: false })');
    expect(await ask(`${SHOOT}.catch((error) => error.errMsg)`)).toBe(
      'operateCamera:fail camera has not been initialized',
    );
  });
});

describe('the webcam of this machine', () => {
  let machine: Screen;
  beforeAll(async () => {
    machine = await openScreen({ fakeMedia: true });
  });
  afterAll(() => machine.close());

  it('is what the camera sees, and is let go when nobody looks', async () => {
    await openCamera(true, machine);
    await machine.page.waitForFunction("document.querySelector('wx-camera video')?.videoWidth > 0");
    const seen = await machine.ask("document.querySelector('wx-camera video').videoWidth");
    expect(await machine.ask(SHOOT)).toMatchObject({ width: seen });
    expect(await machine.ask("document.querySelector('wx-camera .phone-file').hidden")).toBe(true);
    await machine.ask("globalThis.stream = document.querySelector('wx-camera video').srcObject");
    await machine.ask('__phone.hide()');
    expect(await machine.ask('stream.getTracks()[0].readyState')).toBe('ended');
  });

  it('gives way to the pictures of the host', async () => {
    await openCamera(true, machine);
    await machine.page.waitForFunction("document.querySelector('wx-camera video')?.videoWidth > 0");
    await machine.ask(`__phone.setPictures(['${address(1)}'])`);
    expect(await machine.ask(SHOOT)).toMatchObject({ width: 640, height: 400 });
  });
});

describe('choosing', () => {
  beforeEach(() => openCamera(true));
  const media = (source: string, count = 9): Promise<unknown> =>
    ask(
      `__phone.wx.chooseMedia({ mediaType: ['image'], sourceType: ['${source}'], count: ${count} })` +
        '.then(({ tempFiles }) => tempFiles, (error) => error.errMsg)',
    );

  it('takes the pictures of the host without a word', async () => {
    await ask(`__phone.setPictures(['${address(1)}', '${address(2)}', '${address(3)}'])`);
    expect(await media('album', 2)).toHaveLength(2);
    expect(await media('camera')).toMatchObject([{ fileType: 'image' }]);
    expect(await ask("document.querySelector('.phone-files')")).toBe(null);
  });

  it('lets the person take one, choose one, or change their mind', async () => {
    const taken = media('camera');
    await screen.page.waitForSelector('.phone-files');
    await screen.page.click('.phone-files .primary');
    expect(await taken).toHaveLength(1);

    const chosen = media('album');
    await screen.page.waitForSelector('.phone-files');
    await byHand('.phone-files footer .phone-file');
    const [{ tempFilePath }] = (await chosen) as [{ tempFilePath: string }];
    expect(await ask(size(`'${tempFilePath}'`))).toEqual([320, 160]);

    const left = media('album');
    await screen.page.waitForSelector('.phone-files');
    await screen.page.click('.phone-files footer button');
    expect(await left).toBe('chooseMedia:fail cancel');
  });

  it('takes files out of a chat by their extension', async () => {
    const pdf = `data:application/pdf;base64,${Buffer.from('%PDF-1.4\n').toString('base64')}`;
    await ask(
      `__phone.setFiles([{ name: '图纸.pdf', address: '${pdf}' }, { name: '歌.mp3', address: '${pdf}' }])`,
    );
    const wish = "{ count: 5, type: 'file', extension: ['pdf', 'jpg'] }";
    const { tempFiles } = (await ask(`__phone.wx.chooseMessageFile(${wish})`)) as {
      tempFiles: { path: string }[];
    };
    expect(tempFiles).toMatchObject([{ name: '图纸.pdf', size: 9, type: 'file' }]);
    const open = (path: string, type: string): Promise<unknown> =>
      ask(
        `__phone.wx.openDocument({ filePath: '${path}', fileType: '${type}' }).catch((error) => error.errMsg)`,
      );
    expect(await open(tempFiles[0]?.path ?? '', 'pdf')).toEqual({ errMsg: 'openDocument:ok' });
    await screen.page.waitForSelector('.phone-document a');
    expect(await open('wxfile://tmp_none.pdf', 'pdf')).toBe("openDocument:fail file doesn't exist");
    await ask(
      "__phone.wx.getFileSystemManager().writeFileSync(__phone.wx.env.USER_DATA_PATH + '/a.pdf', 'no')",
    );
    expect(await open('wxfile://usr/a.pdf', 'pdf')).toBe('openDocument:fail filetype not supported');
    expect(await open(tempFiles[0]?.path ?? '', 'docx')).toBe('openDocument:fail filetype not supported');
    expect(await open(tempFiles[0]?.path ?? '', 'doc')).toContain('NotEmulated');
  });
});

describe('downloading', () => {
  beforeEach(() => openCamera(true));
  const download = (url: string): Promise<unknown> =>
    ask(`__phone.wx.downloadFile({ url: '${url}' }).catch((error) => error.errMsg)`);

  it('answers whatever status came', async () => {
    expect(await download(`${screen.base}/phone/1/app/none.png`)).toMatchObject({ statusCode: 404 });
    const found = await download(`${screen.base.replace('127.0.0.1', 'localhost')}/phone/1/app.js`);
    expect(found).toMatchObject({ statusCode: 200, errMsg: 'downloadFile:ok' });
  });

  it('fails without a network, and when it is called off', async () => {
    await ask("__phone.setNetwork({ type: 'none' })");
    expect(await download(`${screen.base}/phone/1/app.js`)).toBe('downloadFile:fail request:fail');
    await ask("__phone.setNetwork({ type: 'wifi' })");
    const aborted = `new Promise((fail) => __phone.wx.downloadFile({ url: '${screen.base}/', fail }).abort())`;
    expect(await ask(aborted)).toMatchObject({ errMsg: 'downloadFile:fail abort' });
  });
});
