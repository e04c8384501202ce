/** A phone in the browser: whose it is, where it is opened, how its network is, and what is tapped on it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HTTPRequest, Page } from 'puppeteer-core';
import type { Network, Position } from '../../../../devtools/simulator/phone/runtime/phone';
import type { Finding } from '../audit/finding';
import type { Wishes } from '../audit';
import { root } from '../../../support/process';
import { PATIENCE } from './browser';

/** `slow`: nothing comes back; `failing`: the functions break; `none`: no network. */
export type Wire = 'good' | 'slow' | 'failing' | 'none';

/** Longer than any test waits (ms). */
const NEVER = 3_600_000;

const NETWORKS: Record<Wire, Network> = {
  good: { type: 'wifi', delay: 0 },
  slow: { type: '4g', delay: NEVER },
  failing: { type: 'wifi', delay: 0 },
  none: { type: 'none', delay: 0 },
};

const PHOTO = join(root, 'scripts/demo/photos/cylinder-loose.jpg');
/** What stands before the camera. */
export const SCENE = `data:image/jpeg;base64,${readFileSync(PHOTO).toString('base64')}`;

/** Where the app keeps what somebody was in the middle of. */
const DRAFTS = ['drafts.v1', 'permitDraft.v1', 'permitErrands.v1', 'certificateDraft.v1'];

/** As the person set it in 我的. */
export interface Look {
  large: boolean;
  dark: boolean;
}

export class Phone {
  #openid = '';
  #told = 0;

  constructor(
    readonly page: Page,
    readonly base: string,
  ) {}

  /** Takes up the phone of a person; nothing is kept on it from before. */
  async take(openid: string): Promise<void> {
    this.#openid = openid;
    this.#told = 0;
    await this.#forget();
    await this.#start();
  }

  /** Ends the app and starts it again, with what the phone keeps: what it was in the middle of is over. */
  async restart(): Promise<void> {
    this.#told = 0;
    await this.arrived();
    await this.#start();
  }

  /** Starts the app again where there is no network from the first moment on: it knows what the phone keeps, nothing newer. */
  async restartOffline(): Promise<void> {
    const cut = (request: HTTPRequest): void => {
      void (request.url().endsWith('/control/call') ? request.abort() : request.continue());
    };
    await this.page.setRequestInterception(true);
    this.page.on('request', cut);
    try {
      await this.restart();
      await this.setWire('none');
    } finally {
      this.page.off('request', cut);
      await this.page.setRequestInterception(false);
    }
  }

  /** Takes it up unless it is in the hand already, with nothing left on it that another screen would show. */
  async hold(openid: string): Promise<void> {
    if (openid !== this.#openid || (await this.#holdsDrafts())) await this.take(openid);
  }

  /** How large and in which colours the app shows itself from the next page on. */
  async setLook(look: Look): Promise<void> {
    await this.page.evaluate((chosen) => {
      (__phone.wx.setStorageSync as (key: string, value: unknown) => void)('look.v1', chosen);
    }, look);
  }

  async setWire(wire: Wire): Promise<void> {
    await this.page.evaluate((network) => __phone.setNetwork(network), NETWORKS[wire]);
  }

  /** Opens the app at a page, as a tap on a message does; what was said on the page before is over. */
  async go(path: string, query: Record<string, string> = {}): Promise<void> {
    await this.page.evaluate(
      (to) => {
        (__phone.wx['hideToast'] as () => void)();
        __phone.launch(to);
      },
      { path, query },
    );
  }

  /**
   * Waits until everything that the page asked for has come.
   * @param idleTime - how long nothing may be asked for (ms)
   */
  async arrived(idleTime = 150): Promise<void> {
    await this.page.waitForNetworkIdle({ idleTime });
  }

  /** Drops what pages kept for when there is no network. */
  async dropCache(): Promise<void> {
    await this.page.evaluate(() => {
      const { getStorageInfoSync, removeStorageSync } = __phone.wx as {
        getStorageInfoSync: () => { keys: string[] };
        removeStorageSync: (key: string) => void;
      };
      for (const key of getStorageInfoSync().keys) if (key.startsWith('cache:')) removeStorageSync(key);
    });
  }

  /** Waits for a text, or an element as `css:…`. @throws Error with what is there instead */
  async see(sign: string): Promise<void> {
    try {
      await this.page.waitForFunction(
        (wanted) => audit.has(wanted),
        { timeout: PATIENCE, polling: 30 },
        sign,
      );
    } catch (cause) {
      const there = await this.page.evaluate(() => document.body.innerText);
      throw new Error(`「${sign}」 is not on the screen, but:\n${there}`, { cause });
    }
  }

  /** How far the cloud's clock, with which the phone's began, is ahead of the machine's (ms). */
  async #cloudAhead(): Promise<number> {
    const answer = await fetch(`${this.base}/control/clock`);
    return ((await answer.json()) as { offset: number }).offset;
  }

