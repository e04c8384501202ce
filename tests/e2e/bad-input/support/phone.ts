/** A phone with the product on it in a real browser: its person, its screen, its hands, and what lies in its storage. */
import type { Page } from 'puppeteer-core';
import type { Draft } from '../../../../miniprogram/services/core/draft';
import { QUESTION } from '../../../../miniprogram/services/core/hold';
import { Wire } from './wire';

/** Longer than 撤回 is offered, and than a question that nobody answers waits (ms). */
const PAST_HOLD = QUESTION + 1_000;

export const PAGES = {
  home: 'pages/home/index',
  camera: 'packages/report/camera/index',
  result: 'packages/report/result/index',
  unsent: 'packages/report/unsent/index',
  order: 'packages/order/detail/index',
  today: 'packages/supervisor/today/index',
  bind: 'packages/bind/index/index',
} as const;

/** Runs in the browser: what can be read on the screen, under the page or above it. */
const SCREEN =
  "[...document.querySelectorAll('.phone-page:not([hidden]), .phone-layer')].map((each) => each.innerText).join('\\n')";

export class Phone {
  private ahead = 0;

  private constructor(
    readonly page: Page,
    readonly wire: Wire,
    private readonly base: string,
    private openid: string,
  ) {}

  static async of(page: Page, base: string): Promise<Phone> {
    return new Phone(page, await Wire.of(page), base, '');
  }

  /** Takes up the phone of a person: nothing is kept on it, and camera and place are allowed. */
  async take(openid: string): Promise<void> {
    this.openid = openid;
    this.ahead = 0;
    await this.wire.letGo();
    await this.page.goto(`${this.address()}&start=0`);
    await this.ask(`(async () => {
      const disk = 'disk/' + encodeURIComponent(__phone.openid);
      for (const { path } of await (await fetch(disk)).json())
        await fetch(disk + '/' + encodeURIComponent(path), { method: 'DELETE' });
    })()`);
    await this.page.goto(`${this.address()}&start=0`);
    await this.ask(
      "__phone.setPermission('scope.camera', true), __phone.setPermission('scope.userLocation', true)",
    );
    await this.start();
  }

  /** Starts the app anew: whatever it was doing is gone, as when a phone closes it. */
  async start(path: string = PAGES.home, query: Record<string, string> = {}): Promise<void> {
    this.ahead = 0;
    const search = new URLSearchParams(query).toString();
    await this.page.goto(`${this.address()}&path=${path}&query=${encodeURIComponent(search)}`);
    await this.page.waitForFunction('window.__phone?.currentPage()');
    await this.ask('__phone.setPosition({ latitude: 31.23, longitude: 121.47, accuracy: 12 })');
  }

  /** Opens the app at a place, as a tap on a message does. */
  async open(path: string, query: Record<string, string> = {}): Promise<void> {
    await this.ask(`__phone.launch(${JSON.stringify({ path, query, scene: 1014 })})`);
  }

  ask<T = unknown>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }

  /** Until an expression holds. @throws Error with what is on the screen instead */
  async until(expression: string, what = expression): Promise<void> {
    try {
      await this.page.waitForFunction(expression, { polling: 50 });
    } catch (cause) {
      throw new Error(`${what}: did not come. There is:\n${await this.screen()}`, { cause });
    }
  }

  /** Until the page with this path is open. */
  at(path: string): Promise<void> {
    return this.until(`__phone.currentPage()?.path === ${JSON.stringify(path)}`);
  }

  sees(text: string): Promise<void> {
    return this.until(`${SCREEN}.includes(${JSON.stringify(text)})`, text);
  }

  screen(): Promise<string> {
    return this.ask<string>(SCREEN);
  }

  /**
   * Taps the smallest thing on the screen that says so, or the first that a selector finds; `>>>` goes into components.
   * @param times - in the same instant
   */
  async tap(what: string, times = 1): Promise<void> {
    const quoted = JSON.stringify(what);
    const find = what.includes('>>>')
      ? `__phone.select(${quoted}).map((node) => __phone.element(node))[0]`
      : /^[.#]/.test(what)
        ? `document.querySelector('.phone-page:not([hidden]) ' + ${quoted})`
        : `(${SMALLEST})(${quoted})`;
    await this.until(`Boolean(${find})`, `${what} to tap`);
    await this.ask(`(() => {
      const found = ${find};
      if (found.closest('.phone-layer')) found.closest('button, label').click();
      else for (let each = 0; each < ${times}; each += 1) __phone.tap(found);
    })()`);
  }

  /** Opens the report page, at a point if told. */
  async beginReport(point?: string): Promise<void> {
    await this.open(PAGES.camera, point === undefined ? {} : { point });
    await this.until("document.querySelectorAll('.phone-page:not([hidden]) .tile').length > 0", 'templates');
  }

  /** One photo into the draft, as far as it is kept on the phone. */
  async shoot(picture: string): Promise<void> {
    await this.ask(`__phone.setPictures([${JSON.stringify(picture)}])`);
    await this.tap('.shutter');
    await this.until(`${DRAFTS}.some(({ photos }) => photos.length > 0)`, 'a photo in the draft');
  }

  /** The time for 撤回 is over, and the queue notices, as when the person looks at the phone again. */
  async pastHold(): Promise<void> {
    this.ahead += PAST_HOLD;
    await this.ask(`__phone.setClockOffset(${this.ahead}), __phone.hide(), __phone.show()`);
  }

  async network(on: boolean): Promise<void> {
    await this.ask(`__phone.setNetwork({ type: '${on ? 'wifi' : 'none'}' })`);
  }

  /** What lies on disk, whether an app runs or not. */
  drafts(): Promise<Draft[]> {
    return this.ask<Draft[]>(DRAFTS);
  }

  exceptions(): Promise<string[]> {
    return this.ask<string[]>('__phone.exceptions().map(({ message }) => message)');
  }

  private address(): string {
    return `${this.base}/phone/1/?openid=${this.openid}`;
  }
}

/** Runs in the browser: the smallest thing that can be seen and says `text`. */
const SMALLEST = `(text) => {
  const inside = (each) => each.querySelectorAll('*').length;
  return [...document.querySelectorAll('.phone-page:not([hidden]) *, .phone-layer *')]
    .filter((each) => each.checkVisibility() && each.innerText?.includes(text))
    .sort((a, b) => a.innerText.trim().length - b.innerText.trim().length || inside(a) - inside(b))[0];
}`;

const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";
