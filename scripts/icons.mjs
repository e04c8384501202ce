/** `node scripts/icons.mjs`: writes the icons as masks in one WXSS file, the ring of five segments, and the tab bar's pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICONS, PICTOGRAMS } from './icon-shapes.mjs';

const app = join(dirname(fileURLToPath(import.meta.url)), '../miniprogram');

/** Tab bar pictures: 81 × 81 px as WeChat recommends, in ink-3 and accent of the tokens. */
const TABS = { names: ['home', 'orders', 'messages', 'me'], size: 81, idle: '#5E6B67', chosen: '#0B6B62' };

/** One of the five segments of the loop, first clockwise from the top; the gap is 23 % as in the logo. */
const RING = { view: 40, radius: 17.2, gap: 0.23 };

/**
 * @param {string} shape
 * @param {string} [colour]
 * @param {number} [size]
 */
const svg = (shape, colour = '#000', size = 24) =>
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
.i{display:inline-block;flex:none;background-color:currentColor;-webkit-mask:var(--i) center/contain no-repeat;mask:var(--i) center/contain no-repeat}
${rules.join('\n')}
`;
}

/** The masks of the loop; small rings have a heavier line. */
export function ringStyles() {
  return `/* Written by scripts/icons.mjs. */
.seg{-webkit-mask:url(${segment(5)}) center/contain no-repeat;mask:url(${segment(5)}) center/contain no-repeat}
.small .seg{-webkit-mask-image:url(${segment(6.4)});mask-image:url(${segment(6.4)})}
`;
}

async function writeTabs() {
  const { launch } = await import('puppeteer-core');
  const browser = await launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: TABS.size, height: TABS.size });
  mkdirSync(join(app, 'images'), { recursive: true });
  for (const name of TABS.names) {
    for (const [suffix, colour] of [
      ['', TABS.idle],
      ['-on', TABS.chosen],
    ]) {
      const shape = ICONS[/** @type {keyof typeof ICONS} */ (name)];
      await page.setContent(
        `<style>body{margin:0}svg{display:block}</style>${svg(shape, colour, TABS.size)}`,
      );
      writeFileSync(
        join(app, `images/tab-${name}${suffix}.png`),
        await page.screenshot({ omitBackground: true }),
      );
    }
  }
  await browser.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of [
    ['components/icon/icon.wxss', iconStyles()],
    ['components/loop-ring/ring.wxss', ringStyles()],
  ]) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), text);
  }
  await writeTabs();
}
