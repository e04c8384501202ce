/** One phone with one app in it: everything that the API of `wx`, the bars and the host share. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { services } from '../builtins/services';
import { type Disk } from './disk';
import { messageOf } from './errors';
import { isPhoneFile, PhoneFiles } from './files';
import { type Picked } from './file-prompt';
import { Framework, type Instance } from './framework';
import { Gestures } from './gestures';
import { launchOptions, type Launch, type LaunchOptions, type PhoneOptions } from './options';
import { Lens } from './lens';
import { PageStack } from './page-stack';
import { phoneGlobal, type Program } from './program';
import { Prompts } from './prompts';
import { Shell } from './shell';
import { Signal } from './signal';

/** A line that the app wrote to its console. */
export interface ConsoleLine {
  type: 'log' | 'info' | 'warn' | 'error' | 'debug';
  args: unknown[];
}

export interface Exception {
  message: string;
  stack: string;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracy: number;
}

/** `none` cuts all requests off. */
export interface Network {
  type: 'wifi' | '4g' | '5g' | 'none';
  /** Milliseconds that every request waits. */
  delay: number;
}

type AppDefinition = Record<string, unknown>;

export class Phone {
  readonly options: PhoneOptions;
  readonly program: Program;
  readonly disk: Disk;
  readonly files: PhoneFiles;
  readonly gestures: Gestures;
  readonly shell: Shell;
  readonly prompts: Prompts;
  readonly framework: Framework;
  readonly stack: PageStack;

  readonly console = new Signal<ConsoleLine>();
  readonly exceptions = new Signal<Exception>();
  readonly appShown = new Signal<LaunchOptions>();
  readonly appHidden = new Signal<undefined>();
  readonly pageNotFound = new Signal<{ path: string; query: Record<string, string>; isEntryPage: boolean }>();
  readonly networkChanged = new Signal<Network>();
  /** A call takes the microphone and the speaker, or gives them back. */
  readonly interrupted = new Signal<boolean>();
  /** Everything the phone would do outside the app, for the host: calls, clipboard, vibration … */
  readonly effects = new Signal<{ name: string; detail: Record<string, unknown> }>();

  network: Network = { type: 'wifi', delay: 0 };
  position: Position | null = null;
  readonly lens = new Lens(() => this.now());
  /** What chats hold. */
  messageFiles: Picked[] = [];
  /** What the next scan reads; `path` is that of a mini-program code of this app, empty for any other code. */
  scan: { text: string; path: string } | null = null;
  wx: Record<string, unknown> = {};
  app: AppDefinition = {};
  launched: LaunchOptions;
  entered: LaunchOptions;
  visible = false;

