/** `window.__phone`: what the console and the automation port can see of a phone, and do to it. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { drives } from '../builtins/define';
import { type Permissions, type SystemPermission } from '../wx/permissions';
import { type PrivateInfo } from '../wx/privacy';
import {
  asBackend,
  boxOf,
  drawnElement,
  elementOf,
  make,
  nodeOf,
  scrollerOf,
  type Box,
  type Node,
} from './dom';
import { type Picked } from './file-prompt';
import { LARGEST_USER_DATA } from './files';
import { type Instance } from './framework';
import { type Launch } from './options';
import { type OpenPage } from './page-stack';
import { type Exception, type Network, type Phone, type Position } from './phone';
import { plain, valueAt } from './plain';
import { findAll, findBelow, tagOf } from './selector';
import { forgetSetData, setDataDone, type SetDataWork } from './work';

export interface PageInfo {
  pageId: number;
  path: string;
  query: Record<string, string>;
}

/** Everything that a phone reports; `value` depends on `type`, see README.md. */
export interface PhoneEvent {
  type: 'console' | 'exception' | 'effect' | 'page' | 'app';
  value: unknown;
}

export interface Bridge {
  readonly slot: string;
  readonly openid: string;
  on(listener: (event: PhoneEvent) => void): () => void;
  exceptions(): Exception[];
  /** Opens the app at a place, as a message does. */
  launch(launch: Launch): void;
  show(): void;
  hide(): void;
  setNetwork(network: Partial<Network>): void;
  setPosition(position: Position | null): void;
  /** data: addresses or URLs of this origin, used in order; the last one stays. */
  setPictures(addresses: string[]): void;
  /** What chats hold, for `wx.chooseMessageFile`; without any the person at the screen chooses. */
  setFiles(files: Picked[]): void;
  /** @param path - that of a mini-program code of this app, with its scene */
  setScan(value: string | null, path?: string): void;
  /** How many bytes the files of the app may have together; null: as many as on any phone. */
  setFileRoom(bytes: number | null): void;
  /** A call comes in, or is over: it takes the microphone and the speaker meanwhile. */
  interrupt(isBegin: boolean): void;
  /** How far the app's clock is ahead of the machine's (ms). */
  clockOffset(): number;
  setClockOffset(milliseconds: number): void;
  setPermission(scope: string, allowed: boolean | null): void;
  /** What the phone's own settings allow WeChat itself. */
  setSystemPermission(of: SystemPermission, allowed: boolean): void;
  setPrivacyAgreed(agreed: boolean): void;
  /** Kinds of information that the console of the mini-program does not declare. */
  setPrivacyUndeclared(missing: PrivateInfo[]): void;
  setTemplateTitles(titles: Record<string, string>): void;
  forgetSubscriptions(): void;
  /** The main switch of subscription messages in the settings of the mini-program. */
  setSubscriptionSwitch(on: boolean): void;
  pageStack(): PageInfo[];
  currentPage(): PageInfo | null;
  page(pageId?: number): Instance;
  /** `data` of a page or one path in it, as plain JSON. */
  getData(pageId?: number, path?: string): unknown;
  setData(data: Record<string, unknown>, pageId?: number): Promise<void>;
  /** Framework nodes in a page, not inside its components; `>>>` goes in. */
  select(selector: string, pageId?: number): Node[];
  /** The same inside a component, or below any other node. */
  selectIn(node: Node, selector: string): Node[];
  /** The tag in WXML, e.g. `t-button`. */
  tag(node: Node): string | null;
  element(node: Node): HTMLElement | null;
  node(element: Element): Node | null;
  instance(node: Node): Instance | null;
  /** Whether a node is part of an open page. */
  attached(node: Node): boolean;
  /** Properties that a node takes in WXML, with their values. */
  properties(node: Node): Record<string, unknown>;
  /** Where a node lies in the content of its page (px); null when it is not drawn. */
  box(node: Node): Box | null;
  /** The scrolling part of a page. */
  scroller(pageId?: number): HTMLElement;
  /** What pages and components handed to `setData` so far, by path. */
  setDataDone(): Record<string, SetDataWork>;
  forgetSetData(): void;
  tap(target: Node | Element): void;
  trigger(node: Node, type: string, detail?: unknown): void;
  /** Types into an input or textarea as a person does. */
  input(node: Node, value: string): void;
  /** Moves a swiper (`swipeTo`, index) or a movable-view (`moveTo`, x, y in px) as a finger does. */
  drive(node: Node, movement: string, ...numbers: number[]): void;
  /** Puts a component on an empty screen, for tests of components. */
  mount(path: string, properties: Record<string, unknown>): Mounted;
  /** The object that the app knows as `wx`; changes are seen by the app. */
  readonly wx: Record<string, unknown>;
  /** The app's own instance, as `getApp()` answers it. */
  app(): Record<string, unknown>;
  /** What `getCurrentPages()` answers. */
  pages(): Instance[];
  /** A function from its text, with the globals that the app's modules see. */
  compile(text: string): (this: unknown, ...args: unknown[]) => unknown;
}

