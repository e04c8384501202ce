/** Files of every format with a telltale text in each place where metadata can hide, built byte by byte. */
import { deflateRawSync } from 'node:zlib';
import { jpeg, png } from '../../support/pictures';

/** Must not be found in anything that is kept. */
export const TELLTALE = 'TELLTALE-31.2304N';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const be16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const be32 = (value: number): Buffer =>
  Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
const le32 = (value: number): Buffer => be32(value).reverse();

export interface ExifOptions {
  orientation?: number;
  taken?: string;
  zone?: string;
  byteOrder?: 'II' | 'MM';
}

/** A TIFF with make (the telltale), orientation, and a directory with the time taken. */
export function exif({ orientation = 1, taken, zone, byteOrder = 'MM' }: ExifOptions = {}): Buffer {
  const order = (bytes: Buffer): Buffer => (byteOrder === 'MM' ? bytes : bytes.reverse());
  const [b16, b32] = [(n: number) => order(be16(n)), (n: number) => order(be32(n))];
  const texts: Buffer[] = [];
  const directoryAt = 8 + 2 + 3 * 12 + 4;
  const details = [
    ...(taken === undefined ? [] : [{ id: 0x9003, text: taken }]),
    ...(zone === undefined ? [] : [{ id: 0x9011, text: zone }]),
  ];
  let textAt = directoryAt + 2 + details.length * 12 + 4;
  const ascii = (id: number, text: string): Buffer => {
    const value = latin1(`${text}\0`);
    texts.push(value);
    textAt += value.length;
    return Buffer.concat([b16(id), b16(2), b32(value.length), b32(textAt - value.length)]);
  };
  return Buffer.concat([
    latin1(byteOrder),
    b16(42),
    b32(8),
    b16(3),
    ascii(0x010f, TELLTALE),
    Buffer.concat([b16(0x0112), b16(3), b32(1), b16(orientation), b16(0)]),
    Buffer.concat([b16(0x8769), b16(4), b32(1), b32(directoryAt)]),
    b32(0),
    b16(details.length),
    ...details.map(({ id, text }) => ascii(id, text)),
    b32(0),
    ...texts,
  ]);
}

/** A JPEG segment. */
export const segment = (marker: number, body: Buffer | string): Buffer => {
  const bytes = typeof body === 'string' ? latin1(body) : body;
  return Buffer.concat([Buffer.from([0xff, marker]), be16(bytes.length + 2), bytes]);
};

export const SOI = Buffer.from([0xff, 0xd8]);
export const EOI = Buffer.from([0xff, 0xd9]);
export const exifSegment = (options?: ExifOptions): Buffer =>
  segment(0xe1, Buffer.concat([latin1('Exif\0\0'), exif(options)]));
export const icc = segment(0xe2, `ICC_PROFILE\0\x01\x01profile`);
export const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\x01');

/** Everything a phone writes around a picture, to be inserted behind SOI. */
export const phoneSegments = (options?: ExifOptions): Buffer[] => [
  exifSegment(options),
  segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${TELLTALE}</x>`),
  segment(0xe0, `JFXX\0\x10${TELLTALE}`),
  icc,
  segment(0xe2, `MPF\0${TELLTALE}`),
  segment(0xed, `Photoshop 3.0\0${TELLTALE}`),
  adobe,
  segment(0xfe, TELLTALE),
];

/** A progressive JPEG of two scans with stuffed zeros, restart markers and fill bytes. Its coefficients mean nothing. */
export const progressive = (): { file: Buffer; frame: Buffer; scans: Buffer[] } => {
  const frame = segment(0xc2, Buffer.from([8, 0, 16, 0, 24, 1, 1, 0x11, 0]));
  const table = segment(0xc4, Buffer.from([0, 1, ...Array.from({ length: 15 }, () => 0), 0]));
  const scan = (...data: number[]): Buffer =>
    Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])), Buffer.from(data)]);
  const scans = [scan(1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff, 0xd7, 0xff, 0), scan(0xff, 0, 0xff, 0xff)];
  return { file: Buffer.concat([SOI, frame, table, ...scans, EOI]), frame, scans };
};

/** A real JPEG with all that a phone writes, and what some append behind it. */
export const phoneJpeg = (options?: ExifOptions): Buffer => {
  const plain = jpeg();
  return Buffer.concat([SOI, ...phoneSegments(options), plain.subarray(2), latin1(`ftypmp42${TELLTALE}`)]);
};

/** A PNG chunk; nobody checks its checksum. */
export const pngChunk = (type: string, data: Buffer | string): Buffer => {
  const bytes = typeof data === 'string' ? latin1(data) : data;
  return Buffer.concat([be32(bytes.length), latin1(type), bytes, be32(0)]);
};

/** A real PNG with every chunk that may tell something. */
export const phonePng = (options?: ExifOptions): Buffer => {
  const plain = png();
  const [header, rest] = [plain.subarray(0, 33), plain.subarray(33)];
  return Buffer.concat([
    header,
    pngChunk('tEXt', `Comment\0${TELLTALE}`),
    pngChunk('zTXt', Buffer.concat([latin1('Raw\0\0'), deflateRawSync('text'), latin1(TELLTALE)])),
    pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${TELLTALE}`),
    pngChunk('tIME', Buffer.alloc(7)),
    pngChunk('caBX', TELLTALE),
    pngChunk('eXIf', exif(options)),
    rest,
    latin1(TELLTALE),
  ]);
};

