/** The files of a ZIP archive, as which documents of Office come. */
import { inflateRawSync } from 'node:zlib';

/** An entry of the directory, and the directory's end. */
const ENTRY = 0x02014b50;
const END = Buffer.from('PK\x05\x06', 'latin1');

/** Not deflated. */
const STORED = 0;

/** @returns name → content */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(archive.lastIndexOf(END) + 16);
  while (archive.readUInt32LE(at) === ENTRY) {
    const length = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(from, from + archive.readUInt32LE(at + 20));
    const isStored = archive.readUInt16LE(at + 10) === STORED;
    files.set(
      archive.toString('utf8', at + 46, at + 46 + length),
      isStored ? packed : inflateRawSync(packed),
    );
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
