/** Whether it is dark around a person: by the hour, or by what the camera sees. Pure. */
import { wallClock } from '../../shared/time';

/** One frame of a camera: four bytes a pixel, red, green, blue and opacity. */
export interface Frame {
  width: number;
  height: number;
  data: ArrayBuffer;
}

/** Sheds are dark from seven in the evening to six in the morning. */
const EVENING = 19;
const MORNING = 6;

/** Below this mean brightness (0–255) a white screen dazzles. */
const DIM = 56;

/** How many pixels are looked at. */
const SAMPLES = 2_000;

/** @param now - ms since the epoch; the hour is that of +08:00 */
export function isLate(now: number): boolean {
  const { hour } = wallClock(now);
  return hour >= EVENING || hour < MORNING;
}

/** Mean brightness of a frame, 0–255, after ITU-R BT.601. */
export function brightness({ data }: Frame): number {
  const bytes = new Uint8Array(data);
  const step = 4 * Math.max(1, Math.floor(bytes.length / 4 / SAMPLES));
  let [sum, count] = [0, 0];
  for (let at = 0; at + 3 < bytes.length; at += step) {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(at, at + 3);
    sum += 0.299 * red + 0.587 * green + 0.114 * blue;
    count += 1;
  }
  return count === 0 ? 255 : sum / count;
}

/** Whether a camera sees little. */
export const isDim = (frame: Frame): boolean => brightness(frame) < DIM;
