/** The bars around pages as WeChat draws them: status bar, navigation bar with its capsule, tab bar, pull-down. */
import { type Manifest } from '../../compile/types';
import { make } from './dom';
import { type OpenPage, type Surroundings } from './page-stack';
import { Signal } from './signal';

/** Heights of an iPhone (px); phones with a notch have more above and below. */
const NAVIGATION = 44;
const TABS = 49;
/** +08:00 in milliseconds. */
const ZONE = 8 * 3_600_000;
const CAPSULE = { width: 87, height: 32, right: 7, top: 4 };

export interface Insets {
  statusBar: number;
  bottom: number;
}

/** How the tab bar is drawn, in the words of app.json. */
interface TabBarStyle {
  color?: string | undefined;
  selectedColor?: string | undefined;
  backgroundColor?: string | undefined;
  borderStyle?: string | undefined;
}

/** A tab as it is drawn; badges and red dots change while the app runs. */
interface Tab {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
  badge: string | null;
  dot: boolean;
}

export interface ShellActions {
  back: () => void;
  home: () => void;
  tab: (path: string) => void;
  /** The capsule's buttons: the app goes to the back. */
  close: () => void;
  imageUrl: (source: string) => string;
}

export class Shell implements Surroundings {
  readonly changed = new Signal<OpenPage>();
  readonly container = make('main', 'phone-pages');
  readonly layer = make('div', 'phone-layer');
  readonly tabs: Tab[];
  /** Starts as app.json says; the app changes it while it runs. */
  readonly tabBarStyle: TabBarStyle;
  readonly #manifest: Manifest;
  readonly #actions: ShellActions;
  readonly #bar = make('header', 'phone-bar');
  readonly #back = make('button', 'phone-back');
  readonly #title = make('h1');
  readonly #capsule = make('div', 'phone-capsule', make('button', 'more'), make('button', 'close'));
  readonly #clock = make('time');
  readonly #tabBar = make('nav', 'phone-tabs');
  readonly #now: () => Date;
  #page: OpenPage | null = null;
  #tabsHidden = false;

