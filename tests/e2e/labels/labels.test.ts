/** A sheet of labels from the phone that makes it to the phones that scan it: printed, both codes open the right place. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { DOTS, planLabel, type Box } from '../../../miniprogram/packages/point/sheet/layout';
import { pagesOfPdf, type PdfPage } from '../../support/pdf';
import { root } from '../../support/process';
import { readQr } from '../../support/qr';
import { openidOf, REPORTER } from '../bad-input/support/desk';
import { PAGES } from '../bad-input/support/phone';
import { useDesk } from '../bad-input/support/use-desk';

const SAFETY = openidOf('p-010');
const SHEET = 'packages/point/sheet/index';
const LABEL = 'packages/point/label/index';

/** Where the picture of a sheet lies: an artefact, not part of the repository. */
const PICTURE = join(root, 'test-results/labels/sheet.png');

/** An area with three points, and one in which no phone may be used. */
const PRESS = { area: '冲剪折弯区', first: { id: 'a-06', no: 'A-06', name: '1号剪板机' } };
const PAINT = { id: 'paint-room', area: '喷漆房', inside: { no: 'C-05', name: '1号喷漆室' } };

/** What a code is cut out with: a scanner sees a little around it. */
const AROUND = 2;

describe('a sheet of labels', () => {
  const desk = useDesk();
  let page: PdfPage;

  /** Makes labels for areas by their names. */
  const make = async (...areas: string[]): Promise<void> => {
    const { phone } = desk();
    await phone.open(SHEET);
    for (const area of areas) await phone.tap(area);
    await phone.tap(TEXT.sheet.make);
  };

  /** The page as PNG in the browser, `show` of it turned and made smaller, as RGBA. */
  const seen = async (box: Box, scale: number, turn: number): Promise<string | null> => {
    const answer = await desk().phone.ask<{ width: number; height: number; data: string }>(`(async () => {
      const image = await window.sheet;
      const { x, y, width, height } = ${JSON.stringify(box)};
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(width * ${scale});
      canvas.height = Math.round(height * ${scale});
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#ffffff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.translate(canvas.width / 2, canvas.height / 2);
      pen.rotate(${turn});
      pen.scale(${scale}, ${scale});
      pen.drawImage(image, x, y, width, height, -width / 2, -height / 2, width, height);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      let letters = '';
      for (let at = 0; at < data.length; at += 30000)
        letters += String.fromCharCode(...data.subarray(at, at + 30000));
      return { width: canvas.width, height: canvas.height, data: btoa(letters) };
    })()`);
    const data = new Uint8ClampedArray(Buffer.from(answer.data, 'base64'));
    return readQr({ ...answer, data });
  };

  /** A part of a label on the page (px). */
  const boxOf = (index: number, part: 'code' | 'plain'): Box => {
    const { x, y, width, height } = planLabel(index)[part];
    const box = { x: x - AROUND, y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND };
    return {
      x: box.x * DOTS,
      y: box.y * DOTS,
      width: box.width * DOTS,
      height: box.height * DOTS,
    };
  };

  beforeAll(async () => {
    const { phone } = desk();
    await phone.take(SAFETY);
    await phone.ask(
      "window.shown = [], __phone.on(({ type, value }) => type === 'effect' && shown.push(value))",
    );
    await make(PRESS.area, PAINT.area);
    await phone.sees(fill(TEXT.sheet.done, { labels: 4, pages: 1 }));
    const file = await phone.ask<string>(
      '__phone.wx.getFileSystemManager().readFileSync(__phone.page().file, "base64")',
    );
    const [only, ...others] = pagesOfPdf(Buffer.from(file, 'base64'));
    if (only === undefined || others.length > 0) throw new Error('four labels are one page');
    page = only;
    const png = await phone.ask<string>(`(async () => {
      const drawn = async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const image = await drawn('data:image/jpeg;base64,${page.jpeg.toString('base64')}');
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      const png = canvas.toDataURL('image/png');
      window.sheet = drawn(png);
      return png.slice(png.indexOf(',') + 1);
    })()`);
    mkdirSync(join(PICTURE, '..'), { recursive: true });
    writeFileSync(PICTURE, Buffer.from(png, 'base64'));
  }, 180_000);

  it('is A4 at 203 dots to the inch, and goes on to a computer', async () => {
    expect([page.width, page.height]).toEqual([1680, 2376]);
    expect(await desk().phone.ask('window.shown')).toContainEqual({
      name: 'openDocument',
      detail: { filePath: 'wxfile://usr/点位标签.pdf', fileType: 'pdf', showMenu: true },
    });
  });

  it.each([
    ['as printed', 1, 0],
    ['half as sharp and tilted, as a phone sees it', 0.5, 0.14],
  ])('has both codes of every label, read %s', async (_, scale, turn) => {
    const said = [];
    for (let index = 0; index < 4; index += 1) {
      said.push([
        await seen(boxOf(index, 'code'), scale, turn),
        await seen(boxOf(index, 'plain'), scale, turn),
      ]);
    }
    expect(said).toEqual([
      ['p=A-06', 'SAFELOOP:A-06'],
      ['p=A-07', 'SAFELOOP:A-07'],
      ['p=A-08', 'SAFELOOP:A-08'],
      ['a=paint-room', 'SAFELOOP:.paint-room'],
    ]);
  });

  it('has no code where there is no label', async () => {
    expect(await seen(boxOf(4, 'code'), 1, 0)).toBeNull();
  });
});

