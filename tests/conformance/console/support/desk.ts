/** A console in a real browser over a cloud of fixtures: the plant is what the test says, the phones note what they are told. */
import { join, resolve } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../../devtools/automation';
import type { CaseOfPlant, Overview, PersonOfPlant } from '../../../../devtools/cloud/control/shapes';
import type { PageHandler } from '../../../../devtools/cloud/server';
import { createConsole } from '../../../../devtools/console';
import { startTestCloud, type TestCloud } from '../../cloud/support/cloud';

const root = resolve(__dirname, '../../../..');

/** Stands in for the mini-program: a page whose bridge keeps what it was told. */
const PHONE = `<!doctype html><title>phone</title><script>
  globalThis.told = [];
  const note = (name) => (value) => void told.push({ [name]: value });
  globalThis.__phone = Object.fromEntries(
    ['launch', 'setNetwork', 'setClockOffset', 'setTemplateTitles', 'setPrivacyAgreed'].map((name) => [
      name,
      note(name),
    ]),
  );
</script>`;

export interface Desk {
  server: TestCloud;
  page: Page;
  plant: { people: PersonOfPlant[]; firstPhones: string[]; overview: Overview };
  /** Addresses that the page asked for. */
  asked: string[];
  /** Uncaught errors and console errors of the page. */
  errors: string[];
  phone: (slot: number) => Frame;
  /** Phones that are asked for from now on come once this is called back. */
  holdPhones: () => () => void;
  /** What the phone in a place was told, oldest first. */
  told: (slot: number) => Promise<Record<string, unknown>[]>;
  stop: () => Promise<void>;
}

export const person = (name: string, role: string, onDuty = false): PersonOfPlant => ({
  openid: `o${name}-phone`,
  id: name,
  name,
  roles: [role],
  about: `${name}的岗位`,
  onDuty,
});

export const hazard = (id: string, foundAt: number, ring: number, turn: string | null): CaseOfPlant => ({
  id,
  title: id,
  foundAt,
  ring,
  turn: turn === null ? null : { openid: `o${turn}-phone`, name: turn },
});

/** @throws Error when there is no browser */
export async function openDesk(): Promise<Desk> {
  const plant: Desk['plant'] = {
    people: [],
    firstPhones: [],
    overview: { nextDueAt: null, recent: [], cases: [] },
  };
  let coming = Promise.resolve();
  const phones: PageHandler = async (_request, response, url) => {
    if (!url.pathname.startsWith('/phone/')) return false;
    await coming;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(PHONE);
    return true;
  };
  const server = await startTestCloud({
    pages: [createConsole({ dir: join(root, 'dist/devtools/console') }).handle, phones],
    product: {
      people: () => plant.people,
      firstPhones: () => plant.firstPhones,
      overview: () => Promise.resolve(plant.overview),
      messages: { task: { title: '隐患处理任务提醒', labels: { thing1: '隐患', time2: '期限' } } },
    },
  });
  const launched = await launchBrowser();
  const { page, asked, errors } = await openPage(launched.browser);
  const phone = (slot: number): Frame => {
    const found = page.frames().find((frame) => frame.url().includes(`/phone/${slot}/`));
    if (!found) throw new Error(`phone ${slot} is off`);
    return found;
  };
  return {
    server,
    page,
    plant,
    asked,
    errors,
    phone,
    holdPhones() {
      let letGo = (): void => undefined;
      coming = new Promise((resolve) => (letGo = resolve));
      return () => letGo();
    },
    told: (slot) => phone(slot).evaluate(() => Reflect.get(globalThis, 'told') as Record<string, unknown>[]),
    async stop() {
      await launched.close();
      await server.stop();
    },
  };
}

async function openPage(browser: Browser): Promise<Pick<Desk, 'page' | 'asked' | 'errors'>> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, asked, errors };
}
