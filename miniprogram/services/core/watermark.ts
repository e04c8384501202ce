/** What is burnt into a photo and where: time and place on a dark band along its lower edge, never a person's name. Pure. */
import { clockText, isoDay } from '../../shared/time';

/** Where everything goes (px of the picture). */
export interface Watermark {
  /** Height of the letters. */
  size: number;
  band: { top: number; height: number };
  /** Texts with the left end of their base line. */
  lines: { text: string; x: number; y: number }[];
}

/** Letters are this part of the shorter side: readable on a phone, and nothing of the scene is lost. */
const LETTERS = 1 / 26;
/** The smallest letters (px). */
const SMALLEST = 12;

/** `2026-11-22 14:10` in +08:00. */
export const markTime = (at: number): string => `${isoDay(at)} ${clockText(at)}`;

/**
 * Plans the mark of a picture; letters shrink until the longest line fits.
 * @param measure - how wide a text is in letters of a size (px)
 */
export function planWatermark(
  picture: { width: number; height: number },
  texts: readonly string[],
  measure: (text: string, size: number) => number,
): Watermark {
  const said = texts.filter((text) => text !== '');
  const wanted = Math.max(SMALLEST, Math.round(Math.min(picture.width, picture.height) * LETTERS));
  const room = picture.width - 2 * wanted;
  const widest = Math.max(1, ...said.map((text) => measure(text, wanted)));
  const size = widest <= room ? wanted : Math.max(SMALLEST, Math.floor((wanted * room) / widest));
  const step = Math.round(size * 1.4);
  const height = said.length * step + Math.round(size * 0.7);
  const top = picture.height - height;
  return {
    size,
    band: { top, height },
    lines: said.map((text, index) => ({ text, x: size, y: top + (index + 1) * step })),
  };
}