describe('a label on the wall', () => {
  const desk = useDesk();

  /** A worker who has opened the app before, and stands there without a network. */
  const offline = async (): Promise<void> => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.until("__phone.wx.getStorageSync('session.v1') !== ''", 'a session');
    await phone.beginReport();
    await phone.network(false);
    await phone.open(PAGES.home);
  };

  /** Scans with 扫码报. @param path - of a mini-program code of this app */
  const scan = async (text: string, path = ''): Promise<void> => {
    const { phone } = desk();
    await phone.ask(`__phone.setScan(${JSON.stringify(text)}, ${JSON.stringify(path)})`);
    await phone.tap(TEXT.home.scan);
  };

  it.each([
    ['the plain code', 'SAFELOOP:A-06', ''],
    ['WeChat’s code', '', `${LABEL}?scene=p%3DA-06`],
  ])('without a network: %s leads 扫码报 to the camera at its point', async (_, text, path) => {
    const { phone } = desk();
    await offline();
    await scan(text, path);
    await phone.at(PAGES.camera);
    await phone.sees(PRESS.first.name);
    expect(await phone.ask('__phone.page().where')).toEqual({
      areaId: 'press',
      pointId: PRESS.first.id,
      source: 'label',
    });
  });

  it('of an entrance leads to the area, in which nobody is asked for a photo', async () => {
    const { phone } = desk();
    await offline();
    await scan('SAFELOOP:.paint-room');
    await phone.at(PAGES.camera);
    await phone.sees(TEXT.report.phoneFree);
    expect(await phone.ask('__phone.page().where')).toEqual({
      areaId: PAINT.id,
      pointId: null,
      source: 'label',
    });
  });

  it('that WeChat’s own scanner read opens its point, and the way to report there', async () => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.open(LABEL, { scene: 'p%3DA-06' });
    await phone.sees(PRESS.first.name);
    await phone.sees(TEXT.label.none);
    await phone.tap(TEXT.label.report);
    await phone.at(PAGES.camera);
    await phone.sees(PRESS.first.no);
  });

  it('of an entrance, read by WeChat’s own scanner, lists what is inside', async () => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.open(LABEL, { scene: 'a%3Dpaint-room' });
    await phone.sees(TEXT.label.entrance);
    await phone.tap(PAINT.inside.name);
    await phone.sees(TEXT.label.none);
    expect(await phone.ask('__phone.page().data.no')).toBe(PAINT.inside.no);
  });

  it('that is none says so, and a number may be typed as it comes', async () => {
    const { phone } = desk();
    await offline();
    await phone.network(true);
    await scan('weixin://wxpay/bizpayurl?pr=x');
    await phone.at(LABEL);
    await phone.sees(TEXT.home.unreadable);
    for (const typed of ['a06', 'Ａ－０６']) {
      await phone.ask(`__phone.page().setData({ typed: ${JSON.stringify(typed)} })`);
      await phone.tap(TEXT.label.look);
      await phone.sees(PRESS.first.name);
      await phone.tap(TEXT.label.other);
      await phone.sees(TEXT.label.enter);
    }
    await phone.ask("__phone.page().setData({ typed: '机器' })");
    await phone.tap(TEXT.label.look);
    await phone.sees(fill(TEXT.label.unknown, { text: '机器' }));
  });

  it('that was retired says so, and offers the areas', async () => {
    const { phone } = desk();
    await offline();
    await phone.network(true);
    await scan('SAFELOOP:Z-99');
    await phone.at(LABEL);
    await phone.sees(fill(TEXT.label.retired, { no: 'Z-99' }));
    // Nobody reads that so fast that the next tap is taken for the same one.
    await phone.ask('__phone.setClockOffset(2_000)');
    await phone.tap(TEXT.label.choose);
    await phone.at(PAGES.camera);
    await phone.sees(TEXT.places.locate);
    expect(await phone.ask('__phone.page().where')).toBeNull();
  });

  it('that this phone never heard of, without a network, still leads to a report', async () => {
    const { phone } = desk();
    await offline();
    await scan('SAFELOOP:Z-99');
    await phone.sees(TEXT.label.offline);
    await phone.tap(TEXT.label.report);
    await phone.at(PAGES.camera);
    await phone.sees(TEXT.places.locate);
    expect(await phone.exceptions()).toEqual([]);
  });
});

