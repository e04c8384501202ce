/** The fixture app on one phone for all tests of a file, and the words that they are written in. */
import type { AutomatedPhone } from '../../../../devtools/automation';
import { Bench, connect, type Element, type MiniProgram, type Page } from './bench';

/** What a call on a connection that was cut ends with. */
export const CLOSED = 'Connection closed';

export class Fixture {
  private constructor(
    readonly bench: Bench,
    readonly phone: AutomatedPhone,
    readonly app: MiniProgram,
  ) {}

  static async open(): Promise<Fixture> {
    const bench = await Bench.start();
    const phone = await bench.phone();
    return new Fixture(bench, phone, await connect(phone));
  }

  /** The first page, afresh. */
  async home(): Promise<Page> {
    return opened(await this.app.reLaunch('/pages/home/index'));
  }

  /** The page on the screen. */
  async here(): Promise<Page> {
    return opened(await this.app.currentPage());
  }

  /** The pages that lie on each other, undermost first. */
  async paths(): Promise<string[]> {
    return (await this.app.pageStack()).map(({ path }) => path);
  }

  /** Calls through an SDK whose connection is cut. */
  async afterCut(call: (lost: MiniProgram) => Promise<unknown>): Promise<void> {
    const lost = await connect(this.phone);
    lost.disconnect();
    await expect(call(lost)).rejects.toThrow(CLOSED);
  }

  stop(): Promise<void> {
    return this.bench.stop();
  }
}

function opened(page: Page | undefined): Page {
  if (page === undefined) throw new Error('no page is open');
  return page;
}

/** @returns the fixture, once the tests run */
export function useFixture(): () => Fixture {
  let open: Fixture | null = null;
  beforeAll(async () => {
    open = await Fixture.open();
    skipRests();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await open?.stop();
  });
  return () => {
    if (open === null) throw new Error('the fixture is there once the tests run');
    return open;
  };
}

/** The SDK rests three seconds after each way to another page; the phone needs none of it. */
function skipRests(): void {
  const { setTimeout: wait } = globalThis;
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation((run, milliseconds, ...args) =>
      wait(run, milliseconds === 3000 ? 0 : milliseconds, ...args),
    );
}

/** What the page has noted since it was cleared. */
export const logOf = async (page: Page): Promise<string[]> => (await page.data('log')) as string[];

/** @throws Error when there is no such element */
export async function find(scope: Page | Element, selector: string): Promise<Element> {
  const found = await scope.$(selector);
  if (found === null) throw new Error(`there is no ${selector}`);
  return found;
}