  constructor(manifest: Manifest, actions: ShellActions, now: () => Date) {
    this.#manifest = manifest;
    this.#actions = actions;
    this.tabs = (manifest.app.tabBar?.list ?? []).map((tab) => ({ ...tab, badge: null, dot: false }));
    const { color, selectedColor, backgroundColor, borderStyle } = manifest.app.tabBar ?? {};
    this.tabBarStyle = { color, selectedColor, backgroundColor, borderStyle };
    this.#back.setAttribute('aria-label', '返回');
    this.#capsule.lastElementChild?.setAttribute('aria-label', '关闭');
    this.#capsule.firstElementChild?.setAttribute('aria-label', '更多');
    this.#capsule.lastElementChild?.addEventListener('click', () => actions.close());
    this.#back.addEventListener('click', () =>
      this.#back.classList.contains('home') ? actions.home() : actions.back(),
    );
    const status = make('div', 'phone-status', this.#clock, make('span', '', '5G  ▮'));
    this.#bar.append(status, this.#back, this.#title);
    document.body.append(this.container, this.#bar, this.#capsule, this.#tabBar, this.layer);
    this.#now = now;
    this.drawClock();
    setInterval(() => this.drawClock(), 10_000);
    window.addEventListener('resize', () => this.redraw());
  }

  /** The status bar tells the time in +08:00, wherever this machine stands. */
  drawClock(): void {
    this.#clock.textContent = new Date(this.#now().getTime() + ZONE).toISOString().slice(11, 16);
  }

  get insets(): Insets {
    const notch = window.innerHeight >= 780;
    return { statusBar: notch ? 44 : 20, bottom: notch ? 34 : 0 };
  }

  /** The capsule on the screen (px). */
  get capsule(): { width: number; height: number; top: number; right: number; bottom: number; left: number } {
    const top = this.insets.statusBar + CAPSULE.top;
    const right = window.innerWidth - CAPSULE.right;
    return {
      width: CAPSULE.width,
      height: CAPSULE.height,
      top,
      right,
      bottom: top + CAPSULE.height,
      left: right - CAPSULE.width,
    };
  }

  /** Where the window of a page begins and ends on the screen (px). */
  windowOf(page: OpenPage | null): { top: number; height: number } {
    const custom = page?.window.navigationStyle === 'custom';
    const top = custom ? 0 : this.insets.statusBar + NAVIGATION;
    const below =
      page?.isTab === true && !this.#tabsHidden && !this.#customTabs ? TABS + this.insets.bottom : 0;
    return { top, height: window.innerHeight - top - below };
  }

  showBars(page: OpenPage, depth: number): void {
    this.#page = page;
    const { top, height } = this.windowOf(page);
    const { statusBar, bottom } = this.insets;
    Object.assign(page.frame.style, { top: `${top}px`, height: `${height}px` });
    const variables = {
      '--phone-vh': `${height / 100}px`,
      '--phone-safe-area-inset-top': `${top === 0 ? statusBar : 0}px`,
      '--phone-safe-area-inset-bottom': `${page.isTab ? 0 : bottom}px`,
      '--phone-safe-area-inset-left': '0px',
      '--phone-safe-area-inset-right': '0px',
      '--phone-status': `${statusBar}px`,
    };
    for (const [name, value] of Object.entries(variables)) document.body.style.setProperty(name, value);
    page.scroller.style.background = this.#color(page.window.backgroundColor, '#ffffff');
    page.scroller.toggleAttribute('fixed', page.window.disableScroll === true);
    // A page with a bar of its own still lies under the status bar.
    this.#bar.classList.toggle('custom', top === 0);
    this.#bar.style.background = this.#color(page.window.navigationBarBackgroundColor, '#000000');
    const dark = page.window.navigationBarTextStyle === 'black';
    document.body.classList.toggle('bar-black', dark);
    this.#title.textContent = this.#text(page.window.navigationBarTitleText);
    this.#title.classList.toggle('loading', page.window.loading === true);
    const isFirst = depth <= 1;
    const canGoHome =
      isFirst && !page.isTab && page.window.hideHome !== true && page.path !== this.#manifest.pages[0];
    this.#back.classList.toggle('home', canGoHome);
    this.#back.hidden = isFirst && !canGoHome;
    this.#capsule.style.top = `${this.capsule.top}px`;
    this.#drawTabs(page);
  }

  redraw(): void {
    if (this.#page !== null) this.showBars(this.#page, this.#back.hidden ? 1 : 2);
  }

  hideTabs(hidden: boolean): void {
    this.#tabsHidden = hidden;
    this.redraw();
  }

  showPull(page: OpenPage, pulled: number): void {
    page.scroller.style.transform = pulled > 0 ? `translateY(${Math.min(pulled, 80)}px)` : '';
    page.frame.classList.toggle('pulled', pulled > 0);
  }

  get #customTabs(): boolean {
    return this.#manifest.app.tabBar?.custom === true;
  }

  #drawTabs(page: OpenPage): void {
    const { tabBar } = this.#manifest.app;
    this.#tabBar.hidden = tabBar === undefined || !page.isTab || this.#tabsHidden || this.#customTabs;
    if (tabBar === undefined) return;
    const { backgroundColor, borderStyle } = this.tabBarStyle;
    this.#tabBar.style.background = this.#color(backgroundColor, '#ffffff');
    this.#tabBar.classList.toggle('border-white', borderStyle === 'white');
    this.#tabBar.style.paddingBottom = `${this.insets.bottom}px`;
    const entries = this.tabs.map((tab) => this.#drawTab(tab, tab.pagePath === page.path));
    this.#tabBar.replaceChildren(...entries);
  }

  #drawTab(tab: Tab, selected: boolean): HTMLElement {
    const { color, selectedColor } = this.tabBarStyle;
    const entry = make('button', selected ? 'selected' : '');
    entry.style.color = this.#color(selected ? selectedColor : color, selected ? '#07c160' : '#7a7e83');
    const icon = (selected ? tab.selectedIconPath : undefined) ?? tab.iconPath;
    if (icon !== undefined) {
      const image = make('img');
      image.alt = '';
      image.src = this.#actions.imageUrl(`/${icon.replace(/^\//, '')}`);
      entry.append(image);
    }
    entry.append(make('span', '', tab.text));
    if (tab.badge !== null) entry.append(make('b', '', tab.badge));
    else if (tab.dot) entry.append(make('b', 'dot'));
    entry.addEventListener('click', () => this.#actions.tab(tab.pagePath));
    return entry;
  }

  #text(value: unknown): string {
    return typeof value === 'string' ? value : '';
  }

  /** A colour of app.json; `@name` is a variable of the theme file. */
  #color(value: unknown, fallback: string): string {
    if (typeof value !== 'string' || value === '') return fallback;
    if (!value.startsWith('@')) return value;
    const themes = this.#manifest.app.theme as Record<string, Record<string, string>> | undefined;
    const dark =
      typeof window.matchMedia === 'function' && window.matchMedia('(prefers-color-scheme: dark)').matches;
    return themes?.[dark ? 'dark' : 'light']?.[value.slice(1)] ?? fallback;
  }
}
