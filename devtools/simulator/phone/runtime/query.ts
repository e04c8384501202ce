/** `createSelectorQuery` and `createIntersectionObserver`, with the fields that the adapter lacks. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { boxOf, drawnElement, scrollerOf, type Component, type Node } from './dom';

/** What a query may ask of a node. @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/NodesRef.fields.html */
export interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

type Callback = (result: unknown) => void;

/** Objects that built-ins hand out for `node` and `context`, e.g. a canvas. */
export const nodeObjects = new WeakMap<HTMLElement, { node?: unknown; context?: unknown }>();

const RECT = ['left', 'top', 'right', 'bottom'] as const;

/** The nodes that one selector finds, and what is asked of them. */
class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly find: () => Node[] | 'viewport',
    private readonly single: boolean,
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.push(() => {
      const found = this.find();
      if (found === 'viewport') return viewportFields(this.query.component, fields);
      const results = found.map((node) => nodeFields(node, fields));
      return this.single ? (results[0] ?? null) : results;
    }, callback);
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }
}

/** Questions that are answered together after the next drawing. */
export class SelectorQuery {
  readonly #questions: { ask: () => unknown; callback: Callback | undefined }[] = [];

  constructor(public component: Component) {}

  /** @param scope - a component's `this` */
  in(scope: { _$: Component }): this {
    this.component = scope._$;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, () => this.#all(selector).slice(0, 1), true);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, () => this.#all(selector), false);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, () => 'viewport', true);
  }

  exec(callback?: (results: unknown[]) => void): this {
    const questions = this.#questions.splice(0);
    setTimeout(() => {
      const results = questions.map(({ ask, callback: done }) => {
        const result = ask();
        done?.(result);
        return result;
      });
      callback?.(results);
    }, 0);
    return this;
  }

  push(ask: () => unknown, callback: Callback | undefined): this {
    this.#questions.push({ ask, callback });
    return this;
  }

  #all(selector: string): Node[] {
    return selectAll(this.component, selector);
  }
}

/** Nodes in the shadow tree of a component; `>>>` goes into the components that its left side finds. */
export function selectAll(component: Component, selector: string): Node[] {
  const [outer = '', ...inner] = selector.split('>>>').map((part) => part.trim());
  const found: Node[] = component.getShadowRoot()?.querySelectorAll(outer) ?? [];
  if (inner.length === 0) return found;
  return found.flatMap((node) =>
    glassEasel.Component.isComponent(node) ? selectAll(node, inner.join('>>>')) : [],
  );
}

function nodeFields(node: Node, fields: Fields): Record<string, unknown> {
  const element = drawnElement(node);
  const result: Record<string, unknown> = {};
  if (fields.id === true) result.id = node.id;
  if (fields.dataset === true) result.dataset = { ...node.dataset };
  if (fields.mark === true) result.mark = node.collectMarks();
  if (element !== null) Object.assign(result, elementFields(element, fields));
  const data = glassEasel.Component.isComponent(node) ? (node.data as Record<string, unknown>) : {};
  for (const name of fields.properties ?? []) result[name] = data[name];
  return result;
}

function elementFields(element: HTMLElement, fields: Fields): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const box = boxOf(element);
  if (fields.rect === true) for (const side of RECT) result[side] = box[side];
  if (fields.size === true) Object.assign(result, { width: box.width, height: box.height });
  if (fields.scrollOffset === true) Object.assign(result, scrollOf(element));
  const style = fields.computedStyle === undefined ? null : getComputedStyle(element);
  for (const name of fields.computedStyle ?? []) {
    const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    result[name] = style?.getPropertyValue(dashed) ?? '';
  }
  const objects = nodeObjects.get(element);
  if (fields.node === true) result.node = objects?.node ?? null;
  if (fields.context === true) result.context = objects?.context ?? null;
  return result;
}

function viewportFields(component: Component, fields: Fields): Record<string, unknown> {
  const scroller = scrollerOf(drawnElement(component));
  const width = scroller?.clientWidth ?? 0;
  const height = scroller?.clientHeight ?? 0;
  const result: Record<string, unknown> = {};
  if (fields.id === true) result.id = '';
  if (fields.dataset === true) result.dataset = {};
  if (fields.rect === true) Object.assign(result, { left: 0, top: 0, right: width, bottom: height });
  if (fields.size === true) Object.assign(result, { width, height });
  if (fields.scrollOffset === true && scroller !== null) Object.assign(result, scrollOf(scroller));
  return result;
}

function scrollOf({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement): Record<string, number> {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}
