/** Phones with the fixture app, and the SDK connected to them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import automator from 'miniprogram-automator';
import {
  launchBrowser,
  openPhone,
  type AutomatedPhone,
  type PhoneBrowser,
} from '../../../../devtools/automation';
import { createSimulator } from '../../../../devtools/simulator';
import { root as project } from '../../../support/process';

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;
export type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

export const VIEWPORT = { width: 375, height: 700 };

/** A server with the fixture app's phones. */
export class Bench {
  private readonly phones: AutomatedPhone[] = [];

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
    readonly browser: PhoneBrowser,
    readonly base: string,
  ) {}

  static async start(app = join(__dirname, '../fixtures/app')): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), 'automation-'));
    const simulator = createSimulator({ project, root: app, dataDir: join(folder, 'phones') });
    const server = createServer((request, response) => {
      void simulator.handle(request, response, new URL(request.url ?? '/', 'http://127.0.0.1'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    return new Bench(folder, server, await launchBrowser(), `http://127.0.0.1:${address.port}`);
  }

  async phone(
    slot = '1',
    wish: { path?: string; query?: Record<string, string>; scene?: number; port?: number } = {},
  ): Promise<AutomatedPhone> {
    const phone = await openPhone(this.browser, {
      base: this.base,
      slot,
      openid: `person-${slot}`,
      viewport: VIEWPORT,
      ...wish,
    });
    this.phones.push(phone);
    return phone;
  }

  /** Closes the phones as well: each listens on a port of its own, which the browser knows nothing of. */
  async stop(): Promise<void> {
    await Promise.all(this.phones.map((phone) => phone.close()));
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export const connect = ({ wsEndpoint }: AutomatedPhone): Promise<MiniProgram> =>
  automator.connect({ wsEndpoint });

/** @throws Error when there is no such element */
export async function find(scope: Page | Element, selector: string): Promise<Element> {
  const found = await scope.$(selector);
  if (found === null) throw new Error(`there is no ${selector}`);
  return found;
}

export interface Fixture {
  app: MiniProgram;
  page: Page;
  /** Elements that have left the page, by tag. */
  gone: Map<string, Element>;
  stop(): Promise<void>;
}

/** One phone with the fixture app on its first page. */
export async function openFixture(): Promise<Fixture> {
  const bench = await Bench.start();
  const app = await connect(await bench.phone());
  const page = await app.currentPage();
  if (page === undefined) throw new Error('no page is open');
  const gone = new Map([
    ['view', await find(page, '.passing')],
    ['counter', await find(page, '#passing')],
  ]);
  for (const element of (await page.$$('.leaving')) as Element[]) gone.set(element.tagName, element);
  await page.setData({ shown: false });
  return { app, page, gone, stop: () => bench.stop() };
}

/** A class of the SDK for some elements. */
export type Kind<T> = new (...args: never[]) => T;

/** @throws Error when the SDK took the element for another kind */
export function as<T>(kind: Kind<T>, element: Element | undefined): T {
  if (!(element instanceof kind)) throw new Error(`${String(element?.tagName)} is not a ${kind.name}`);
  return element;
}

/** Waits for something that follows later. @throws Error when it has not come after a minute */
export async function until(condition: () => unknown): Promise<void> {
  const end = Date.now() + 55_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The SDK rests three seconds after each way to another page; the phone needs none of it. */
export function skipRests(): void {
  const { setTimeout: wait } = globalThis;
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation((run, milliseconds, ...args) =>
      wait(run, milliseconds === 3000 ? 0 : milliseconds, ...args),
    );
}

/** What one public method of the SDK is tried with. */
export interface Cases {
  valid: () => Promise<void>;
  edge: () => Promise<void>;
  error: () => Promise<void>;
}

const out = dirname(require.resolve('miniprogram-automator'));

/** The methods that a class of the SDK offers, after its typings. */
export function publicMethods(file: string, name: string): string[] {
  const source = readFileSync(join(out, `${file}.d.ts`), 'utf8');
  const [, body = ''] = new RegExp(`class ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/^ {4}([\w$]+)\(/gm)]
    .map(([, method = '']) => method)
    .filter((method) => method !== 'constructor');
}

/** Runs the cases of every public method of a class; one that has none is a failure. */
export function cover(file: string, name: string, methods: Record<string, Cases>): void {
  describe(name, () => {
    it('is covered method by method', () => {
      expect(Object.keys(methods).sort()).toEqual(publicMethods(file, name).sort());
    });
    for (const [method, cases] of Object.entries(methods)) {
      it(`${method}: valid`, () => cases.valid());
      it(`${method}: edge`, () => cases.edge());
      it(`${method}: error`, () => cases.error());
    }
  });
}
