/** Components without a browser: the phone's own runtime in jsdom, for tests that take milliseconds. */
import { createRequire } from 'node:module';
import { compileApp, type CompileOptions } from './compile';
import { phoneOptions } from './page';
import { bundleRuntime, wxNames } from './runtime-bundle';

/** A DOM element as far as tests look at it. */
export interface HarnessElement {
  textContent: string;
  innerHTML: string;
  className: string;
  value: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): HarnessElement | null;
  querySelectorAll(selector: string): Iterable<HarnessElement>;
  dispatchEvent(event: unknown): boolean;
}

/** A mounted component; the DOM has tags with `wx-`, classes with the component's scope in front. */
export interface MountedComponent {
  readonly element: HarnessElement;
  /** `data` and properties. */
  data(): Record<string, unknown>;
  /** Changes properties and waits until they are drawn. */
  set(properties: Record<string, unknown>): Promise<void>;
  /** Nodes in the component's own template; `>>>` goes into components. */
  select(selector: string): unknown[];
  /** Taps the first node that a selector finds. @throws Error when there is none */
  tap(selector: string): Promise<void>;
  /** Types into the first input that a selector finds. @throws Error when there is none */
  input(selector: string, value: string): Promise<void>;
  /** Details of the events of one name since it was mounted; ask for names before they happen. */
  events(name: string): unknown[];
  /** Calls a method of the component. */
  call(method: string, ...values: unknown[]): unknown;
  text(): string;
  unmount(): void;
}

export interface Harness {
  /**
   * @param path - without suffix, e.g. `components/stage/stage` or `miniprogram_npm/tdesign-miniprogram/button/button`
   * @throws Error when it throws while it is created
   */
  mount(path: string, properties?: Record<string, unknown>): Promise<MountedComponent>;
  /** Errors of components since the start. */
  exceptions(): { message: string; stack: string }[];
  /** What components know as `wx`; may be changed. */
  readonly wx: Record<string, unknown>;
  close(): void;
}

/** `window.__phone` as far as the harness uses it; see README.md. */
interface PhoneBridge {
  wx: Record<string, unknown>;
  exceptions(): { message: string; stack: string }[];
  mount(
    path: string,
    properties: object,
  ): {
    node: unknown;
    instance: Record<string, unknown> & { data: Record<string, unknown> };
    element: HarnessElement;
    set(properties: object): void;
    on(name: string, listener: (detail: unknown) => void): void;
    unmount(): void;
  };
  selectIn(node: unknown, selector: string): unknown[];
  tap(node: unknown): void;
  input(node: unknown, value: string): void;
}

type Window = Record<string, unknown> & {
  eval(code: string): unknown;
  close(): void;
  __phone: PhoneBridge;
};

interface Jsdom {
  JSDOM: new (html: string, options: object) => { window: Window };
  VirtualConsole: new () => object;
}

export interface HarnessOptions extends CompileOptions {
  /** The repository's folder. */
  project: string;
}

/**
 * Compiles the app with the named components and starts a phone without pages.
 * @throws Error with all mistakes when it does not compile
 */
export async function openHarness({ project, ...options }: HarnessOptions): Promise<Harness> {
  const [{ files, errors }, runtime] = await Promise.all([compileApp(options), bundleRuntime(project)]);
  if (errors.length > 0) {
    throw new Error(
      errors.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'),
    );
  }
  const { JSDOM, VirtualConsole } = createRequire(__filename)('jsdom') as Jsdom;
  const { window } = new JSDOM('<!doctype html><html><head></head><body></body></html>', {
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
    url: 'http://127.0.0.1/phone/test/',
  });
  fillGaps(window);
  window.__phoneOptions = phoneOptions({ slot: 'test', openid: 'tester', wxNames: wxNames(project) });
  window.eval(String(files.get('app.js')));
  // Nothing is laid out here, and jsdom takes seconds to look styles up.
  window.eval('__app.styles = {}');
  window.eval(runtime);
  const phone = window.__phone;
  return {
    wx: phone.wx,
    exceptions: () => phone.exceptions(),
    mount: (path, properties = {}) => mountIn(phone, path, properties),
    close: () => window.close(),
  };
}

async function mountIn(
  phone: PhoneBridge,
  path: string,
  properties: Record<string, unknown>,
): Promise<MountedComponent> {
  const before = phone.exceptions().length;
  const mounted = phone.mount(path, properties);
  const heard = new Map<string, unknown[]>();
  const events = (name: string): unknown[] => {
    const known = heard.get(name);
    if (known !== undefined) return known;
    const details: unknown[] = [];
    heard.set(name, details);
    mounted.on(name, (detail) => details.push(detail));
    return details;
  };
  const first = (selector: string): unknown => {
    const [node] = phone.selectIn(mounted.node, selector);
    if (node === undefined) throw new Error(`${path} has no ${selector}`);
    return node;
  };
  await settle();
  const thrown = phone.exceptions()[before];
  if (thrown !== undefined) throw new Error(`${path}: ${thrown.message}\n${thrown.stack}`);
  return {
    element: mounted.element,
    data: () => mounted.instance.data,
    events,
    text: () => mounted.element.textContent.replace(/\s+/g, ' ').trim(),
    select: (selector) => phone.selectIn(mounted.node, selector),
    async set(changed) {
      mounted.set(changed);
      await settle();
    },
    async tap(selector) {
      phone.tap(first(selector));
      await settle();
    },
    async input(selector, value) {
      phone.input(first(selector), value);
      await settle();
    },
    call(method, ...values) {
      const own = mounted.instance[method];
      if (typeof own !== 'function') throw new Error(`${path} has no method ${method}`);
      return (own as (...given: unknown[]) => unknown).apply(mounted.instance, values);
    },
    unmount: () => mounted.unmount(),
  };
}

/** Longer than the timers of 0 ms that components and the phone set while they draw. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** What browsers have and jsdom has not. */
function fillGaps(window: Window): void {
  class NoObserver {
    observe(): void {
      // Nothing is ever laid out here.
    }
    disconnect(): void {
      // See observe.
    }
  }
  const missing = {
    TextEncoder,
    TextDecoder,
    IntersectionObserver: NoObserver,
    ResizeObserver: NoObserver,
    CSS: { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') },
    fetch: () => Promise.reject(new Error('components under test have no network')),
  };
  for (const [name, value] of Object.entries(missing)) window[name] ??= value;
}
