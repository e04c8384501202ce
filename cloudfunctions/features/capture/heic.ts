/** HEIC (ISO/IEC 23008-12): every byte that no picture item lays claim to is overwritten with zeros, in place. */
import { boxes, itemData, itemTypes, only, uint, type Box, type ItemData } from './boxes';
import { NO_EXIF, readExif, type ExifFacts } from './exif';
import { notAnImage, part, u16, u32, u8, type Stripped } from './picture';

/** Items that are pictures or made of pictures. `Exif`, `mime` (XMP), `uri ` and unknown ones are not. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'grid', 'iden', 'iovl', 'tmap']);

/** Parts of `meta` that say how the picture is put together; `idat` is taken by extents like `mdat`. */
const STRUCTURE = new Set(['hdlr', 'dinf', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'grpl']);

/** Properties that change what is seen. Descriptions and vendors' own are not among them. */
const PROPERTIES = new Set(
  'hvcC lhvC ispe colr pixi pasp irot imir clap auxC clli mdcv cclv amve rloc lsel a1op oinf tols'.split(' '),
);

/** Phones write one `mdat`, some two. With thousands, looking up where an item lies would take minutes. */
const MOST_MEDIA = 16;

/** A stretch of the file, `end` excluded. */
interface Range {
  start: number;
  end: number;
}

/** The pieces of the file that its items are spread over. */
interface Layout {
  meta: Box;
  parts: Box[];
  media: Box[];
  idat: Box | undefined;
  types: Map<number, string>;
  data: Map<number, ItemData>;
}

function layoutOf(bytes: Buffer): Layout & { top: Box[] } {
  const top = boxes(bytes, 0, bytes.length);
  const meta = only(top, 'meta');
  // `meta` is a full box: version and flags come first.
  const parts = boxes(bytes, meta.content + 4, meta.end);
  const media = top.filter(({ type }) => type === 'mdat');
  if (media.length > MOST_MEDIA) throw notAnImage();
  return {
    top,
    meta,
    parts,
    media,
    idat: parts.find(({ type }) => type === 'idat'),
    types: itemTypes(bytes, only(parts, 'iinf')),
    data: itemData(bytes, only(parts, 'iloc')),
  };
}

/** The data of an item as ranges of the file. @throws AppError PHOTO_NOT_IMAGE when they lie outside `mdat` or `idat` */
function rangesOf(item: ItemData, { media, idat }: Layout): Range[] {
  return item.extents.map(({ offset, length }) => {
    const start = offset + (item.place === 'idat' ? (idat?.content ?? 0) : 0);
    const end = start + length;
    const holders = item.place === 'file' ? media : idat ? [idat] : [];
    if (!holders.some((box) => start >= box.content && end <= box.end)) throw notAnImage();
    return { start, end };
  });
}

/** The id of the item that is shown. */
function primaryItem(bytes: Buffer, parts: Box[]): number {
  const { content } = only(parts, 'pitm');
  return u8(bytes, content) === 0 ? u16(bytes, content + 4) : u32(bytes, content + 4);
}

/** The properties in `iprp/ipco`, and what stands beside it. */
function propertiesOf(bytes: Buffer, parts: Box[]): { properties: Box[]; beside: Box[] } {
  const { content, end } = only(parts, 'iprp');
  const inside = boxes(bytes, content, end);
  const ipco = only(inside, 'ipco');
  const properties = boxes(bytes, ipco.content, ipco.end);
  return { properties, beside: inside.filter((box) => box !== ipco) };
}

/** The largest extent that any item has: tiles, thumbnails and depth maps are smaller than the picture they belong to. */
function sizeOf(bytes: Buffer, properties: Box[]): { width: number; height: number } {
  const sizes = properties
    .filter(({ type }) => type === 'ispe')
    .map(({ content }) => ({ width: u32(bytes, content + 4), height: u32(bytes, content + 8) }))
    .sort((a, b) => b.width * b.height - a.width * a.height);
  const [largest] = sizes;
  if (largest === undefined || largest.width * largest.height === 0) throw notAnImage();
  return largest;
}

/** What the first `Exif` item says; its TIFF comes behind an offset of four bytes. */
function factsOf(bytes: Buffer, layout: Layout): ExifFacts {
  for (const [id, type] of layout.types) {
    const item = layout.data.get(id);
    if (type !== 'Exif' || item === undefined) continue;
    const block = Buffer.concat(rangesOf(item, layout).map(({ start, end }) => part(bytes, start, end)));
    if (block.length < 4) continue;
    return readExif(block.subarray(4 + Math.min(uint(block, 0, 4), block.length)));
  }
  return NO_EXIF;
}

/**
 * The same picture without metadata. The file keeps its length, so that every offset in it stays true; boxes that are
 * not part of the picture become `free`. The orientation of a HEIC is a property (`irot`, `imir`), which stays.
 * @throws AppError PHOTO_NOT_IMAGE when it is not a HEIC, or is built in a way of which it cannot be said what is metadata
 */
export function stripHeic(bytes: Buffer): Stripped {
  const layout = layoutOf(bytes);
  const { top, meta, parts, types, data } = layout;
  if (top[0]?.type !== 'ftyp' || !PICTURES.has(types.get(primaryItem(bytes, parts)) ?? ''))
    throw notAnImage();
  const { properties, beside } = propertiesOf(bytes, parts);

  const out = Buffer.alloc(bytes.length);
  const copy = (start: number, end: number): void => void part(bytes, start, end).copy(out, start);
  const keepHead = ({ start, content }: Box): void => copy(start, content);
  const free = (box: Box): void => {
    keepHead(box);
    out.write('free', box.start + 4, 'latin1');
  };

  for (const box of top) {
    if (box === top[0]) copy(box.start, box.end);
    else if (box.type === 'mdat') keepHead(box);
    else if (box.type !== 'meta') free(box);
  }
  copy(meta.start, meta.content + 4);
  for (const box of parts) {
    if (STRUCTURE.has(box.type)) copy(box.start, box.end);
    else if (box.type === 'idat') keepHead(box);
    else free(box);
  }
  const undrawn = properties.filter(({ type }) => !PROPERTIES.has(type));
  const unassociated = beside.filter(({ type }) => type !== 'ipma');
  for (const { content, end } of [...undrawn, ...unassociated]) out.fill(0, content, end);

  const pictures: Range[] = [];
  const metadata: Range[] = [];
  let claimed = 0;
  for (const [id, item] of data) {
    const ranges = rangesOf(item, layout);
    claimed += ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    // More than the file holds: items share their bytes, and nobody can say whose they are.
    if (claimed > bytes.length) throw notAnImage();
    (PICTURES.has(types.get(id) ?? '') ? pictures : metadata).push(...ranges);
  }
  if (pictures.every(({ start, end }) => start === end)) throw notAnImage();
  for (const { start, end } of pictures) copy(start, end);
  // Last, so that no picture item brings back what it shares with metadata.
  for (const { start, end } of metadata) out.fill(0, start, end);

  const size = sizeOf(bytes, properties);
  return { bytes: out, ...size, orientation: 1, takenAt: factsOf(bytes, layout).takenAt };
}
