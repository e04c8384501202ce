/** Labels are made page by page on a phone that draws and writes as told: all of them, or none and a sentence about why. */
import { join } from 'node:path';
import type { ApiRequest, LabelRef } from '../../../typings/api';
import { TEXT } from '../../../miniprogram/shared/text';
import { allLabels, type SheetLabel } from '../../../miniprogram/packages/point/sheet/choice';
import { jpeg } from '../../support/pictures';
import { pagesOfPdf } from '../../support/pdf';
import { root } from '../../support/process';
import { starterView } from '../../support/starter-view';

type MakeSheets = (
  labels: readonly SheetLabel[],
  phone: string,
  onPage: (progress: { page: number; pages: number }) => boolean,
) => Promise<string | null>;

interface Told {
  success: (value?: object) => void;
  fail: (outcome: { errMsg: string }) => void;
}
type Writing = Told & { filePath: string; data: ArrayBuffer };

/** What the phone was asked for, and how it answers. */
const asked = { labels: [] as LabelRef[][], drawn: 0, most: 0 };
const can = { draw: true, load: true, reach: true, export: true, room: Infinity };
const disk = new Map<string, Buffer>();

const PAGE = jpeg({ width: 168, height: 237 });

const used = (): number => [...disk.values()].reduce((sum, { length }) => sum + length, 0);

function write({ filePath, data, success, fail }: Writing, before: Buffer): void {
  const bytes = Buffer.concat([before, Buffer.from(data)]);
  asked.most = Math.max(asked.most, data.byteLength);
  if (used() - before.length + bytes.length > can.room) {
    fail({ errMsg: 'appendFile:fail the maximum size of the file storage limit is exceeded' });
    return;
  }
  disk.set(filePath, bytes);
  success();
}

class Picture {
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  set src(_path: string) {
    queueMicrotask(() => (can.load ? this.onload() : this.onerror()));
  }
}

const count = (): void => void (asked.drawn += 1);

/** What a page is drawn with; letters are as wide as they are high. */
const pen = {
  measureText: (text: string) => ({ width: text.length * 20 }),
  ...Object.fromEntries(
    ['setLineDash', 'beginPath', 'moveTo', 'lineTo', 'arc', 'stroke', 'drawImage', 'strokeRect'].map(
      (name) => [name, count],
    ),
  ),
  fillRect: count,
  fillText: count,
};

const wx = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getStorageSync: () => '',
  createOffscreenCanvas: () => {
    if (!can.draw) throw new Error('createOffscreenCanvas is not a function');
    return { createImage: () => new Picture(), getContext: () => pen };
  },
  canvasToTempFilePath: ({ destWidth, destHeight }: { destWidth: number; destHeight: number }) => {
    if (!can.export || destWidth * destHeight === 0) return Promise.reject(new Error('fail'));
    disk.set('tmp/page.jpg', PAGE);
    return Promise.resolve({ tempFilePath: 'tmp/page.jpg' });
  },
  downloadFile: ({ success, fail }: Told) =>
    can.reach ? success({ statusCode: 200, tempFilePath: 'tmp/code.png' }) : fail({ errMsg: 'timeout' }),
  getFileSystemManager: () => ({
    writeFile: (writing: Writing) => write(writing, Buffer.alloc(0)),
    appendFile: (writing: Writing) => write(writing, disk.get(writing.filePath) ?? Buffer.alloc(0)),
    readFile: ({ filePath, success }: Told & { filePath: string }) =>
      success({ data: new Uint8Array(disk.get(filePath) ?? []).buffer }),
    unlink: ({ filePath, success }: Told & { filePath: string }) => {
      disk.delete(filePath);
      success();
    },
  }),
  cloud: {
    callFunction: ({ data }: { data: ApiRequest<'labels.codes'> }) => {
      const { labels } = data.input;
      asked.labels.push(labels);
      const codes = labels.map((ref) => ({
        ...ref,
        url: 'https://files/code.png',
        plain: ['101', '010', '101'],
      }));
      return Promise.resolve({ result: { ok: true, data: { codes } } });
    },
  },
};

let makeSheets: MakeSheets;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  const path = join(root, 'miniprogram/packages/point/sheet/make');
  ({ makeSheets } = (await import(path)) as { makeSheets: MakeSheets });
});

beforeEach(() => {
  disk.clear();
  Object.assign(asked, { labels: [], drawn: 0, most: 0 });
  Object.assign(can, { draw: true, load: true, reach: true, export: true, room: Infinity });
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

const [first] = allLabels(starterView());

/** As many labels as a plant may want at once. */
const labels = (count: number): SheetLabel[] =>
  Array.from({ length: count }, (_, n) => ({
    ...first!,
    ref: { kind: 'point', id: `x-${n}` },
    no: `X-${n}`,
  }));

const FILE = `wxfile://usr/${TEXT.sheet.file}.pdf`;
const goOn = (): boolean => true;

it('makes 15 pages of 120 labels, a page at a time', async () => {
  const told: number[] = [];
  const path = await makeSheets(labels(120), '119', ({ page, pages }) => {
    expect(pages).toBe(15);
    told.push(page);
    return true;
  });
  expect(path).toBe(FILE);
  expect(told).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  expect(asked.labels.map(({ length }) => length)).toEqual(Array.from({ length: 15 }, () => 8));
  expect(asked.labels.flat().map(({ id }) => id)).toEqual(labels(120).map(({ ref }) => ref.id));
  const pages = pagesOfPdf(disk.get(FILE)!);
  expect(pages).toHaveLength(15);
  for (const page of pages) {
    expect(page).toMatchObject({ width: 1680, height: 2376 });
    expect(page.jpeg.equals(PAGE)).toBe(true);
  }
});

it('never holds more than a page, and leaves nothing else on the phone', async () => {
  await makeSheets(labels(40), '119', goOn);
  expect(asked.most).toBeLessThan(PAGE.length + 3_000);
  expect([...disk.keys()]).toEqual([FILE]);
});

it('takes the place of what was made before', async () => {
  await makeSheets(labels(17), '119', goOn);
  await makeSheets(labels(1), '119', goOn);
  expect(pagesOfPdf(disk.get(FILE)!)).toHaveLength(1);
});

it('stops before a page when it is told to, and leaves nothing', async () => {
  await expect(makeSheets(labels(24), '119', ({ page }) => page < 3)).resolves.toBeNull();
  expect(asked.labels).toHaveLength(2);
  expect([...disk.keys()]).toEqual([]);
});

it.each([0, 100, 2 * PAGE.length])(
  'says so when there is no room after %i bytes, and leaves nothing',
  async (room) => {
    can.room = room + 20;
    await expect(makeSheets(labels(40), '119', goOn)).rejects.toThrow(TEXT.sheet.full);
    expect(disk.has(FILE)).toBe(false);
  },
);

it.each([
  ['has no canvas', { draw: false }, TEXT.sheet.undrawn],
  ['cannot show the code', { load: false }, TEXT.sheet.undrawn],
  ['cannot make a picture of it', { export: false }, TEXT.sheet.undrawn],
  ['does not reach the codes', { reach: false }, TEXT.failure.sending],
])('says what happens next on a phone that %s', async (_, broken, sentence) => {
  Object.assign(can, broken);
  await expect(makeSheets(labels(3), '119', goOn)).rejects.toThrow(sentence);
  expect(disk.has(FILE)).toBe(false);
});

it('draws a plant without a number to call', async () => {
  await makeSheets(labels(1), '', goOn);
  expect(asked.drawn).toBeGreaterThan(20);
});
