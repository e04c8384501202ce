/** Writes MP3 files (ISO/IEC 13818-3, layer III, one channel) of a steady tone: as long and as large as a phone's recorder makes them. */

/** Bit rates of MPEG 2 and 2.5 by their index in the header (kbit/s). */
const RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const;

/** The version and the index of each sample rate in the header. */
const SAMPLE_RATES: Readonly<Record<number, { version: number; index: number }>> = {
  8000: { version: 0, index: 2 },
  11025: { version: 0, index: 0 },
  12000: { version: 0, index: 1 },
  16000: { version: 2, index: 2 },
  22050: { version: 2, index: 0 },
  24000: { version: 2, index: 1 },
};

/** Samples of a frame, and lines of its spectrum. */
const SAMPLES = 576;

/** The pitch (Hz), and how loud it is: the global gain of the granule. */
const TONE = 440;
const GAIN = 188;

/** Whether files of this sample rate can be written. */
export const isWritable = (sampleRate: number): boolean => SAMPLE_RATES[sampleRate] !== undefined;

/** Numbers as bits, the highest first. */
function bitsOf(fields: readonly (readonly [value: number, width: number])[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const [value, width] of fields) {
    for (let bit = width - 1; bit >= 0; bit -= 1, at += 1) {
      const byte = bytes[at >> 3] ?? 0;
      if (((value >> bit) & 1) === 1) bytes[at >> 3] = byte | (0x80 >> (at & 7));
    }
  }
  return bytes;
}

/** Side information and main data of a frame: all lines of the spectrum are zero but the one of the tone. */
function toneBits(sampleRate: number): readonly (readonly [number, number])[] {
  const line = Math.round((TONE * 2 * SAMPLES) / sampleRate);
  const pairsBefore = line >> 1;
  // Huffman table 1: a pair of zeros is `1`, (1, 0) is `01`, (0, 1) is `001`; then the sign.
  const tone = line % 2 === 0 ? ([1, 2] as const) : ([1, 3] as const);
  const main = [...Array.from({ length: pairsBefore }, () => [1, 1] as const), tone, [0, 1] as const];
  const length = main.reduce((sum, [, width]) => sum + width, 0);
  return [
    // main_data_begin, private_bits
    [0, 8],
    [0, 1],
    // part2_3_length, big_values, global_gain, scalefac_compress
    [length, 12],
    [pairsBefore + 1, 9],
    [GAIN, 8],
    [0, 9],
    // No window switching; table 1 in all three regions, of which the first takes everything that matters.
    [0, 1],
    [1, 5],
    [1, 5],
    [1, 5],
    [7, 4],
    [7, 3],
    // scalefac_scale, count1table_select
    [0, 1],
    [1, 1],
    ...main,
  ];
}

/**
 * @param milliseconds - how long; a started frame is a whole one
 * @param sampleRate - see {@link isWritable}
 * @param bitRate - bit/s; the highest that the format knows and that is not above it
 */
export function toneMp3(milliseconds: number, sampleRate: number, bitRate: number): Uint8Array {
  const rate = SAMPLE_RATES[sampleRate];
  if (rate === undefined) throw new RangeError(`no MP3 of ${sampleRate} Hz`);
  const index = RATES.findLastIndex((kilobits) => kilobits * 1_000 <= bitRate);
  const kilobits = RATES[index] ?? 0;
  const slots = (kilobits * 72_000) / sampleRate;
  const frames = Math.max(1, Math.ceil((milliseconds * sampleRate) / 1_000 / SAMPLES));
  const said = toneBits(sampleRate);
  const files: number[] = [];
  let owed = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    owed += slots;
    // Where the rate does not come out even, some frames are a byte longer.
    const length = Math.floor(owed);
    owed -= length;
    const padded = length > Math.floor(slots) ? 1 : 0;
    const header = [0xff, 0xe3 | (rate.version << 3), (index << 4) | (rate.index << 2) | (padded << 1), 0xc4];
    files.push(...header, ...bitsOf(said, length - header.length));
  }
  return Uint8Array.from(files);
}
