/** Reads a file out of a ZIP archive, as which documents of Office come. */
import { inflateRawSync } from 'node:zlib';

/** Signatures of a file's entry in the directory, and of the directory's end. */
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/** Stored as it is, or deflated. */
const STORED = 0;

function endOf(archive: Buffer): number {
  for (let at = archive.length - 22; at >= 0; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  throw new Error('no ZIP archive');
}

/** @throws Error when the archive has no such file */
export function unzipped(archive: Buffer, name: string): Buffer {
  const end = endOf(archive);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('no ZIP archive');
    const [length, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    if (length === undefined || extra === undefined || comment === undefined) break;
    if (archive.toString('utf8', at + 46, at + 46 + length) === name) {
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      return archive.readUInt16LE(at + 10) === STORED ? bytes : inflateRawSync(bytes);
    }
    at += 46 + length + extra + comment;
  }
  throw new Error(`no ${name} in the archive`);
}
