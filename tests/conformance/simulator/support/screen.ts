/** The fixture app on a phone in a real browser, with a cloud that notes what it is asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser, type BrowserOptions } from '../../../../devtools/automation';
import { createSimulator, type SimulatorOptions } from '../../../../devtools/simulator';
import { root as project } from '../../../support/process';

export interface Screen {
  page: Page;
  /** e.g. `http://127.0.0.1:41234` */
  base: string;
  /** What the cloud was asked to call, oldest first. */
  calls: Record<string, unknown>[];
  /** What the cloud was told about prompts for messages. */
  prompts: Record<string, unknown>[];
  /** Evaluates an expression in the phone. */
  ask(expression: string): Promise<unknown>;
  /** Opens the phone anew; `search` is added to the address. */
  open(search?: string): Promise<void>;
  close(): Promise<void>;
}

export type ScreenOptions = BrowserOptions & Partial<SimulatorOptions>;

/** Starts browser and server; nothing is open yet. */
export async function openScreen({ fakeMedia = false, ...simulation }: ScreenOptions = {}): Promise<Screen> {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-phone-'));
  const simulator = createSimulator({
    project,
    root: join(__dirname, '../fixtures/app'),
    dataDir: join(folder, 'phones'),
    ...simulation,
  });
  const calls: Record<string, unknown>[] = [];
  const prompts: Record<string, unknown>[] = [];
  const cloud = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if (pathname === '/control/call') calls.push(JSON.parse(text) as Record<string, unknown>);
    if (pathname === '/control/subscribe') prompts.push(JSON.parse(text) as Record<string, unknown>);
    const unknown = text.includes('"missing"');
    response.writeHead(unknown ? 404 : 200, { 'content-type': 'application/json' });
    const error = { code: 'UNKNOWN_FUNCTION', message: '' };
    response.end(JSON.stringify(unknown ? { ok: false, error } : { ok: true, fileID: 'cloud://x', text }));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    void simulator
      .handle(request, response, url)
      .then((served) => (served ? undefined : cloud(request, response)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const launched = await launchBrowser({ fakeMedia });
  const page = await launched.browser.newPage();
  await page.setViewport({ width: 375, height: 812, hasTouch: true, isMobile: true });
  page.setDefaultTimeout(60_000);
  return {
    page,
    base,
    calls,
    prompts,
    ask: (expression) => page.evaluate(expression),
    async open(search = '') {
      await page.goto(`${base}/phone/1/?openid=worker${search}`);
      const opened = search.includes('start=0') ? 'window.__phone' : 'window.__phone?.currentPage()';
      await page.waitForFunction(opened);
    },
    async close() {
      await launched.close();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