describe('the page that makes labels', () => {
  const desk = useDesk();

  it('asks for points first', async () => {
    const { phone } = desk();
    await phone.take(SAFETY);
    await phone.open(SHEET);
    await phone.tap(TEXT.sheet.make);
    await phone.sees(TEXT.sheet.chooseFirst);
  });

  it('says so when the phone is full, leaves no half a file, and makes it once there is room', async () => {
    const { phone } = desk();
    await phone.take(SAFETY);
    await phone.open(SHEET);
    await phone.ask('__phone.setFileRoom(100_000)');
    await phone.tap(PRESS.area);
    await phone.tap(TEXT.sheet.make);
    await phone.sees(TEXT.sheet.full);
    expect(await phone.ask("__phone.wx.getFileSystemManager().readdirSync('wxfile://usr')")).toEqual([]);
    await phone.ask('__phone.setFileRoom(null)');
    await phone.tap(TEXT.sheet.make);
    await phone.sees(fill(TEXT.sheet.done, { labels: 3, pages: 1 }));
    expect(await phone.exceptions()).toEqual([]);
  });

  it('says what happens next when WeChat draws no code', async () => {
    const { cloud, phone } = desk();
    const match = { action: 'openapi.wxacode.getUnlimited' };
    await cloud.faults([{ match, mode: 'fail', code: '45009', times: 'forever' }]);
    await phone.take(SAFETY);
    await phone.open(SHEET);
    await phone.tap('配电室');
    await phone.tap(TEXT.sheet.make);
    await phone.sees('微信没把小程序码画出来');
    await cloud.faults([]);
    await phone.tap(TEXT.sheet.make);
    await phone.sees(TEXT.sheet.doneHint);
  });

  it('is for those who make labels', async () => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.open(SHEET);
    await phone.sees(TEXT.sheet.notMine);
    expect(await phone.screen()).not.toContain(TEXT.sheet.make);
  });
});