  constructor(program: Program, options: PhoneOptions, disk: Disk) {
    this.program = program;
    this.options = options;
    this.disk = disk;
    this.files = new PhoneFiles(disk);
    const { manifest } = program;
    this.launched = launchOptions(options.launch, manifest.pages[0] ?? '');
    this.entered = this.launched;
    document.body.classList.toggle('style-v2', manifest.app.style === 'v2');
    this.shell = new Shell(
      manifest,
      {
        back: () => void this.stack.navigateBack(1),
        home: () => void this.stack.reLaunch(`/${manifest.pages[0] ?? ''}`),
        tab: (path) => void this.stack.switchTab(`/${path}`),
        close: () => this.hide(),
        imageUrl: (source) => this.imageUrl(source, ''),
      },
      () => this.now(),
    );
    this.prompts = new Prompts(this.shell.layer);
    this.framework = new Framework(program, () => this.#globals());
    this.stack = new PageStack(this.framework, manifest, this.shell);
    this.gestures = new Gestures();
    services.imageUrl = (source, from) => this.imageUrl(source, from);
    services.formField = (component) => this.framework.formField(component);
    services.overlay = (content) => this.prompts.overlay(content);
    this.#watchErrors();
  }

  /** The phone's time. */
  now(): Date {
    return new Date(Date.now() + this.options.clockOffset);
  }

  /** Starts the app: its script, onLaunch, onShow, the first page. */
  start(): void {
    this.#guard(() => this.framework.modules.require(this.framework.modules.entry('app')));
    this.#callApp('onLaunch', this.launched);
    this.show(this.launched);
    this.#enter(this.launched);
  }

  /** Opens the app again at a place, as a tap on a message does. */
  open(launch: Launch): void {
    const options = launchOptions(launch, this.program.manifest.pages[0] ?? '');
    if (this.visible) this.hide();
    this.show(options);
    this.#enter(options);
  }

  show(options: LaunchOptions = this.entered): void {
    if (this.visible) return;
    this.visible = true;
    this.entered = options;
    this.#callApp('onShow', options);
    this.appShown.emit(options);
    this.#guard(() => this.stack.appVisible(true));
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.#guard(() => this.stack.appVisible(false));
    this.#callApp('onHide', undefined);
    this.appHidden.emit(undefined);
  }

  /** An address that the browser can load for any path that WXML or `wx` take. */
  imageUrl(source: string, from: string): string {
    if (/^(?:https?:|data:|blob:)/.test(source)) return source;
    if (isPhoneFile(source)) return this.files.url(source);
    const path = source.startsWith('/')
      ? source.slice(1)
      : new URL(source, `http://app/${from}`).pathname.slice(1);
    return `app/${path}`;
  }

  /** Something went wrong in the app: it is told, the host too, and the phone goes on. */
  fail(error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    this.exceptions.emit({ message: messageOf(error), stack });
    globalThis.console.error(error);
    const onError = this.app.onError;
    if (typeof onError !== 'function') return;
    try {
      (onError as (text: string) => void).call(this.app, stack || messageOf(error));
    } catch (second) {
      this.exceptions.emit({ message: messageOf(second), stack: '' });
    }
  }

  /** Opens a page as WeChat does; of one that does not exist the app is told, and may open another. */
  #enter(options: LaunchOptions): void {
    const { path, query } = options;
    if (this.program.manifest.pages.includes(path.replace(/^\//, ''))) {
      this.#guard(() => this.stack.reLaunch(urlOf(options)));
      return;
    }
    const missing = { path, query, isEntryPage: true };
    if (typeof this.app.onPageNotFound !== 'function' && this.pageNotFound.size === 0)
      this.fail(new Error(`page "${path}" is not found`));
    this.#callApp('onPageNotFound', missing);
    this.pageNotFound.emit(missing);
  }

  #guard(run: () => unknown): void {
    try {
      run();
    } catch (error) {
      this.fail(error);
    }
  }

  #callApp(name: string, argument: unknown): void {
    const hook = this.app[name];
    if (typeof hook !== 'function') return;
    this.#guard(() => (hook as (value: unknown) => unknown).call(this.app, argument));
  }

  #watchErrors(): void {
    glassEasel.addGlobalErrorListener((error) => {
      this.fail(error);
      return false;
    });
    glassEasel.addGlobalWarningListener(() => false);
    window.addEventListener('error', ({ error, message }) => this.fail(error ?? new Error(message)));
    window.addEventListener('unhandledrejection', ({ reason }) => {
      const hook = this.app.onUnhandledRejection;
      if (typeof hook === 'function')
        (hook as (value: unknown) => void).call(this.app, { reason: reason as unknown });
      const told: unknown =
        typeof reason === 'object' && reason !== null && 'errMsg' in reason
          ? new Error(String(Reflect.get(reason as object, 'errMsg')))
          : reason;
      this.exceptions.emit({
        message: messageOf(told),
        stack: told instanceof Error ? (told.stack ?? '') : '',
      });
    });
  }

  /** What a module of the mini-program sees besides the language and `Component()` and its like. */
  #globals(): Record<string, unknown> {
    const visible: Record<string, unknown> = {
      wx: this.wx,
      App: (definition: AppDefinition) => {
        this.app = definition;
      },
      getApp: () => this.app,
      getCurrentPages: () => this.stack.pages.map(({ instance }) => instance),
      console: this.#appConsole(),
      Date: this.#dateClass(),
      setTimeout: setTimeout.bind(globalThis),
      clearTimeout: clearTimeout.bind(globalThis),
      setInterval: setInterval.bind(globalThis),
      clearInterval: clearInterval.bind(globalThis),
    };
    return { ...visible, globalThis: phoneGlobal(visible) };
  }

  #appConsole(): Record<string, unknown> {
    const types = ['log', 'info', 'warn', 'error', 'debug'] as const;
    return Object.fromEntries(
      types.map((type) => [
        type,
        (...args: unknown[]) => {
          this.console.emit({ type, args });
          globalThis.console[type](...args);
        },
      ]),
    );
  }

  /** `Date` at the phone's time. */
  #dateClass(): DateConstructor {
    const now = (): number => this.now().getTime();
    return new Proxy(Date, {
      construct: (target, parts: ConstructorParameters<DateConstructor>, made) =>
        Reflect.construct(target, (parts as unknown[]).length === 0 ? [now()] : parts, made) as Date,
      apply: () => new Date(now()).toString(),
      get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
    });
  }
}

function urlOf({ path, query }: LaunchOptions): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return `/${path.replace(/^\//, '')}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/** The page instance on top, where `wx` functions without a component look. */
export function currentInstance(phone: Phone): Instance | null {
  return phone.stack.current?.instance ?? null;
}
