/** Files on disk: whole or not at all. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../../../../../devtools/cloud/storage/store';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'files-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const bytes = Buffer.from([10, 0, 255, 10, 123, 125]);

it('keeps bytes, path, uploader and time', async () => {
  const store = openFileStore(dir, () => 42);
  await store.put('a/b.jpg', bytes, 'oPerson01');
  await store.put('a', Buffer.alloc(0), null);
  const again = openFileStore(dir, () => 43);
  expect(await again.get('a/b.jpg')).toEqual(bytes);
  expect(await again.get('a')).toEqual(Buffer.alloc(0));
  expect(await again.list('a/')).toEqual([{ path: 'a/b.jpg', bytes: 6, by: 'oPerson01', at: 42 }]);
});

it('drops an upload that never finished and keeps what stood there before', async () => {
  const store = openFileStore(dir, () => 1);
  await store.put('a.jpg', bytes, null);
  const [name] = readdirSync(dir);
  writeFileSync(join(dir, `${name}.1234.part`), 'half');
  const again = openFileStore(dir, () => 2);
  expect(await again.get('a.jpg')).toEqual(bytes);
  expect(readdirSync(dir)).toEqual([name]);
});

it('lets one of many uploads to a path win whole', async () => {
  const store = openFileStore(dir, () => 1);
  const versions = Array.from({ length: 8 }, (_, i) => Buffer.alloc(10_000, i));
  await Promise.all(versions.map((version) => store.put('a', version, null)));
  const kept = await store.get('a');
  expect(versions.some((version) => version.equals(kept!))).toBe(true);
});

it('forgets removed files', async () => {
  const store = openFileStore(dir, () => 1);
  await store.put('a', bytes, null);
  expect(await store.remove('a')).toBe(true);
  expect(await store.remove('a')).toBe(false);
  expect(store.has('a')).toBe(false);
  expect(await store.get('a')).toBeNull();
  await store.put('b', bytes, null);
  await store.reset();
  expect(readdirSync(dir)).toEqual([]);
});
