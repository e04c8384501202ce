/** Phones that `miniprogram-automator` drives as it drives WeChat DevTools, each in a page of its own. */
import { type Page } from 'puppeteer-core';
import { agentScript } from './agent-bundle';
import { type PhoneBrowser } from './browser';
import { checkFunctionText } from './function-text';
import { startServer, type AutomatorServer } from './server';

export { launchBrowser, type BrowserOptions, type PhoneBrowser } from './browser';

export interface PhoneWish {
  /** Address of the server that has the phones, e.g. `http://127.0.0.1:4000`. */
  base: string;
  /** Names the phone among several. */
  slot: string;
  openid: string;
  /** Page that is opened, e.g. `pages/home/index`; without it the app's first. */
  path?: string;
  /** Values as they stand in an address: pages get them undecoded. */
  query?: Record<string, string>;
  scene?: number;
  /** The screen (px). */
  viewport: { width: number; height: number };
  /** Where the automator listens; 0, the default, takes any free port. */
  port?: number;
}

export interface AutomatedPhone {
  /** What `automator.connect({ wsEndpoint })` takes. */
  readonly wsEndpoint: string;
  /** The page that is the phone's screen, for real touches and `window.__phone`. */
  readonly page: Page;
  /** Closes the app for good; what the person's phone keeps stays for the next `openPhone`. */
  close(): Promise<void>;
}

/** How long a phone may take to come up on a busy machine (ms). */
const START_LIMIT = 60_000;

/**
 * Opens a phone and waits until its first page is on screen.
 * @throws Error when the mini-program does not compile or its start fails
 */
export async function openPhone({ browser }: PhoneBrowser, wish: PhoneWish): Promise<AutomatedPhone> {
  // A window of its own: pages behind others would stop drawing.
  const context = await browser.createBrowserContext();
  let server: AutomatorServer | null = null;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await server?.close();
      await context.close();
    })();
    return closing;
  };
  try {
    const page = await context.newPage();
    await page.setViewport({ ...wish.viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
    await page.exposeFunction('__automationEvent', (event: string, params: unknown) =>
      server?.send(event, params),
    );
    await page.evaluateOnNewDocument(await agentScript());
    await start(page, wish);
    server = await startServer(wish.port ?? 0, (method, params) => answer(page, close, method, params));
    return { wsEndpoint: server.wsEndpoint, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(page: Page, { base, slot, openid, path, query, scene }: PhoneWish): Promise<void> {
  const url = new URL(`/phone/${encodeURIComponent(slot)}/`, base);
  url.searchParams.set('openid', openid);
  if (path !== undefined) url.searchParams.set('path', path);
  if (query !== undefined) url.searchParams.set('query', new URLSearchParams(query).toString());
  if (scene !== undefined) url.searchParams.set('scene', String(scene));
  const response = await page.goto(url.href, { timeout: START_LIMIT });
  if (response?.ok() !== true) {
    throw new Error(`phone ${slot} does not open: ${String(await page.evaluate('document.body.innerText'))}`);
  }
  const started = '__phone.currentPage() !== null || __phone.exceptions().length > 0';
  await page.waitForFunction(started, { timeout: START_LIMIT, polling: 20 });
  const failure = await page.evaluate(
    '__phone.currentPage() === null ? JSON.stringify(__phone.exceptions()) : null',
  );
  if (typeof failure === 'string') throw new Error(`phone ${slot} shows no page: ${failure}`);
}

/** Functions of DevTools that have no meaning here. */
const UNSUPPORTED = new Set([
  'Tool.enableRemoteDebug',
  'Tool.getTestAccounts',
  'Tool.stopAudits',
  'Tool.getTicket',
  'Tool.setTicket',
  'Tool.refreshTicket',
]);

/** Requests about the page as a whole are answered here, all others inside it. */
async function answer(
  page: Page,
  close: () => Promise<void>,
  method: string,
  params: Record<string, unknown>,
): Promise<unknown> {
  if (UNSUPPORTED.has(method)) throw new Error(`${method} is not supported by the simulator`);
  if (method === 'Tool.close') {
    // The answer leaves before the connection ends.
    setImmediate(() => void close());
    return {};
  }
  if (method === 'App.captureScreenshot') {
    return { data: await page.screenshot({ encoding: 'base64', captureBeyondViewport: false }) };
  }
  if (method === 'App.callFunction' || 'functionDeclaration' in params) {
    checkFunctionText(method, params.functionDeclaration);
  }
  return ask(page, method, params);
}

interface Answer {
  result?: unknown;
  error?: string;
}

/** As text, so that a coverage tool cannot put its own code into what runs in the page. */
async function ask(page: Page, method: string, params: Record<string, unknown>): Promise<unknown> {
  const call = `__automation.call(${JSON.stringify(method)}, ${JSON.stringify(params)})`;
  const { result, error } = JSON.parse((await page.evaluate(call)) as string) as Answer;
  if (error !== undefined) throw new Error(error);
  return result;
}
