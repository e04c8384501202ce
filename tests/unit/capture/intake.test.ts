/** Admission: what is taken, what is refused in which words, and what happens while the file store is in trouble. */
import { admitPhotos, type Admission } from '../../../cloudfunctions/features/capture/intake';
import { uploadPrefix } from '../../../cloudfunctions/features/capture/paths';
import { sha256 } from '../../../cloudfunctions/platform/canonical';
import { AppError } from '../../../miniprogram/shared/errors';
import type { PhotoInput } from '../../../typings/api';
import { jpeg, notAPicture } from '../../support/pictures';
import { BUCKET, MemoryFiles } from './memory-files';
import { pdf, phoneJpeg } from './samples';

process.env.SAFELOOP_SECRET = 'a secret of the tests, long enough';

const OPENID = 'oWorker-1';
const NOW = Date.parse('2026-11-22T01:30:00Z');
const admission: Admission = {
  folder: uploadPrefix(OPENID),
  purpose: 'scene',
  round: 1,
  now: NOW,
  max: 4,
  actorId: 'p-1',
};

const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const photo = (n: number, ext = 'jpg'): PhotoInput => ({
  fileId: `${BUCKET}evidence/202611/${uploadPrefix(OPENID)}/${idOf(n)}.${ext}`,
  source: 'camera',
});

let files: MemoryFiles;
let warnings: jest.SpyInstance;
beforeEach(() => {
  files = new MemoryFiles();
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warnings.mockRestore();
  jest.useRealTimers();
});

const store = (input: PhotoInput, bytes: Buffer): PhotoInput => {
  files.stored.set(input.fileId, bytes);
  return input;
};

const failureOf = async (inputs: PhotoInput[], changes: Partial<Admission> = {}): Promise<AppError> => {
  const failure: unknown = await admitPhotos(inputs, { ...admission, ...changes }, new Map(), files).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof AppError)) throw new Error('was admitted');
  return failure;
};

it('admits photos as pending evidence with what their bytes say, and hands the bytes on', async () => {
  const bytes = phoneJpeg({ taken: '2026:11:22 09:00:00' });
  const inputs = [store(photo(2), bytes), store({ ...photo(1), source: 'album', takenAt: 7 }, jpeg())];
  const cache = new Map<string, Buffer>();
  const evidence = await admitPhotos(inputs, admission, cache, files);

  expect(Object.keys(evidence)).toEqual([idOf(2), idOf(1)]);
  expect(evidence[idOf(2)]).toEqual({
    id: idOf(2),
    purpose: 'scene',
    round: 1,
    fileId: inputs[0]!.fileId,
    source: 'camera',
    takenAt: Date.parse('2026-11-22T01:00:00Z'),
    uploadedBy: 'p-1',
    receivedAt: NOW,
    state: 'pending',
    format: 'jpeg',
    bytes: bytes.length,
    originalSha256: sha256(bytes),
    sealedSha256: null,
    sealedFileId: null,
    sealedAt: null,
    refusedBecause: null,
    check: { result: 'pending', traceId: null, looked: null },
  });
  expect(evidence[idOf(1)]).toMatchObject({ source: 'album', takenAt: 7 });
  expect(cache.get(idOf(2))).toBe(bytes);
});

it('keeps no clock of who gives no name, neither the phone’s nor that in the picture', async () => {
  const actorId = `a-${'0'.repeat(40)}`;
  const input = store({ ...photo(1), takenAt: 7 }, phoneJpeg());
  const evidence = await admitPhotos([input], { ...admission, actorId }, new Map(), files);
  expect(evidence[idOf(1)]).toMatchObject({ uploadedBy: actorId, takenAt: null });
});

it('admits nothing from nothing, without asking the store', async () => {
  expect(await admitPhotos([], admission, new Map(), files)).toEqual({});
  expect(files.calls).toEqual([]);
});

it('takes as many as allowed and not one more', async () => {
  const inputs = [1, 2, 3, 4, 5].map((n) => store(photo(n), jpeg({ seed: n })));
  expect(Object.keys(await admitPhotos(inputs.slice(1), admission, new Map(), files))).toHaveLength(4);
  const failure = await failureOf(inputs);
  expect(failure.code).toBe('PHOTO_TOO_MANY');
  expect(failure.message).toContain('4');
});

