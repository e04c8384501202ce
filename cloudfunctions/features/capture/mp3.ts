/** MP3 (ISO/IEC 11172-3 and 13818-3, layer III): what is heard stays, every tag around it goes. */
import { AppError } from '../../../miniprogram/shared/errors';
import { text, u16, u8 } from './picture';

/** A recording as it may be kept: frames and nothing else. */
export interface Heard {
  bytes: Buffer;
  /** How long it lasts, counted from its frames. */
  seconds: number;
}

/** The shortest recording that says anything (s): a third of what the phone takes for too short. */
const LEAST = 0.2;

/** The longest that is taken (s): the 15 of the phone, and what a slow one records past them. */
export const MAX_VOICE_SECONDS = 20;

/** Bit rates by the index in the header (kbit/s); free format and the reserved index are not among them. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const;

/** Sample rates of MPEG 1 by the index in the header (Hz); MPEG 2 has half, 2.5 a quarter. */
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;

/** Tags that encoders put into a first frame without sound: how many frames follow, and their own name. */
const SUMMARIES = ['Xing', 'Info', 'VBRI'];

const notAudio = (): AppError => new AppError('VOICE_NOT_AUDIO');

/** What a header says of its frame. */
interface Frame {
  /** MPEG 1 has two granules of 576 samples in a frame, the later ones one. */
  granules: 1 | 2;
  sampleRate: number;
  channels: 1 | 2;
  /** Bytes of header and checksum. */
  head: number;
  /** Bytes of the whole frame. */
  length: number;
}

/** The frame that begins here; null when none does. */
function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + 4 > bytes.length) return null;
  const [sync, coding, mode] = [u16(bytes, at), u8(bytes, at + 2), u8(bytes, at + 3)];
  const version = (sync >> 3) & 3;
  const isLayer3 = (sync & 0xffe0) === 0xffe0 && ((sync >> 1) & 3) === 1;
  const base = SAMPLE_RATES[(coding >> 2) & 3];
  const rate = (version === 3 ? RATES_1 : RATES_2)[coding >> 4];
  // 1 is reserved among versions, 2 among emphases.
  if (!isLayer3 || version === 1 || base === undefined || !rate || (mode & 3) === 2) return null;
  const granules = version === 3 ? 2 : 1;
  const sampleRate = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const length = Math.floor((granules * 72_000 * rate) / sampleRate) + ((coding >> 1) & 1);
  return { granules, sampleRate, channels: mode >> 6 === 3 ? 1 : 2, head: (sync & 1) === 1 ? 4 : 6, length };
}

/** Bytes of the side information behind the head. */
const sideLength = ({ granules, channels }: Frame): number =>
  granules === 2 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;

/** Reads numbers of some bits, the highest first. */
function bitReader(bytes: Buffer, start: number): (count: number) => number {
  let at = start * 8;
  return (count) => {
    let value = 0;
    for (let left = count; left > 0; left -= 1, at += 1)
      value = value * 2 + ((u8(bytes, at >> 3) >> (7 - (at & 7))) & 1);
    return value;
  };
}

/**
 * Whether a decoder could make sound of a frame: what its side information promises fits into what there is. Text or code
 * behind a header seldom passes, and never frame after frame.
 */
function isSound(bytes: Buffer, at: number, frame: Frame): boolean {
  const { granules, channels, head, length } = frame;
  const side = sideLength(frame);
  const isMpeg1 = granules === 2;
  const bits = bitReader(bytes, at + head);
  // From here on back, the sound of this frame may begin in frames before it.
  const borrowed = bits(isMpeg1 ? 9 : 8);
  bits(isMpeg1 ? (channels === 1 ? 5 : 3) : channels);
  if (isMpeg1) bits(4 * channels);
  let used = 0;
  for (let part = granules * channels; part > 0; part -= 1) {
    used += bits(12);
    const pairs = bits(9);
    bits(8 + (isMpeg1 ? 4 : 9));
    const isSwitched = bits(1) === 1;
    const blockType = bits(2);
    bits(20 + (isMpeg1 ? 3 : 2));
    if (pairs > 288 || (isSwitched && blockType === 0)) return false;
  }
  return used <= (borrowed + Math.max(0, length - head - side)) * 8;
}

/** Whether a frame holds no sound but a summary of the file. */
function isSummary(bytes: Buffer, at: number, frame: Frame): boolean {
  const places = [at + frame.head + sideLength(frame), at + 4 + 32];
  return places.some((place) => place + 4 <= at + frame.length && SUMMARIES.includes(text(bytes, place, 4)));
}

/** Where the first frame is: behind the ID3v2 tags, which say their own length (four times seven bits). */
function afterTags(bytes: Buffer): number {
  let at = 0;
  while (bytes.toString('latin1', at, at + 3) === 'ID3' && at + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, offset) => sum * 128 + (u8(bytes, at + offset) & 127), 0);
    const hasFooter = (u8(bytes, at + 5) & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return at;
}

/** Where frames end: before an ID3v1 tag, the last 128 bytes. */
function beforeTag(bytes: Buffer): number {
  const at = bytes.length - 128;
  return at >= 0 && bytes.toString('latin1', at, at + 3) === 'TAG' ? at : bytes.length;
}

/**
 * The same recording as its frames alone: no tag, no picture in a tag, nothing before, between or behind them. A last
 * frame that was cut off goes too, as a phone that was switched off leaves it.
 * @throws AppError VOICE_NOT_AUDIO when it is not one recording from end to end; VOICE_TOO_LARGE when it lasts longer
 * than {@link MAX_VOICE_SECONDS}
 */
export function stripMp3(bytes: Buffer): Heard {
  const start = afterTags(bytes);
  const end = beforeTag(bytes);
  const first = frameAt(bytes, start);
  if (first === null) throw notAudio();
  const kept: Buffer[] = [];
  for (let at = start; at < end;) {
    const frame = frameAt(bytes, at);
    const isSame = frame?.sampleRate === first.sampleRate && frame.channels === first.channels;
    if (frame === null || !isSame) {
      // The end of a file that was cut off may not even hold a header.
      if (at + 4 > end && kept.length > 0 && bytes[at] === 0xff) break;
      throw notAudio();
    }
    if (at + frame.length > end) break;
    if (!isSound(bytes, at, frame)) throw notAudio();
    if (at > start || !isSummary(bytes, at, frame)) kept.push(bytes.subarray(at, at + frame.length));
    at += frame.length;
  }
  const seconds = (kept.length * first.granules * 576) / first.sampleRate;
  if (seconds < LEAST) throw notAudio();
  if (seconds > MAX_VOICE_SECONDS) throw new AppError('VOICE_TOO_LARGE');
  return { bytes: Buffer.concat(kept), seconds: Math.round(seconds * 10) / 10 };
}
