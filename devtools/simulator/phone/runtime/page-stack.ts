/** The pages that are open, how one gets from one to another, and the lifecycles they live through. */
import { type Manifest } from '../../compile/types';
import { asBackend, make } from './dom';
import { type CreatedPage, type Framework, type Instance } from './framework';
import { parseUrl } from './options';
import { type Signal } from './signal';

/** WeChat's limit of open pages. */
const DEEPEST = 10;

export interface OpenPage extends CreatedPage {
  id: number;
  path: string;
  query: Record<string, string>;
  /** The page's window below the bars, and the part of it that scrolls. */
  frame: HTMLElement;
  scroller: HTMLElement;
  /** Settings of app.json and the page, as changed at run time. */
  window: Record<string, unknown>;
  isTab: boolean;
  pulling: boolean;
}

/** What the stack needs of the bars around the pages. */
export interface Surroundings {
  /** Where pages are put. */
  container: HTMLElement;
  /** Draws the bars for a page and answers where its window is. */
  showBars: (page: OpenPage, depth: number) => void;
  /** Draws a pull-down; nothing when `pulled` is 0. */
  showPull: (page: OpenPage, pulled: number) => void;
  changed: Signal<OpenPage>;
}

type Hook = (this: Instance, argument?: unknown) => unknown;

export class PageStack {
  readonly #pages: OpenPage[] = [];
  readonly #framework: Framework;
  readonly #manifest: Manifest;
  readonly #around: Surroundings;
  /** Tab pages stay alive while another tab is shown. */
  readonly #tabs = new Map<string, OpenPage>();
  #nextId = 1;
  #onScreen: OpenPage | null = null;

  constructor(framework: Framework, manifest: Manifest, around: Surroundings) {
    this.#framework = framework;
    this.#manifest = manifest;
    this.#around = around;
  }

  get pages(): readonly OpenPage[] {
    return this.#pages;
  }

  get current(): OpenPage | null {
    return this.#pages.at(-1) ?? null;
  }

  isTab(path: string): boolean {
    return this.#manifest.app.tabBar?.list.some(({ pagePath }) => pagePath === path) ?? false;
  }

