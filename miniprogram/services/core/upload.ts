/** Where an upload lies and how large a picture may be. Pure. */
import { dayStamp } from '../../shared/time';

/** The long side of a picture that is sent (px). */
export const LONG_SIDE = 1_600;

const KNOWN = /\.(jpg|jpeg|png|webp|heic|pdf|mp3)$/;

/** The extension of a file that the server takes; anything unknown is named `jpg` and looked at by the server. */
export const extensionOf = (path: string): string =>
  KNOWN.exec(path.split('?')[0]?.toLowerCase() ?? '')?.[1] ?? 'jpg';

/** `evidence/{yyyymm}/{folder}/{id}.{ext}`; the month is +08:00. */
export const cloudPath = (folder: string, id: string, path: string, now: number): string =>
  `evidence/${dayStamp(now).slice(0, 6)}/${folder}/${id}.${extensionOf(path)}`;

/** The size to compress to, or null when the picture is small enough. */
export function fitted(width: number, height: number): { width: number; height: number } | null {
  const long = Math.max(width, height);
  if (long <= LONG_SIDE) return null;
  const scale = LONG_SIDE / long;
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