/** A RIFF chunk, padded to an even length. */
export const riffChunk = (type: string, data: Buffer | string): Buffer => {
  const bytes = typeof data === 'string' ? latin1(data) : data;
  return Buffer.concat([latin1(type), le32(bytes.length), bytes, Buffer.alloc(bytes.length % 2)]);
};

export const webp = (...chunks: Buffer[]): Buffer =>
  riffChunk('RIFF', Buffer.concat([latin1('WEBP'), ...chunks]));

/** One pixel each, as cwebp writes it. */
export const LOSSLESS = riffChunk('VP8L', Buffer.from('LwAAABAHEBERiIj+Bw==', 'base64'));
export const LOSSY = riffChunk('VP8 ', Buffer.from('MAEAnQEqAQABAA7A/iWkAANwAAAAAA==', 'base64'));

export const vp8x = (flags: number): Buffer =>
  riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

/** A WebP with profile, EXIF, XMP and a chunk of somebody's own. */
export const phoneWebp = (options?: ExifOptions): Buffer =>
  Buffer.concat([
    webp(
      vp8x(0x2c),
      riffChunk('ICCP', 'profile'),
      LOSSY,
      riffChunk('EXIF', exif(options)),
      riffChunk('XMP ', `<x>${TELLTALE}</x>`),
      riffChunk('GPSD', TELLTALE),
    ),
    latin1(TELLTALE),
  ]);

/** An ISO box. */
export const box = (type: string, ...content: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? latin1(one) : one)));
  return Buffer.concat([be32(body.length + 8), latin1(type), body]);
};

const fullBox = (type: string, version: number, ...content: (Buffer | string)[]): Buffer =>
  box(type, be32(version << 24), ...content);

/** The coded picture inside {@link heic}. */
export const HEVC = 'coded picture data';

interface HeicOptions {
  exif?: ExifOptions;
  /** Type of the item that is shown. */
  primary?: string;
  /** Bytes to move the Exif item by; it then overlaps the picture or leaves the file. */
  shift?: number;
  /** Another box at the end of the file. */
  trailer?: Buffer;
  /** Data reference of the items; not 0 means another file. */
  elsewhere?: number;
  /** How many further picture items lay claim to all that is there. */
  greedy?: number;
  /** Type of the box that holds the data. */
  media?: string;
  /** Bytes of an extent's length field. */
  lengthSize?: 0 | 4;
}

/** A HEIC as phones build it: picture, Exif and XMP items in `mdat`, a grid in `idat`, descriptions here and there. */
export function heic(options: HeicOptions = {}): Buffer {
  const {
    primary = 'hvc1',
    shift = 0,
    trailer = box('free', TELLTALE),
    elsewhere = 0,
    greedy = 0,
    media = 'mdat',
    lengthSize = 4,
  } = options;
  const block = Buffer.concat([be32(6), latin1('Exif\0\0'), exif(options.exif)]);
  const xmp = latin1(`<x>${TELLTALE}</x>`);
  const grid = latin1('grid....');
  const hidden = latin1(TELLTALE);
  const ftyp = box('ftyp', 'heic', be32(0), 'mif1heic');
  const infe = (id: number, type: string): Buffer => fullBox('infe', 2, be16(id), be16(0), type, '\0');
  const greedyIds = Array.from({ length: greedy }, (_, index) => 5 + index);
  const build = (mediaAt: number): Buffer => {
    const exifAt = mediaAt + HEVC.length;
    const item = (id: number, method: number, offset: number, length: number): Buffer =>
      Buffer.concat([
        be16(id),
        be16(method),
        be16(elsewhere),
        be16(1),
        be32(offset),
        lengthSize === 4 ? be32(length) : Buffer.alloc(0),
      ]);
    const meta = fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, be32(0), 'pict', Buffer.alloc(13)),
      fullBox('pitm', 0, be16(1)),
      fullBox(
        'iinf',
        0,
        be16(4 + greedy),
        ...[infe(1, primary), infe(2, 'Exif'), infe(3, 'mime'), infe(4, 'grid')],
        ...greedyIds.map((id) => infe(id, 'hvc1')),
      ),
      box(
        'iprp',
        box(
          'ipco',
          fullBox('ispe', 0, be32(4), be32(3)),
          fullBox('ispe', 0, be32(40), be32(30)),
          fullBox('udes', 0, `${TELLTALE}\0`),
        ),
        fullBox('ipma', 0, be32(0)),
      ),
      box('xml ', TELLTALE),
      box('idat', grid, hidden),
      fullBox(
        'iloc',
        1,
        Buffer.from([0x40 + lengthSize, 0]),
        be16(4 + greedy),
        item(1, 0, mediaAt, HEVC.length),
        item(2, 0, exifAt + shift, block.length),
        item(3, 0, exifAt + block.length, xmp.length),
        item(4, 1, 0, grid.length),
        ...greedyIds.map((id) => item(id, 0, mediaAt, HEVC.length + block.length + xmp.length)),
      ),
    );
    return Buffer.concat([ftyp, meta, box(media, HEVC, block, xmp, hidden), trailer]);
  };
  const metaLength = build(0).readUInt32BE(ftyp.length);
  return build(ftyp.length + metaLength + 8);
}

/** The least that is a PDF. */
export const pdf = (): Buffer =>
  latin1(
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n47\n%%EOF\n',
  );

/** One file of each format, with everything in it that must go. */
export const phoneFiles = (options?: ExifOptions): Record<string, Buffer> => ({
  jpeg: phoneJpeg(options),
  png: phonePng(options),
  webp: phoneWebp(options),
  heic: heic(options === undefined ? {} : { exif: options }),
});
