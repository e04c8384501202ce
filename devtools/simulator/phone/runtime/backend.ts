/** The DOM as glass-easel draws into it: `wx-` tags, phone lengths in styles, style sheets that belong to pages. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { NotEmulated } from './errors';
import { toPhoneUnits } from '../../units';

type BackendElement = glassEasel.domlikeBackend.Element;

/** A style sheet in the document; those of pages that are not on screen are off. */
interface Sheet {
  path: string;
  element: HTMLStyleElement;
}

const retyped = (element: unknown): BackendElement => element as BackendElement;

/** One document for all pages of a phone. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  readonly #sheets: Sheet[] = [];
  readonly #texts = new Map<string, string>();
  /** Paths of the sheets that the root being created asked for. */
  #collected: string[] = [];
  readonly #tags: ReadonlySet<string>;

  override document = {
    createElement: (tag: string): BackendElement => this.#createElement(tag),
    createTextNode: (text: string): BackendElement => retyped(document.createTextNode(text)),
    createDocumentFragment: (): BackendElement => retyped(document.createDocumentFragment()),
  };

  /** @param tags - every tag that is drawn by somebody */
  constructor(tags: ReadonlySet<string>) {
    super();
    this.#tags = tags;
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    this.#texts.set(path, String(content));
  }

  /** Adds a sheet once however many pages use it. */
  override appendStyleSheetPath(path: string): number {
    this.#collected.push(path);
    const known = this.#sheets.findIndex((sheet) => sheet.path === path);
    if (known >= 0) return known;
    const element = document.createElement('style');
    element.dataset.path = path;
    element.textContent = this.#texts.get(path) ?? '';
    document.head.append(element);
    this.#sheets.push({ path, element });
    return this.#sheets.length - 1;
  }

  override disableStyleSheet(index: number): void {
    this.#sheets[index]?.element.remove();
  }

  /** Runs `create` and tells which sheets the root needs. */
  collectSheets<T>(create: () => T): { root: T; sheets: string[] } {
    this.#collected = [];
    const root = create();
    return { root, sheets: this.#collected };
  }

  /** Pages share a document, but in WeChat each has its own: only the sheets of the page on screen apply. */
  useSheets(paths: readonly string[]): void {
    for (const { path, element } of this.#sheets) element.disabled = !paths.includes(path);
    for (const { path, element } of this.#sheets) element.media = paths.includes(path) ? 'all' : 'not all';
  }

  /** Not tied to frames: a phone in a background tab goes on. */
  override render(done: (error: Error | null) => void): void {
    setTimeout(() => done(null), 0);
  }

  /** Gestures and built-ins bring all events; native DOM events would arrive twice. */
  override setListenerStats(): void {
    // Nothing to listen to.
  }

  override onEvent(): void {
    // See `Gestures`.
  }

  override setModelBindingStat(): void {
    // Built-ins write their values back themselves.
  }

  #createElement(tag: string): BackendElement {
    if (!this.#tags.has(tag)) throw new NotEmulated(`<${tag}>`);
    const element = document.createElement(`wx-${tag}`);
    const setAttribute = element.setAttribute.bind(element);
    element.setAttribute = (name, value): void => {
      setAttribute(name, name === 'style' ? toPhoneUnits(value) : value);
    };
    return retyped(element);
  }
}
