/** One Chromium with the audit in every page of it, as large as a phone. */
import { buildSync } from 'esbuild';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Busy machines are slow; nothing else waits this long (ms). */
export const PATIENCE = 60_000;

export interface Size {
  width: number;
  height: number;
}

export interface Browser {
  page: Page;
  resize: (size: Size) => Promise<void>;
  stop: () => Promise<void>;
}

/** The audit as one script that sets `globalThis.audit`. */
function auditScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, '../audit/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'audit',
    target: 'chrome120',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** @throws Error when there is no browser */
export async function openBrowser(): Promise<Browser> {
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(chromium)) throw new Error('install chromium, or name it in CHROMIUM');
  const profile = mkdtempSync(join(tmpdir(), 'pages-browser-'));
  const browser = await puppeteer.launch({ executablePath: chromium, userDataDir: profile, args: FLAGS });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.evaluateOnNewDocument(auditScript());
  return {
    page,
    resize: (size) => page.setViewport({ ...size, hasTouch: true, isMobile: true }),
    async stop() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
