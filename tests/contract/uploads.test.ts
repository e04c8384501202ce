/**
 * Ninety kinds of upload through the real storage and the report: each is refused in words, or served without anything in
 * it but the picture, as a reader of metadata that is not ours finds.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import { MINUTE } from '../../miniprogram/shared/time';
import { takePhoto } from '../support/evidence';
import { MARKS, UPLOADS, type Upload } from '../support/uploads';
import { look, report, reportInput } from './support/desk';
import { phone, useCloud } from './support/plant';
import { errorOf } from './support/refusal';
import { root } from './support/repository';
import { sampled } from '../support/sample';

const cloud = useCloud();

/** Pictures of the demonstration plant, as real as they come. */
const PHOTOS = join(root, 'scripts/demo/photos');
const DEMO = readdirSync(PHOTOS)
  .filter((name) => name.endsWith('.jpg'))
  .slice(0, 3)
  .map((name): Upload => [name, () => readFileSync(join(PHOTOS, name)), 'jpeg']);

const isCode = (becomes: string): boolean => becomes.startsWith('PHOTO_');
/** With the extension spelt out: a missing argument would be taken for a callback. */
const rows = (all: readonly Upload[]): [string, Upload[1], Upload[2], string][] =>
  all.map(([what, file, becomes, extension = 'jpg']) => [what, file, becomes, extension]);
const TAKEN = rows([...UPLOADS, ...DEMO].filter(([, , becomes]) => !isCode(becomes)));
const REFUSED = rows(UPLOADS.filter(([, , becomes]) => isCode(becomes)));

it('knows more than sixty kinds, each once', () => {
  const kinds = UPLOADS.map(([what]) => what);
  expect(kinds.length).toBeGreaterThan(60);
  expect(new Set(kinds).size).toBe(kinds.length);
});

const SIGNATURES: Record<string, RegExp> = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n\x1a\n/,
  webp: /^RIFF[^]{4}WEBP/,
  heic: /^[^]{4}ftyp/,
};

/** Whether a file ends where its picture ends. */
const ENDS: Record<string, (bytes: Buffer) => boolean> = {
  jpeg: (bytes) =>
    bytes.indexOf('\xff\xd9', 0, 'latin1') === bytes.length - 2 ||
    bytes.subarray(-2).equals(Buffer.from([0xff, 0xd9])),
  png: (bytes) => bytes.indexOf('IEND') === bytes.length - 8,
  webp: (bytes) => bytes.readUInt32LE(4) + 8 === bytes.length,
  heic: () => true,
};

const CHUNKS: Record<string, RegExp> = {
  png: /^(IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|bKGD|pHYs|eXIf)$/,
  webp: /^(VP8 |VP8L|VP8X|ALPH|ICCP|EXIF)$/,
};

/** Names of the chunks of a PNG or WebP. */
function chunksOf(format: string, bytes: Buffer): string[] {
  const isPng = format === 'png';
  const names: string[] = [];
  for (let at = isPng ? 8 : 12; at < bytes.length;) {
    const length = isPng ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at + 4);
    names.push(bytes.toString('latin1', isPng ? at + 4 : at, isPng ? at + 8 : at + 4));
    at += isPng ? 12 + length : 8 + length + (length % 2);
  }
  return names;
}

/** What a reader of metadata finds but the orientation; it knows no WebP. */
async function metadataIn(format: string, bytes: Buffer): Promise<object> {
  if (format === 'webp') return {};
  const everything = {
    tiff: true,
    exif: true,
    gps: true,
    interop: true,
    ifd1: true,
    xmp: true,
    iptc: true,
    makerNote: true,
    userComment: true,
  };
  const read: unknown = await exifr.parse(bytes, {
    ...everything,
    jfif: false,
    ihdr: false,
    icc: false,
    multiSegment: true,
    translateKeys: true,
  });
  const found = { ...(read as Record<string, unknown> | undefined) };
  delete found['Orientation'];
  // It stumbles over pictures that hold no real one.
  delete found['errors'];
  return found;
}

/** The file as a colleague's phone fetches it. */
async function served(orderId: string): Promise<{ format: string | null; bytes: Buffer }> {
  for (let tries = 0; tries < 10; tries += 1) {
    const [picture] = (await look(cloud(), phone('keeper'), orderId)).photos;
    if (typeof picture?.url === 'string') {
      return { format: picture.format, bytes: Buffer.from(await (await fetch(picture.url)).arrayBuffer()) };
    }
    expect(picture).toMatchObject({ state: 'pending' });
    // On a busy machine sealing is left to the timer.
    await cloud().clock({ advance: MINUTE });
  }
  throw new Error('never sealed');
}

it.each(sampled(TAKEN, 3))(
  'serves %s as nothing but its picture',
  async (_what, file, becomes, extension) => {
    const taken = await takePhoto(cloud(), phone('reporter'), file(), extension);
    const { id } = await report(cloud(), phone('reporter'), { photos: [taken] });
    const { format, bytes } = await served(id);
    expect(format).toBe(becomes);
    expect(bytes.toString('latin1', 0, 16)).toMatch(SIGNATURES[becomes]!);
    expect(MARKS.filter((mark) => bytes.includes(mark, 0, 'latin1'))).toEqual([]);
    expect(ENDS[becomes]!(bytes)).toBe(true);
    const allowed = CHUNKS[becomes];
    if (allowed !== undefined)
      expect(chunksOf(becomes, bytes).filter((name) => !allowed.test(name))).toEqual([]);
    expect(await metadataIn(becomes, bytes)).toEqual({});
  },
);

it.each(sampled(REFUSED, 3))('refuses %s in words', async (_what, file, becomes, extension) => {
  const taken = await takePhoto(cloud(), phone('reporter'), file(), extension);
  const before = (await cloud().dump('orders')).length;
  const { code, fields } = errorOf(
    await cloud().call(phone('reporter'), 'orders.report', reportInput({ photos: [taken] })),
  );
  expect(code).toBe(becomes);
  expect(Object.keys(fields ?? {})).toEqual(['photos.0']);
  expect((await cloud().dump('orders')).length).toBe(before);
});

it('finds with its reader what it looks for, in the files as they were uploaded', async () => {
  const upload = UPLOADS.find(([what]) => what === 'a JPEG with GPS in its EXIF');
  expect(await metadataIn('jpeg', upload![1]())).toMatchObject({
    latitude: expect.closeTo(31.230416, 4) as number,
  });
});
