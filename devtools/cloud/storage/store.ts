/** Uploaded files on disk: one file each, header line and content, written aside, synced and renamed into place. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../http';
import type { FileStore } from '../types';

interface Header {
  path: string;
  bytes: number;
  /** The openid that uploaded it; null for a function. */
  by: string | null;
  at: number;
}

const UNFINISHED = '.part';

/**
 * Opens the file store, dropping uploads that never finished.
 * @param dir - a folder of its own
 * @param now - the cloud's clock (ms)
 */
export function openFileStore(dir: string, now: () => number): FileStore {
  mkdirSync(dir, { recursive: true });
  const index = new Map<string, Header>();
  for (const name of readdirSync(dir)) {
    const file = join(dir, name);
    if (name.endsWith(UNFINISHED)) rmSync(file);
    else {
      const header = readHeader(readFileSync(file));
      index.set(header.path, header);
    }
  }
  const fileOf = (path: string): string => join(dir, createHash('sha256').update(path).digest('hex'));

  return {
    has: (path) => index.has(path),
    async put(path, bytes, by) {
      const header: Header = { path, bytes: bytes.byteLength, by, at: now() };
      // Two uploads to one path may overlap: each writes its own part and the later rename wins, as in the cloud.
      const part = `${fileOf(path)}.${randomUUID()}${UNFINISHED}`;
      const handle = await open(part, 'wx');
      try {
        await handle.writev([Buffer.from(`${JSON.stringify(header)}\n`), bytes]);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, fileOf(path));
      await syncFolder(dir);
      index.set(path, header);
    },
    async get(path) {
      if (!index.has(path)) return null;
      const content = await readFile(fileOf(path));
      return content.subarray(content.indexOf('\n') + 1);
    },
    async remove(path) {
      if (!index.delete(path)) return false;
      await rm(fileOf(path), { force: true });
      await syncFolder(dir);
      return true;
    },
    list: (prefix = '') =>
      Promise.resolve([...index.values()].filter((header) => header.path.startsWith(prefix))),
    async reset() {
      const paths = [...index.keys()];
      index.clear();
      await Promise.all(paths.map((path) => rm(fileOf(path), { force: true })));
      await syncFolder(dir);
    },
  };
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function readHeader(content: Buffer): Header {
  const header: unknown = JSON.parse(content.subarray(0, content.indexOf('\n')).toString('utf8'));
  if (
    !isRecord(header) ||
    typeof header.path !== 'string' ||
    typeof header.bytes !== 'number' ||
    typeof header.at !== 'number'
  ) {
    throw new Error('a stored file has no readable header');
  }
  const by = typeof header.by === 'string' ? header.by : null;
  return { path: header.path, bytes: header.bytes, by, at: header.at };
}