it('refuses somebody else’s folder before it looks into any file', async () => {
  const failure = await failureOf([store(photo(1), jpeg()), store(photo(2), jpeg())], {
    folder: uploadPrefix('oOther'),
  });
  expect(failure.code).toBe('PHOTO_PATH');
  expect(Object.keys(failure.fields ?? {})).toEqual(['photos.0', 'photos.1']);
  expect(files.calls).toEqual([]);
});

it('refuses a photo named twice, even under another extension, or one the order has already', async () => {
  const twice = await failureOf([store(photo(1), jpeg()), store(photo(1, 'png'), jpeg())]);
  expect([twice.code, Object.keys(twice.fields ?? {})]).toEqual(['BAD_REQUEST', ['photos.1']]);
  const again = await failureOf([store(photo(1), jpeg())], { taken: new Set([idOf(1)]) });
  expect([again.code, Object.keys(again.fields ?? {})]).toEqual(['BAD_REQUEST', ['photos.0']]);
});

it('names every file that is no photo, in Chinese', async () => {
  const failure = await failureOf([
    store(photo(1), jpeg()),
    store(photo(2), notAPicture()),
    store(photo(3, 'heic'), notAPicture()),
    store(photo(4, 'pdf'), pdf()),
  ]);
  expect(failure.code).toBe('PHOTO_NOT_IMAGE');
  expect(Object.keys(failure.fields ?? {})).toEqual(['photos.1', 'photos.2', 'photos.3']);
  for (const message of Object.values(failure.fields ?? {})) expect(message).toMatch(/^[一-鿿，。「」]+$/);
  expect(failure.fields?.['photos.2']).toContain('照片格式');
});

it('names a missing file and a file too large, under the field it is told', async () => {
  const large = Buffer.concat([jpeg(), Buffer.alloc(20 * 1024 * 1024)]);
  const failure = await failureOf([photo(1), store(photo(2), large)], { field: 'files' });
  expect(failure.code).toBe('PHOTO_NOT_UPLOADED');
  expect(Object.keys(failure.fields ?? {})).toEqual(['files.0', 'files.1']);
  expect((await failureOf([photo(2)])).code).toBe('PHOTO_TOO_LARGE');
});

it('takes a PDF as a drawing', async () => {
  const evidence = await admitPhotos(
    [store(photo(1, 'pdf'), pdf())],
    { ...admission, purpose: 'plan' },
    new Map(),
    files,
  );
  expect(evidence[idOf(1)]).toMatchObject({ format: 'pdf', purpose: 'plan' });
});

const unseen = { state: 'pending', format: null, bytes: null, originalSha256: null, takenAt: 7 };

it('admits unseen what the store cannot give, and still looks at the rest', async () => {
  const broken = { ...store(photo(1), jpeg()), takenAt: 7 };
  files.before = (_, fileId) =>
    fileId === broken.fileId ? Promise.reject(new Error('storage is down')) : Promise.resolve();
  const cache = new Map<string, Buffer>();
  const evidence = await admitPhotos([broken, store(photo(2), jpeg())], admission, cache, files);
  expect(evidence[idOf(1)]).toMatchObject(unseen);
  expect(evidence[idOf(2)]).toMatchObject({ format: 'jpeg' });
  expect([...cache.keys()]).toEqual([idOf(2)]);
  expect(warnings).toHaveBeenCalledTimes(1);
  expect((await failureOf([broken, store(photo(2), notAPicture())])).code).toBe('PHOTO_NOT_IMAGE');
});

it('leaves no timer behind when the store is quick', async () => {
  jest.useFakeTimers();
  await admitPhotos([store(photo(1), jpeg())], admission, new Map(), files);
  expect(jest.getTimerCount()).toBe(0);
});

it('waits 1.5 s for a slow store and no longer, however many the photos', async () => {
  jest.useFakeTimers();
  files.before = () => new Promise(() => undefined);
  const inputs = [1, 2, 3].map((n) => ({ ...photo(n), takenAt: 7 }));
  let done = false;
  const admitted = admitPhotos(inputs, admission, new Map(), files).finally(() => {
    done = true;
  });
  await jest.advanceTimersByTimeAsync(1_499);
  expect(done).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(done).toBe(true);
  for (const evidence of Object.values(await admitted)) expect(evidence).toMatchObject(unseen);
  expect(jest.getTimerCount()).toBe(0);
});