  /**
   * Taps the element that says something, as soon as it is there.
   * @param clock - how far the app's own clock is moved in the same moment (ms); timers go off as before
   */
  async tap(text: string, clock = 0): Promise<void> {
    await this.see(text);
    await this.settle();
    const offset = clock === 0 ? null : (await this.#cloudAhead()) + clock;
    await this.page.evaluate(
      (said, ahead) => {
        const element = audit.elementSaying(said);
        if (element === null) throw new Error(`nothing says ${said}`);
        __phone.tap(element);
        if (ahead !== null) __phone.setClockOffset(ahead);
      },
      text,
      offset,
    );
  }

  /** Taps the first element that a selector finds. */
  async press(selector: string): Promise<void> {
    await this.see(`css:${selector}`);
    await this.page.evaluate((which) => {
      const element = document.querySelector(which);
      if (element !== null) __phone.tap(element);
    }, selector);
  }

  /** Puts a finger on what says something, and keeps it there. */
  async rest(text: string): Promise<void> {
    await this.see(text);
    await this.settle();
    await this.page.evaluate((said) => {
      const target = audit.elementSaying(said);
      if (target === null) throw new Error(`nothing says ${said}`);
      const { left, top, width, height } = target.getBoundingClientRect();
      const finger = { identifier: 7, target, clientX: left + width / 2, clientY: top + height / 2 };
      const touch = (type: string): boolean =>
        target.dispatchEvent(
          new TouchEvent(type, { bubbles: true, cancelable: true, changedTouches: [new Touch(finger)] }),
        );
      touch('touchstart');
      Object.assign(globalThis, { liftFinger: () => touch('touchend') });
    }, text);
  }

  /** Takes the finger off again. */
  async lift(): Promise<void> {
    await this.page.evaluate('liftFinger()');
  }

  /** Puts a component of the open page into a state that otherwise passes by itself. */
  async put(tag: string, data: Record<string, unknown>): Promise<void> {
    await this.page.evaluate(
      (name, state) => {
        const [node] = __phone.select(name);
        const component = node === undefined ? null : __phone.instance(node);
        if (component === null) throw new Error(`there is no <${name}>`);
        component.setData(state);
      },
      tag,
      data,
    );
  }

  /** What stands before the camera. */
  async setPictures(addresses: string[]): Promise<void> {
    await this.page.evaluate((given) => __phone.setPictures(given), addresses);
  }

  async setPosition(position: Position): Promise<void> {
    await this.page.evaluate((at) => __phone.setPosition(at), position);
  }

  async setPermission(scope: string, allowed: boolean): Promise<void> {
    await this.page.evaluate((name, yes) => __phone.setPermission(name, yes), scope, allowed);
  }

  settle(): Promise<void> {
    return this.page.evaluate(() => audit.settle());
  }

  /** What is wrong with what is on the screen. */
  look(wishes: Wishes): Promise<Finding[]> {
    return this.page.evaluate((given) => audit.look(given), wishes);
  }

  /** What went wrong inside the app since this was asked last. */
  async exceptions(): Promise<string[]> {
    const all = await this.page.evaluate(() => __phone.exceptions().map(({ message }) => message));
    const fresh = all.slice(this.#told);
    this.#told = all.length;
    return fresh;
  }

  async shoot(file: `${string}.png`): Promise<void> {
    mkdirSync(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  async #start(): Promise<void> {
    await this.page.goto(`${this.base}/phone/1/?openid=${this.#openid}`, { waitUntil: 'domcontentloaded' });
    await this.page.waitForFunction(() => typeof __phone === 'object' && __phone.currentPage() !== null);
    await this.setPictures([SCENE]);
    for (const scope of ['scope.camera', 'scope.userLocation', 'scope.record'])
      await this.setPermission(scope, true);
  }

  #holdsDrafts(): Promise<boolean> {
    return this.page.evaluate((names) => {
      const kept = names.map((name) => (__phone.wx.getStorageSync as (key: string) => unknown)(name));
      return kept.some((value) =>
        Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null,
      );
    }, DRAFTS);
  }

  /** The person's storage and files lie at the host. */
  async #forget(): Promise<void> {
    const disk = `${this.base}/phone/1/disk/${encodeURIComponent(this.#openid)}`;
    // A request that is under way when its page goes counts as under way for ever.
    await this.arrived();
    // The app of before must not write any more.
    await this.page.goto('about:blank');
    const entries = (await (await fetch(disk)).json()) as { path: string }[];
    for (const { path } of entries) await fetch(`${disk}/${encodeURIComponent(path)}`, { method: 'DELETE' });
  }
}
