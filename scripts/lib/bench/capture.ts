/** Measures a report from the app's launch to the draft on the phone, in a browser whose processor is slowed down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../../../devtools/automation';
import type { Control } from '../../../devtools/client/cloud';
import { root } from '../../../devtools/client/process';

/** As slow as a cheap phone beside this machine. */
export const SLOWER = 4;

/** Longer than anything here takes (ms). */
const LIMIT = 120_000;

const PICTURE = join(root, 'scripts/demo/photos/cylinder-loose.jpg');
const WORKER = 'o-demo-p-030';
/** Where phones are allowed. */
const LABEL = 'A-08';

/** What happened when (ms since the page was asked for). */
export interface Capture {
  /** The big button of the home page can be tapped. */
  home: number;
  /** The shutter and the templates can be tapped. */
  camera: number;
  /** Everything is in the phone's storage and goes by itself. */
  saved: number;
}

/** Taps the first element that a selector finds, once it is there. @returns when it was there (ms) */
async function tap(page: Page, selector: string): Promise<number> {
  await page.waitForSelector(selector, { timeout: LIMIT });
  return page.evaluate(`(() => {
    const at = performance.now();
    __phone.tap(document.querySelector(${JSON.stringify(selector)}));
    return at;
  })()`) as Promise<number>;
}

/** Three taps: 扫码报, the shutter, a template of the place; nobody waits between them longer than for the screen. */
async function report(page: Page, address: string): Promise<Capture> {
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const home = await tap(page, '[class*="side"]');
  const camera = await tap(page, '[class*="shutter"]');
  await page.waitForSelector('[class*="shots-words"]', { timeout: LIMIT });
  await tap(page, '[class*="tile-word"]');
  const isSaved = `(__phone.wx.getStorageSync('drafts.v1') || []).some(({ state, photos }) => state !== 'editing' && photos.length > 0) && performance.now()`;
  const saved = await page.waitForFunction(isSaved, { timeout: LIMIT, polling: 20 });
  return { home, camera, saved: (await saved.jsonValue()) as number };
}

/** The second start of an app that knows its plant, as on any day but the first. @throws Error when there is no browser */
export async function measureCapture({ base }: Pick<Control, 'base'>): Promise<Capture> {
  const phones = await launchBrowser();
  try {
    const page = await phones.browser.newPage();
    await page.setViewport({ width: 375, height: 812, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
    const picture = `data:image/jpeg;base64,${readFileSync(PICTURE).toString('base64')}`;
    await page.evaluateOnNewDocument(`addEventListener('DOMContentLoaded', () => {
      const ready = setInterval(() => {
        if (!globalThis.__phone) return;
        clearInterval(ready);
        __phone.setPictures([${JSON.stringify(picture)}]);
        __phone.setScan(${JSON.stringify(LABEL)});
        for (const scope of ['scope.camera', 'scope.userLocation']) __phone.setPermission(scope, true);
      }, 5);
    })`);
    const address = `${base}/phone/1/?openid=${WORKER}`;
    await report(page, address);
    await page.waitForNetworkIdle({ idleTime: 1_000, timeout: LIMIT });
    await page.goto('about:blank');
    await page.emulateCPUThrottling(SLOWER);
    return await report(page, address);
  } finally {
    await phones.close();
  }
}
