/** Phones with the fixture app, and the SDK connected to them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Waits for something that follows later. @throws Error when it has not come after a minute */
export async function until(condition: () => unknown): Promise<void> {
  const end = Date.now() + 55_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
