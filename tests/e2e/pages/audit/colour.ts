/** Colours as the browser computes them, blended and compared after WCAG 2.2. */

/** Red, green and blue 0–255, opacity 0–1. */
export interface Colour {
  r: number;
  g: number;
  b: number;
  a: number;
}

export const WHITE: Colour = { r: 255, g: 255, b: 255, a: 1 };
export const BLACK: Colour = { r: 0, g: 0, b: 0, a: 1 };

/** A computed colour. @throws Error for a notation that is not known here, rather than guess */
export function parseColour(text: string): Colour {
  const numbers = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const [r = 0, g = 0, b = 0, a = 1] = numbers;
  if (/^rgba?\(/.test(text)) return { r, g, b, a };
  if (text.startsWith('color(srgb ')) return { r: r * 255, g: g * 255, b: b * 255, a };
  throw new Error(`an unknown notation of a colour: ${text}`);
}

/** One colour laid over another, which is opaque. */
export const over = (top: Colour, below: Colour): Colour => ({
  r: top.r * top.a + below.r * (1 - top.a),
  g: top.g * top.a + below.g * (1 - top.a),
  b: top.b * top.a + below.b * (1 - top.a),
  a: 1,
});

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = ({ r, g, b }: Colour): number =>
  0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);

/** Contrast of two opaque colours, 1–21. */
export function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The parts of a list that commas outside brackets divide. */
function parts(list: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of list) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      found.push(part.trim());
      part = '';
    } else part += letter;
  }
  return [...found, part.trim()];
}

const mix = (one: Colour, other: Colour, share: number): Colour => ({
  r: one.r + (other.r - one.r) * share,
  g: one.g + (other.g - one.g) * share,
  b: one.b + (other.b - one.b) * share,
  a: one.a + (other.a - one.a) * share,
});

/**
 * The colours a gradient may have at a height of its box.
 * @param image - a computed `background-image`
 * @param at - 0 top, 1 bottom
 * @returns one colour for a gradient from top to bottom, all its stops for any other; null when it is a picture
 */
export function gradientAt(image: string, at: number): Colour[] | null {
  const inside = /^linear-gradient\((.*)\)$/.exec(image)?.[1];
  if (inside === undefined) return null;
  const listed = parts(inside);
  const turned = /^(?:to |-?[\d.]+deg)/.test(listed[0] ?? '');
  const direction = turned ? listed.shift() : 'to bottom';
  const stops = listed.map((stop, index) => {
    const place = / (-?[\d.]+)%$/.exec(stop)?.[1];
    const fallback = listed.length === 1 ? 0 : index / (listed.length - 1);
    return { colour: parseColour(stop), at: place === undefined ? fallback : Number(place) / 100 };
  });
  if (direction !== 'to bottom' && direction !== '180deg') return stops.map(({ colour }) => colour);
  const after = stops.findIndex((stop) => stop.at >= at);
  const [last, first] = [stops.at(-1), stops[0]];
  if (after === -1) return last === undefined ? [] : [last.colour];
  const [upper, lower] = [stops[after - 1] ?? first, stops[after]];
  if (upper === undefined || lower === undefined) return [];
  const span = lower.at - upper.at;
  return [mix(upper.colour, lower.colour, span <= 0 ? 1 : (at - upper.at) / span)];
}
