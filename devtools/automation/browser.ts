/** The headless Chromium that phones run in, with a profile of its own that goes when it is closed. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

export interface BrowserOptions {
  /** Gives pages a camera and a microphone that need no consent. */
  fakeMedia?: boolean;
}

export interface PhoneBrowser {
  readonly browser: Browser;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Several phones run at once, and only one window can be in front.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // Pictures of screens look the same on every machine.
  '--font-render-hinting=none',
  '--lang=zh-CN',
];

const FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * Starts Chromium from the environment variable CHROMIUM, or where Debian puts it.
 * @throws Error when there is none
 */
export async function launchBrowser({ fakeMedia = false }: BrowserOptions = {}): Promise<PhoneBrowser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error('install chromium, or name it in CHROMIUM');
  const profile = mkdtempSync(join(tmpdir(), 'phones-'));
  const removeProfile = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await puppeteer.launch({
      executablePath,
      userDataDir: profile,
      args: [...FLAGS, ...(fakeMedia ? FAKE_MEDIA : [])],
    });
    return {
      browser,
      async close() {
        await browser.close();
        removeProfile();
      },
    };
  } catch (error) {
    removeProfile();
    throw error;
  }
}