/** A component without a page around it. */
export interface Mounted {
  node: Node;
  instance: Instance;
  element: HTMLElement;
  set(properties: Record<string, unknown>): void;
  on(event: string, listener: (detail: unknown) => void): void;
  unmount(): void;
}

export function createBridge(phone: Phone, permissions: Permissions): Bridge {
  const exceptions: Exception[] = [];
  const listeners = new Set<(event: PhoneEvent) => void>();
  const tell = (type: PhoneEvent['type'], value: unknown): void => {
    for (const listener of listeners) listener({ type, value });
    if (window.parent !== window) {
      const message = { phone: phone.options.slot, type, value: plain(value) };
      window.parent.postMessage(message, window.location.origin);
    }
  };
  phone.exceptions.on((exception) => {
    exceptions.push(exception);
    tell('exception', exception);
  });
  phone.console.on((line) => tell('console', line));
  phone.effects.on((effect) => tell('effect', effect));
  phone.shell.changed.on((page) => tell('page', infoOf(page)));
  phone.appShown.on((options) => tell('app', { shown: true, ...options }));
  phone.appHidden.on(() => tell('app', { shown: false }));

  const pageOf = (pageId?: number): OpenPage => {
    const found =
      pageId === undefined ? phone.stack.current : phone.stack.pages.find(({ id }) => id === pageId);
    if (found == null) throw new Error(`page ${pageId ?? ''} is not open`);
    return found;
  };
  const bridge: Bridge = {
    slot: phone.options.slot,
    openid: phone.options.openid,
    wx: phone.wx,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exceptions: () => [...exceptions],
    launch: (launch) => phone.open(launch),
    show: () => phone.show(),
    hide: () => phone.hide(),
    setNetwork(network) {
      phone.network = { ...phone.network, ...network };
      phone.networkChanged.emit(phone.network);
    },
    setPosition: (position) => (phone.position = position),
    setPictures: (addresses) => phone.lens.use(addresses),
    setFiles: (files) => (phone.messageFiles = [...files]),
    setFileRoom: (bytes) => (phone.files.room = bytes ?? LARGEST_USER_DATA),
    setScan: (text, path = '') => (phone.scan = text === null ? null : { text, path }),
    interrupt: (isBegin) => phone.interrupted.emit(isBegin),
    clockOffset: () => phone.options.clockOffset,
    setClockOffset(milliseconds) {
      phone.options.clockOffset = milliseconds;
      phone.shell.drawClock();
    },
    setPermission: (scope, allowed) => permissions.set(scope, allowed),
    setSystemPermission: (of, allowed) => permissions.setSystem(of, allowed),
    setPrivacyAgreed: (agreed) => permissions.privacy.set(agreed),
    setPrivacyUndeclared: (missing) => permissions.privacy.setUndeclared(missing),
    setTemplateTitles: (titles) => (permissions.titles = titles),
    forgetSubscriptions: () => permissions.forgetSubscriptions(),
    setSubscriptionSwitch: (on) => permissions.setSubscriptionSwitch(on),
    pageStack: () => phone.stack.pages.map(infoOf),
    currentPage: () => (phone.stack.current === null ? null : infoOf(phone.stack.current)),
    page: (pageId) => pageOf(pageId).instance,
    getData: (pageId, path) => plain(valueAt(pageOf(pageId).instance.data, path)),
    setData: (data, pageId) =>
      new Promise((resolve) => pageOf(pageId).instance.setData(data, () => resolve())),
    select: (selector, pageId) => findAll(pageOf(pageId).root.getComponent(), selector),
    selectIn: (node, selector) =>
      glassEasel.Component.isComponent(node) && instanceOf(node) !== null
        ? findAll(node, selector)
        : findBelow(node, selector),
    tag: tagOf,
    element: drawnElement,
    node: nodeOf,
    instance: (node) => instanceOf(node),
    attached: (node) => glassEasel.Element.isAttached(node),
    properties: propertiesOf,
    box: (node) => contentBox(node),
    scroller: (pageId) => pageOf(pageId).scroller,
    setDataDone,
    forgetSetData,
    tap(target) {
      const element = target instanceof Element ? target : drawnElement(target);
      if (element === null) throw new Error('the element is not drawn');
      phone.gestures.tap(element);
    },
    trigger: (node, type, detail = {}) => node.triggerEvent(type, detail, { bubbles: true }),
    input(node, value) {
      const control = elementOf(node)?.querySelector('input,textarea');
      if (!(control instanceof HTMLInputElement) && !(control instanceof HTMLTextAreaElement)) {
        throw new Error('this element is not an input');
      }
      control.value = value;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    },
    drive(node, movement, ...numbers) {
      const move = drives.get(elementOf(node) ?? document.body)?.[movement];
      if (move === undefined) throw new Error(`<${tagOf(node) ?? ''}> has no ${movement}`);
      move(...numbers);
    },
    mount: (path, properties) => mount(phone, path, properties),
    app: () => phone.app,
    pages: () => phone.stack.pages.map(({ instance }) => instance),
    compile: (text) => phone.framework.modules.compile(text),
  };
  return bridge;
}

