/** The boxes of an ISO base media file (ISO/IEC 14496-12), as far as a HEIC needs them. */
import { notAnImage, part, text, u16, u32, u8 } from './picture';

/** Positions are from the start of the file. */
export interface Box {
  type: string;
  start: number;
  /** Where its content begins, behind size and type. */
  content: number;
  end: number;
}

/**
 * The boxes that lie between two positions, one after the other.
 * @throws AppError PHOTO_NOT_IMAGE when a box is shorter than its head or reaches beyond `end`
 */
export function boxes(bytes: Buffer, start: number, end: number): Box[] {
  const found: Box[] = [];
  for (let at = start; at < end;) {
    const size = u32(bytes, at);
    const type = text(bytes, at + 4, 4);
    const content = at + (size === 1 ? 16 : 8);
    const length = size === 1 ? uint(bytes, at + 8, 8) : size === 0 ? end - at : size;
    const box = { type, start: at, content, end: at + length };
    if (box.end < content || box.end > end) throw notAnImage();
    found.push(box);
    at = box.end;
  }
  return found;
}

/** An unsigned number of 0–8 bytes, big-endian. @throws AppError PHOTO_NOT_IMAGE past the end or above 2^48 */
export function uint(bytes: Buffer, at: number, length: number): number {
  const value = part(bytes, at, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  if (value >= 2 ** 48) throw notAnImage();
  return value;
}

/** The only box of a type. @throws AppError PHOTO_NOT_IMAGE when there is none or more than one */
export function only(list: Box[], type: string): Box {
  const [box, ...others] = list.filter((candidate) => candidate.type === type);
  if (box === undefined || others.length > 0) throw notAnImage();
  return box;
}

/** Item id → item type, from `iinf`. @throws AppError PHOTO_NOT_IMAGE for entries without a type (versions 0, 1) */
export function itemTypes(bytes: Buffer, iinf: Box): Map<number, string> {
  const types = new Map<number, string>();
  const entries = iinf.content + (u8(bytes, iinf.content) === 0 ? 6 : 8);
  for (const infe of boxes(bytes, entries, iinf.end)) {
    const version = u8(bytes, infe.content);
    if (infe.type !== 'infe' || (version !== 2 && version !== 3)) throw notAnImage();
    const wide = version === 3 ? 4 : 2;
    const id = uint(bytes, infe.content + 4, wide);
    if (types.has(id)) throw notAnImage();
    types.set(id, text(bytes, infe.content + 4 + wide + 2, 4));
  }
  return types;
}

/** A stretch of an item's data. */
export interface Extent {
  /** From the start of the file, or of `idat`. */
  offset: number;
  length: number;
}

export interface ItemData {
  place: 'file' | 'idat';
  extents: Extent[];
}

/**
 * Where the data of each item is, from `iloc`.
 * @throws AppError PHOTO_NOT_IMAGE for data in other files, in other items, or of unstated length
 */
export function itemData(bytes: Buffer, iloc: Box): Map<number, ItemData> {
  const version = u8(bytes, iloc.content);
  if (version > 2) throw notAnImage();
  const sizes = u16(bytes, iloc.content + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const idSize = version === 2 ? 4 : 2;
  // An unstated length means "all of the file", which is not what a phone writes; it would also make reading endless.
  if (lengthSize === 0) throw notAnImage();

  let at = iloc.content + 6;
  const next = (length: number): number => {
    if (at + length > iloc.end) throw notAnImage();
    at += length;
    return uint(bytes, at - length, length);
  };
  const items = new Map<number, ItemData>();
  for (let left = next(idSize); left > 0; left -= 1) {
    const id = next(idSize);
    const method = version === 0 ? 0 : next(2) & 15;
    const elsewhere = next(2) !== 0;
    if (method > 1 || elsewhere || items.has(id)) throw notAnImage();
    const base = next(baseSize);
    const extents: Extent[] = [];
    for (let more = next(2); more > 0; more -= 1) {
      next(indexSize);
      extents.push({ offset: base + next(offsetSize), length: next(lengthSize) });
    }
    items.set(id, { place: method === 1 ? 'idat' : 'file', extents });
  }
  return items;
}
