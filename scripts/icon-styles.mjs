/** The style sheets of the icons and of the loop: every drawing as a mask, so that it takes the colour of its text. */
import { GLYPHS, ICONS, PICTOGRAMS } from './icon-shapes.mjs';

/** One of the five segments of the loop, first clockwise from the top; the gap is 23 % as in the logo. */
const RING = { view: 40, radius: 17.2, gap: 0.23 };

/**
 * @param {string} shape
 * @param {string} [colour]
 * @param {number} [size]
 */
export const svg = (shape, colour = '#000', size = 24) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" ` +
  `stroke="${colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;

/** @param {string} text */
const dataUri = (text) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;

/** @param {number} width - of the stroke, in units of a 40 × 40 drawing */
function segment(width) {
  const { view, radius, gap } = RING;
  const length = (2 * Math.PI * radius) / 5;
  const filled = (length * (1 - gap)).toFixed(2);
  const start = (length * (gap / 2)).toFixed(2);
  const half = view / 2;
  return dataUri(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${view} ${view}"><circle cx="${half}" cy="${half}" ` +
      `r="${radius}" fill="none" stroke="#000" stroke-width="${width}" stroke-dasharray="${filled} 200" ` +
      `stroke-dashoffset="-${start}" transform="rotate(-90 ${half} ${half})"/></svg>`,
  );
}

/** The style sheet of the icon component. */
export function iconStyles() {
  const all = { ...PICTOGRAMS, ...ICONS };
  const rules = Object.entries(all).map(([name, shape]) => `.i-${name}{--i:url(${dataUri(svg(shape))})}`);
  return `/* Written by scripts/icons.mjs. */
.i{display:block;flex:none;background-color:currentColor;-webkit-mask:var(--i) center/contain no-repeat;mask:var(--i) center/contain no-repeat}
${rules.join('\n')}
`;
}

/** The masks of the loop; small rings have a heavier line. */
export function ringStyles() {
  return `/* Written by scripts/icons.mjs. */
.loop-seg{-webkit-mask:url(${segment(5)}) center/contain no-repeat;mask:url(${segment(5)}) center/contain no-repeat}
.loop-small .loop-seg{-webkit-mask-image:url(${segment(6.4)});mask-image:url(${segment(6.4)})}
`;
}

/** The glyphs of TDesign's icon font as masks of ours, for the whole app: TDesign's components take its styles. */
export function glyphStyles() {
  const names = Object.keys(GLYPHS);
  const rules = Object.entries(GLYPHS).map(
    ([name, shape]) => `.t-icon-${name}{--glyph:url(${dataUri(svg(shape))})}`,
  );
  return `/* Written by scripts/icons.mjs. */
${names.map((name) => `.t-icon-${name}:before`).join(',')}{content:'';display:block;width:1em;height:1em;background-color:currentColor;-webkit-mask:var(--glyph) center/contain no-repeat;mask:var(--glyph) center/contain no-repeat}
${rules.join('\n')}
`;
}
