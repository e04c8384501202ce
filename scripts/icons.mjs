/** `node scripts/icons.mjs`: writes the icons, TDesign's glyphs and the ring as style sheets, and the tab bar's pictures. */
import { launch } from 'puppeteer-core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICONS } from './icon-shapes.mjs';
import { glyphStyles, iconStyles, ringStyles, svg } from './icon-styles.mjs';

const app = join(dirname(fileURLToPath(import.meta.url)), '../miniprogram');

/** Tab bar pictures are 81 × 81 px as WeChat recommends, in ink-3 and accent of the tokens, for light and for dark. */
const TAB_SIZE = 81;
const TABS = { home: ICONS.home, orders: ICONS.orders, messages: ICONS.messages, me: ICONS.me };
const COLOURS = { '': '#5E6B67', '-on': '#0B6B62', '-dark': '#93A19C', '-dark-on': '#2FA596' };

async function writeTabs() {
  const browser = await launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: TAB_SIZE, height: TAB_SIZE });
  mkdirSync(join(app, 'images'), { recursive: true });
  for (const [name, shape] of Object.entries(TABS)) {
    for (const [suffix, colour] of Object.entries(COLOURS)) {
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg(shape, colour, TAB_SIZE)}`);
      writeFileSync(
        join(app, `images/tab-${name}${suffix}.png`),
        await page.screenshot({ omitBackground: true }),
      );
    }
  }
  await browser.close();
}

writeFileSync(join(app, 'components/icon/icon.wxss'), iconStyles());
writeFileSync(join(app, 'components/icon/glyphs.wxss'), glyphStyles());
writeFileSync(join(app, 'components/loop-ring/ring.wxss'), ringStyles());
await writeTabs();
