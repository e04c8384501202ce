/** Sealing, cut off at every point: it converges on one sealed file and no original. */
import { hashOf } from '../../../cloudfunctions/features/capture/hash';
import { photoLinks } from '../../../cloudfunctions/features/capture/links';
import { sealedPath } from '../../../cloudfunctions/features/capture/paths';
import { seal } from '../../../cloudfunctions/features/capture/seal';
import { sha256 } from '../../../cloudfunctions/platform/canonical';
import type { Evidence } from '../../../typings/domain';
import { jpeg, notAPicture } from '../../support/pictures';
import { BUCKET, MemoryFiles } from './memory-files';
import { phoneFiles, phoneJpeg, TELLTALE } from './samples';

process.env.SAFELOOP_SECRET = 'a secret of the tests, long enough';

const NOW = Date.parse('2026-11-22T01:31:00Z');
const ORIGINAL = `${BUCKET}evidence/202611/folder/a.jpg`;

const pending = (changes: Partial<Evidence> = {}): Evidence => ({
  id: 'a',
  purpose: 'scene',
  round: 1,
  fileId: ORIGINAL,
  source: 'camera',
  takenAt: null,
  uploadedBy: 'p-1',
  receivedAt: NOW - 60_000,
  state: 'pending',
  format: null,
  bytes: null,
  originalSha256: null,
  sealedSha256: null,
  sealedFileId: null,
  sealedAt: null,
  refusedBecause: null,
  ...changes,
});

const orderWith = (...evidence: Evidence[]): { _id: string; evidence: Record<string, Evidence> } => ({
  _id: 'order-1',
  evidence: Object.fromEntries(evidence.map((one) => [one.id, one])),
});

const sealedId = (format: 'jpeg' | 'heic' = 'jpeg'): string =>
  BUCKET + sealedPath({ orderId: 'order-1', evidenceId: 'a', receivedAt: NOW - 60_000, format });