  /** @throws Error as WeChat words it */
  navigateTo(url: string): OpenPage {
    const { path, query } = this.#target(url);
    if (this.isTab(path)) throw new Error('can not navigateTo a tabbar page');
    if (this.#pages.length >= DEEPEST) throw new Error(`webview count limit exceed`);
    return this.#open(path, query);
  }

  redirectTo(url: string): OpenPage {
    const { path, query } = this.#target(url);
    if (this.isTab(path)) throw new Error('can not redirectTo a tabbar page');
    const left = this.#pages.pop();
    const opened = this.#open(path, query);
    if (left !== undefined) this.#leave(left);
    return opened;
  }

  switchTab(url: string): OpenPage {
    const { path } = this.#target(url);
    if (!this.isTab(path)) throw new Error('can not switch to no-tabBar page');
    const left = this.#pages.splice(0);
    const known = this.#tabs.get(path);
    const shown = known === undefined ? this.#open(path, {}) : this.#return(known);
    for (const page of left.reverse()) if (!page.isTab) this.#leave(page);
    return shown;
  }

  reLaunch(url: string): OpenPage {
    const { path, query } = this.#target(url);
    const left = new Set([...this.#pages.splice(0), ...this.#tabs.values()]);
    this.#tabs.clear();
    const opened = this.#open(path, query);
    for (const page of [...left].reverse()) this.#leave(page);
    return opened;
  }

  navigateBack(delta: number): OpenPage {
    if (this.#pages.length <= 1) throw new Error('cannot navigate back at first page.');
    const left = this.#pages.splice(Math.max(this.#pages.length - delta, 1));
    const back = this.current;
    for (const page of left.reverse()) this.#leave(page);
    if (back === null) throw new Error('no page is left');
    this.#show(back);
    return back;
  }

  /** The app comes to the front or goes to the back. */
  appVisible(visible: boolean): void {
    const page = this.current;
    if (page === null) return;
    if (visible) this.#show(page);
    else this.#hide();
  }

  /** Calls a page's own handler, if it has one. */
  call(page: OpenPage, name: string, argument?: unknown): unknown {
    const hook = page.instance[name];
    return typeof hook === 'function' ? (hook as Hook).call(page.instance, argument) : undefined;
  }

  /** Begins a pull-down as if the person had pulled. */
  startPullDown(page: OpenPage): void {
    if (page.pulling) return;
    page.pulling = true;
    this.#around.showPull(page, 60);
    this.call(page, 'onPullDownRefresh');
  }

  stopPullDown(page: OpenPage): void {
    page.pulling = false;
    this.#around.showPull(page, 0);
  }

  #target(url: string): { path: string; query: Record<string, string> } {
    const relative = url.startsWith('/') || this.current === null ? url : beside(this.current.path, url);
    const { path, query } = parseUrl(relative);
    if (!this.#manifest.pages.includes(path)) throw new Error(`page "${path}" is not found`);
    return { path, query };
  }

  #open(path: string, query: Record<string, string>): OpenPage {
    // The framework takes the percent signs off again: pages get their query as it was written, well formed or not.
    const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const created = this.#framework.createPage(path, search.join('&'));
    const placeholder = make('div');
    const scroller = make('div', 'phone-scroll', placeholder);
    const frame = make('div', 'phone-page', scroller);
    const config = this.#manifest.units[path] ?? {};
    const page: OpenPage = {
      ...created,
      id: this.#nextId,
      path,
      query,
      frame,
      scroller,
      window: { ...this.#manifest.app.window, ...config },
      isTab: this.isTab(path),
      pulling: false,
    };
    this.#nextId += 1;
    Object.assign(created.instance, { route: path, options: query, __wxWebviewId__: page.id });
    this.#around.container.append(frame);
    this.#pages.push(page);
    if (page.isTab) this.#tabs.set(path, page);
    this.#prepareScreen(page);
    created.root.attach(asBackend(scroller), asBackend(placeholder));
    this.call(page, 'onLoad', query);
    this.#show(page);
    this.#framework.flushReady();
    this.call(page, 'onReady');
    this.#listen(page);
    return page;
  }

  #return(page: OpenPage): OpenPage {
    this.#pages.push(page);
    this.#show(page);
    return page;
  }

  #show(page: OpenPage): void {
    if (this.#onScreen === page) return;
    this.#prepareScreen(page);
    this.#onScreen = page;
    page.root.getComponent().triggerPageLifetime('show', []);
    this.call(page, 'onShow');
    if (page.isTab) {
      const list = this.#manifest.app.tabBar?.list ?? [];
      const index = list.findIndex(({ pagePath }) => pagePath === page.path);
      this.call(page, 'onTabItemTap', { index, pagePath: page.path, text: list[index]?.text });
    }
    this.#around.changed.emit(page);
  }

  /** Only one page can be seen, and only its styles apply. */
  #prepareScreen(page: OpenPage): void {
    if (this.#onScreen !== null && this.#onScreen !== page) this.#hide();
    for (const other of this.#around.container.children) other.toggleAttribute('inert', other !== page.frame);
    for (const other of [...this.#pages, ...this.#tabs.values()]) other.frame.hidden = other !== page;
    this.#framework.backend.useSheets(page.sheets);
    this.#around.showBars(page, this.#pages.length);
  }

  #hide(): void {
    const page = this.#onScreen;
    if (page === null) return;
    this.#onScreen = null;
    page.root.getComponent().triggerPageLifetime('hide', []);
    this.call(page, 'onHide');
  }

  #leave(page: OpenPage): void {
    if (this.#onScreen === page) this.#onScreen = null;
    this.#tabs.delete(page.path);
    this.call(page, 'onUnload');
    page.root.release();
    page.frame.remove();
  }

  #listen(page: OpenPage): void {
    const { scroller } = page;
    let atBottom = false;
    scroller.addEventListener('scroll', () => {
      this.call(page, 'onPageScroll', { scrollTop: scroller.scrollTop });
      const distance = Number(page.window.onReachBottomDistance ?? 50);
      const now = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= distance;
      if (now && !atBottom) this.call(page, 'onReachBottom');
      atBottom = now;
    });
    this.#listenToPull(page);
  }

  #listenToPull(page: OpenPage): void {
    const { scroller } = page;
    let from: number | null = null;
    let pulled = 0;
    const start = (y: number): void => {
      from =
        page.window.enablePullDownRefresh === true && scroller.scrollTop <= 0 && !page.pulling ? y : null;
      pulled = 0;
    };
    const move = (y: number): void => {
      if (from === null) return;
      pulled = Math.max((y - from) / 2, 0);
      this.#around.showPull(page, pulled);
    };
    const end = (): void => {
      if (from === null) return;
      from = null;
      if (pulled > 50) this.startPullDown(page);
      else this.#around.showPull(page, 0);
    };
    scroller.addEventListener('touchstart', (event) => start(event.touches[0]?.clientY ?? 0), {
      passive: true,
    });
    scroller.addEventListener('touchmove', (event) => move(event.touches[0]?.clientY ?? 0), {
      passive: true,
    });
    scroller.addEventListener('touchend', end);
    scroller.addEventListener('mousedown', (event) => start(event.clientY));
    scroller.addEventListener('mousemove', (event) => {
      if (event.buttons === 1) move(event.clientY);
    });
    scroller.addEventListener('mouseup', end);
  }
}

function beside(path: string, url: string): string {
  const at = new URL(url, `http://page/${path}`);
  return at.pathname + at.search;
}
