/** A photo is marked on a phone that draws and saves as told: where that fails it stays as it was, and is never lost. */
import { join } from 'node:path';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import { root } from '../../support/process';
import { photo } from './phone';

type MarkPhoto = (photo: DraftPhoto, about: readonly string[], isTimed?: boolean) => Promise<DraftPhoto>;

interface Saving {
  tempFilePath: string;
  success: (saved: { savedFilePath: string }) => void;
  fail: () => void;
}

/** What the phone was asked for, and how it answers. */
const asked: { output: unknown[]; removed: string[]; texts: string[] } = {
  output: [],
  removed: [],
  texts: [],
};
const can = { load: true, draw: true, save: true };

const pen = {
  drawImage: () => undefined,
  fillRect: () => undefined,
  fillText: (text: string) => void asked.texts.push(text),
  measureText: (text: string) => ({ width: text.length }),
};

/** A picture that arrives, or does not, as soon as it has an address. */
class Picture {
  width = 4000;
  height = 3000;
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  set src(_path: string) {
    queueMicrotask(() => (can.load ? this.onload() : this.onerror()));
  }
}

const wx = {
  getStorageSync: () => '',
  createOffscreenCanvas: () => {
    if (!can.draw) throw new Error('createOffscreenCanvas is not a function');
    return { width: 1, height: 1, createImage: () => new Picture(), getContext: () => pen };
  },
  canvasToTempFilePath: ({ canvas, ...output }: { canvas: { width: number; height: number } }) => {
    asked.output.push({ ...output, canvas: { width: canvas.width, height: canvas.height } });
    return Promise.resolve({ tempFilePath: 'tmp/marked.jpg' });
  },
  getFileSystemManager: () => ({
    saveFile: ({ success, fail }: Saving) =>
      can.save ? success({ savedFilePath: 'saved/marked.jpg' }) : fail(),
    removeSavedFile: ({ filePath }: { filePath: string }) => void asked.removed.push(filePath),
  }),
};

let markPhoto: MarkPhoto;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  ({ markPhoto } = (await import(join(root, 'miniprogram/services/watermark'))) as { markPhoto: MarkPhoto });
});

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
  Object.assign(can, { load: true, draw: true, save: true });
  Object.assign(asked, { output: [], removed: [], texts: [] });
});

afterEach(() => jest.useRealTimers());

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

const taken = photo('a');

it('carries time and place, in a file as large as a picture that is sent on any screen', async () => {
  await expect(markPhoto(taken, ['C-07 焊接一区'])).resolves.toEqual({
    ...taken,
    path: 'saved/marked.jpg',
    marked: true,
  });
  expect(asked.texts).toEqual(['1970-01-01 08:00', 'C-07 焊接一区']);
  const size = { width: 1600, height: 1200 };
  expect(asked.output).toEqual([
    { canvas: size, ...size, destWidth: 1600, destHeight: 1200, fileType: 'jpg', quality: 0.8 },
  ]);
});

it.each([
  ['cannot draw', 'draw'],
  ['cannot open the picture', 'load'],
  ['has no room for another file', 'save'],
] as const)('stays as it was on a phone that %s', async (_, what) => {
  can[what] = false;
  await expect(markPhoto(taken, [''])).resolves.toEqual({ ...taken, marked: true });
});

it('leaves the file without a mark to whoever still knows it by its path', async () => {
  await markPhoto(taken, ['']);
  expect(asked.removed).toEqual([]);
});

it('carries no more than the day where the minute would tell who took it', async () => {
  await markPhoto(taken, ['C-07 焊接一区'], false);
  expect(asked.texts).toEqual(['1970-01-01', 'C-07 焊接一区']);
});

it.each([
  ['of the album', { ...taken, source: 'album' as const }],
  ['that was marked before', { ...taken, marked: true as const }],
])('is left alone when it is one %s', async (_, one) => {
  await expect(markPhoto(one, [''])).resolves.toBe(one);
  expect(asked.texts).toEqual([]);
});
