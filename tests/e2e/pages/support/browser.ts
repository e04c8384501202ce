/** One Chromium with the audit in every page of it, as large as a phone. */
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../../../../devtools/automation';

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
  const launched = await launchBrowser();
  const page = await launched.browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.evaluateOnNewDocument(auditScript());
  return {
    page,
    resize: (size) => page.setViewport({ ...size, hasTouch: true, isMobile: true }),
    stop: () => launched.close(),
  };
}