function mount(phone: Phone, path: string, properties: Record<string, unknown>): Mounted {
  const { framework, shell } = phone;
  const { root, instance, sheets } = framework.createAlone(path);
  const node = root.getComponent();
  const frame = make('div', 'phone-page');
  const placeholder = make('div');
  frame.append(placeholder);
  shell.container.append(frame);
  framework.backend.useSheets(sheets);
  instance.setData(properties);
  root.attach(asBackend(frame), asBackend(placeholder));
  framework.flushReady();
  return {
    node,
    instance,
    element: frame,
    set: (changed) => instance.setData(changed),
    on: (event, listener) => node.addListener(event, ({ detail }) => listener(detail)),
    unmount() {
      root.release();
      frame.remove();
    },
  };
}

function propertiesOf(node: Node): Record<string, unknown> {
  if (!glassEasel.Component.isComponent(node)) return {};
  const data = node.data as Record<string, unknown>;
  return Object.fromEntries(glassEasel.Component.listProperties(node).map((name) => [name, data[name]]));
}

function contentBox(node: Node): Box | null {
  const element = drawnElement(node);
  if (element === null) return null;
  const box = boxOf(element);
  const { scrollTop, scrollLeft } = scrollerOf(element) ?? { scrollTop: 0, scrollLeft: 0 };
  return {
    ...box,
    left: box.left + scrollLeft,
    right: box.right + scrollLeft,
    top: box.top + scrollTop,
    bottom: box.bottom + scrollTop,
  };
}

function infoOf({ id, path, query }: OpenPage): PageInfo {
  return { pageId: id, path, query };
}

function instanceOf(node: Node): Instance | null {
  if (!glassEasel.Component.isComponent(node)) return null;
  const caller: unknown = node.getMethodCaller();
  return caller === node ? null : (caller as Instance);
}