let files: MemoryFiles;
let errors: jest.SpyInstance;
beforeEach(() => {
  files = new MemoryFiles();
  errors = jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => errors.mockRestore());

const run = (evidence: Evidence, cache?: Map<string, Buffer>) =>
  seal(orderWith(evidence), [evidence.id], NOW, cache, files);

it('stores the stripped file, deletes the original and records both hashes', async () => {
  const original = phoneJpeg({ orientation: 6, taken: '2026:11:22 09:30:00' });
  files.stored.set(ORIGINAL, original);
  const { evidence, again } = await run(pending());
  const stored = files.stored.get(sealedId());
  expect(again).toEqual([]);
  expect([...files.stored.keys()]).toEqual([sealedId()]);
  expect(stored?.includes(TELLTALE)).toBe(false);
  expect(evidence.a).toEqual(
    pending({
      state: 'sealed',
      format: 'jpeg',
      bytes: stored!.length,
      takenAt: Date.parse('2026-11-22T01:30:00Z'),
      originalSha256: sha256(original),
      sealedSha256: sha256(stored!),
      sealedFileId: sealedId(),
      sealedAt: NOW,
      dHash: hashOf('jpeg', stored!),
    }),
  );
  expect(evidence.a?.dHash).toMatch(/^[0-9a-f]{16}$/);
});

it('uses the bytes at hand instead of downloading them', async () => {
  files.stored.set(ORIGINAL, jpeg());
  await run(pending(), new Map([['a', jpeg()]]));
  expect(files.calls).toEqual(['upload', 'remove']);
});

it('names the file by what it is, not by what it was called', async () => {
  files.stored.set(ORIGINAL, phoneFiles().heic!);
  expect((await run(pending())).evidence.a?.sealedFileId).toBe(sealedId('heic'));
});

describe.each(['download', 'upload', 'remove'])('with the store failing at %s', (call) => {
  it.each([true, false])(
    'changes nothing, and the next run converges (bytes at hand: %s)',
    async (atHand) => {
      files.stored.set(ORIGINAL, phoneJpeg());
      const cache = atHand ? new Map([['a', phoneJpeg()]]) : undefined;
      files.before = (now) => (now === call ? Promise.reject(new Error('cut')) : Promise.resolve());
      const first = await run(pending(), cache);
      if (atHand && call === 'download') {
        expect(first.evidence.a?.state).toBe('sealed');
      } else {
        expect(first).toEqual({ evidence: {}, again: ['a'] });
        expect(files.stored.has(ORIGINAL)).toBe(true);
      }

      files.before = () => Promise.resolve();
      const second = await run(pending());
      expect(second.evidence.a).toMatchObject({ state: 'sealed', sealedFileId: sealedId() });
      expect([...files.stored.keys()]).toEqual([sealedId()]);
    },
  );
});

it.each([null, 'jpeg' as const])(
  'recovers when it was cut off before it was recorded (format %s)',
  async (format) => {
    files.stored.set(ORIGINAL, phoneJpeg());
    const first = await run(pending());
    const { evidence, again } = await run(
      pending({ format, originalSha256: sha256(phoneJpeg()), takenAt: 7 }),
    );
    expect(again).toEqual([]);
    expect(evidence.a).toEqual({ ...first.evidence.a, takenAt: 7 });
  },
);

it('does the same when two runs overlap', async () => {
  files.stored.set(ORIGINAL, phoneJpeg());
  const [one, two] = await Promise.all([run(pending()), run(pending())]);
  expect(one).toEqual(two);
  expect([...files.stored.keys()]).toEqual([sealedId()]);
});

it.each<[string, Buffer | null, Partial<Evidence>, string]>([
  ['is no photo', notAPicture(), {}, 'PHOTO_NOT_IMAGE'],
  ['is too large', Buffer.alloc(20 * 1024 * 1024 + 1), {}, 'PHOTO_TOO_LARGE'],
  ['never arrived', null, {}, 'PHOTO_NOT_UPLOADED'],
  [
    'was changed after it was reported',
    jpeg({ seed: 2 }),
    { originalSha256: sha256(jpeg()) },
    'PHOTO_REPLACED',
  ],
])('refuses a file that %s, and touches nothing', async (_, bytes, changes, code) => {
  if (bytes !== null) files.stored.set(ORIGINAL, bytes);
  const { evidence, again } = await run(pending(changes));
  expect(again).toEqual([]);
  expect(evidence.a).toEqual(pending({ ...changes, state: 'refused', refusedBecause: code }));
  expect([...files.stored.values()]).toEqual(bytes === null ? [] : [bytes]);
});

it('passes over what is not pending or not there', async () => {
  const order = orderWith(pending({ state: 'sealed' }), pending({ id: 'b', state: 'refused' }));
  expect(await seal(order, ['a', 'b', 'c', 'constructor'], NOW, undefined, files)).toEqual({
    evidence: {},
    again: [],
  });
  expect(files.calls).toEqual([]);
});

it('seals the rest when one file is in trouble, and each only once', async () => {
  files.stored.set(ORIGINAL, jpeg());
  files.stored.set('cloud://x.y/b.jpg', jpeg());
  files.before = (_, fileId) =>
    fileId.endsWith('b.jpg') ? Promise.reject(new Error('cut')) : Promise.resolve();
  const order = orderWith(pending(), pending({ id: 'b', fileId: 'cloud://x.y/b.jpg' }));
  const { evidence, again } = await seal(order, ['a', 'b', 'a'], NOW, undefined, files);
  expect([Object.keys(evidence), again]).toEqual([['a'], ['b']]);
  expect(files.calls.filter((call) => call === 'upload')).toHaveLength(1);
});

describe('links', () => {
  it('are given to sealed evidence that the store still has, and to nothing else', async () => {
    files.stored.set(`${BUCKET}s.jpg`, jpeg());
    const evidence = [
      pending({ id: 'shown', state: 'sealed', sealedFileId: `${BUCKET}s.jpg` }),
      pending({ id: 'lost', state: 'sealed', sealedFileId: `${BUCKET}lost.jpg` }),
      pending({ id: 'waiting' }),
      pending({ id: 'refused', state: 'refused', sealedFileId: `${BUCKET}s.jpg` }),
    ];
    expect([...(await photoLinks(evidence, files))]).toEqual([['shown', 'https://files/s.jpg']]);
    expect(files.calls).toEqual(['links']);
  });

  it('cost no call when there is nothing to show', async () => {
    expect(await photoLinks([pending()], files)).toEqual(new Map());
    expect(files.calls).toEqual([]);
  });
});
