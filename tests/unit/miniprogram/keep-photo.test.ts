/** What was taken is looked at, made small and saved on a phone that does as told: a bad file leads to a sentence, never to a loss. */
import { join } from 'node:path';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import { PictureRefused } from '../../../miniprogram/services/core/picture';
import { TEXT } from '../../../miniprogram/shared/text';
import { jpeg, notAPicture } from '../../support/pictures';
import { root } from '../../support/process';
import { photo } from './phone';

type Source = DraftPhoto['source'];

interface Kept {
  photo: DraftPhoto;
  remark: string;
}

interface Photos {
  keepPhoto: (path: string, source: Source) => Promise<Kept>;
  keepChanged: (before: DraftPhoto, path: string) => Promise<Kept>;
}

const GIF = Buffer.from('GIF89a\x01\0\x01\0', 'latin1');

/** Files of the phone by path, and what it can do. */
const files = new Map<string, Buffer>();
const can = { look: true, shrink: true, save: true };
const size = { width: 4000, height: 3000 };
let asked: { compressedWidth?: number; compressedHeight?: number }[] = [];

interface Answering<T> {
  success: (answer: T) => void;
  fail: () => void;
}
interface Read extends Answering<{ data: ArrayBuffer }> {
  filePath: string;
  position: number;
  length: number;
}

const wx = {
  getStorageSync: () => '',
  getImageInfo: () => (can.shrink ? Promise.resolve(size) : Promise.reject(new Error('decode failed'))),
  compressImage: (options: (typeof asked)[number]) => {
    asked.push(options);
    files.set('tmp/small.jpg', jpeg());
    return Promise.resolve({ tempFilePath: 'tmp/small.jpg' });
  },
  getFileSystemManager: () => ({
    getFileInfo: ({ filePath, success, fail }: Answering<{ size: number }> & { filePath: string }) => {
      const bytes = files.get(filePath);
      if (!can.look || bytes === undefined) fail();
      else success({ size: bytes.length });
    },
    readFile: ({ filePath, position, length, success, fail }: Read) => {
      const bytes = files.get(filePath);
      // WeChat refuses to read past the end.
      if (bytes === undefined || length < 1 || position + length > bytes.length) fail();
      else success({ data: new Uint8Array(bytes.subarray(position, position + length)).buffer });
    },
    saveFile: ({
      tempFilePath,
      success,
      fail,
    }: Answering<{ savedFilePath: string }> & { tempFilePath: string }) =>
      can.save ? success({ savedFilePath: tempFilePath.replace('tmp', 'saved') }) : fail(),
  }),
};

let photos: Photos;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  photos = (await import(join(root, 'miniprogram/services/photos'))) as Photos;
});

beforeEach(() => {
  Object.assign(can, { look: true, shrink: true, save: true });
  Object.assign(size, { width: 4000, height: 3000 });
  files.clear();
  files.set('tmp/taken.jpg', jpeg());
  asked = [];
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

const refusal = (sentence: string) => new PictureRefused(sentence);

it('is made small and saved, under an id of its own', async () => {
  const { photo: kept, remark } = await photos.keepPhoto('tmp/taken.jpg', 'camera');
  expect(kept).toMatchObject({ path: 'saved/small.jpg', source: 'camera', fileId: null });
  expect(kept.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(remark).toBe('');
  expect(asked).toMatchObject([{ compressedWidth: 1600, compressedHeight: 1200 }]);
});

it('keeps saying that it came from the album', async () => {
  const { photo: kept } = await photos.keepPhoto('tmp/taken.jpg', 'album');
  expect(kept.source).toBe('album');
});

it('of 20,000 pixels is made small like any other', async () => {
  Object.assign(size, { width: 20_000, height: 2_000 });
  await photos.keepPhoto('tmp/taken.jpg', 'album');
  expect(asked).toMatchObject([{ compressedWidth: 1600, compressedHeight: 160 }]);
});

it('of 0 bytes is refused with what to do', async () => {
  files.set('tmp/empty.jpg', Buffer.alloc(0));
  can.shrink = false;
  await expect(photos.keepPhoto('tmp/empty.jpg', 'camera')).rejects.toThrow(refusal(TEXT.picture.empty));
});

it('that is no picture is refused, whatever its name says', async () => {
  files.set('tmp/photo.jpg', notAPicture());
  can.shrink = false;
  await expect(photos.keepPhoto('tmp/photo.jpg', 'album')).rejects.toThrow(refusal(TEXT.picture.unreadable));
});

it('that moves goes as its first picture, and the person reads that', async () => {
  files.set('tmp/cat.gif', GIF);
  const { photo: kept, remark } = await photos.keepPhoto('tmp/cat.gif', 'album');
  expect([kept.path, remark]).toEqual(['saved/small.jpg', TEXT.picture.still]);
});

it('of a phone with a full storage lives as long as the app, and the person reads that', async () => {
  can.save = false;
  const { photo: kept, remark } = await photos.keepPhoto('tmp/taken.jpg', 'camera');
  expect([kept.path, remark]).toEqual(['tmp/small.jpg', TEXT.picture.notSaved]);
});

it('of a phone that tells nothing about files goes, and the server looks at it', async () => {
  Object.assign(can, { look: false, shrink: false });
  const { photo: kept, remark } = await photos.keepPhoto('tmp/taken.jpg', 'camera');
  expect([kept.path, remark]).toEqual(['saved/taken.jpg', '']);
});

it('with other pixels has another id and is not uploaded, and is still the photo of that moment', async () => {
  const before: DraftPhoto = { ...photo('a'), takenAt: 7, fileId: 'cloud://a', marked: true, after: true };
  const { photo: changed } = await photos.keepChanged(before, 'tmp/taken.jpg');
  expect(changed).toEqual({ ...before, id: changed.id, path: 'saved/small.jpg', fileId: null });
  expect(changed.id).not.toBe(before.id);
});
