/** What WXS sees of the world: its global functions, and the component descriptors of its event handlers. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { toPhoneUnits } from '../../units';
import { boxOf, drawnElement, type Component, type Node } from './dom';
import { selectAll } from './query';

/** The style segment above the template's own. */
const TEMPORARY: unknown = 3;

/** One descriptor per node, so that `getState` lasts. */
const descriptors = new WeakMap<Node, Descriptor>();

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html */
class Descriptor {
  readonly #state: Record<string, unknown> = {};

  constructor(private readonly node: Node) {}

  selectComponent(selector: string): Descriptor | null {
    return this.selectAllComponents(selector)[0] ?? null;
  }

  selectAllComponents(selector: string): Descriptor[] {
    if (!glassEasel.Component.isComponent(this.node)) return [];
    return selectAll(this.node, selector).map(describe);
  }

  setStyle(style: string | Record<string, string | number>): this {
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map(([name, value]) => `${dashed(name)}:${value}`)
            .join(';');
    this.node.setNodeStyle(toPhoneUnits(text), TEMPORARY as glassEasel.StyleSegmentIndex);
    return this;
  }

  addClass(name: string): this {
    this.node.classList?.toggle(name, true);
    return this;
  }

  removeClass(name: string): this {
    this.node.classList?.toggle(name, false);
    return this;
  }

  hasClass(name: string): boolean {
    return this.node.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return { ...this.node.dataset };
  }

  getState(): Record<string, unknown> {
    return this.#state;
  }

  callMethod(name: string, argument?: unknown): unknown {
    if (!glassEasel.Component.isComponent(this.node)) return undefined;
    const caller: unknown = this.node.getMethodCaller();
    const method = glassEasel.Component.getMethod(this.node, name) as
      ((value: unknown) => unknown) | undefined;
    return method?.call(caller, argument);
  }

  triggerEvent(name: string, detail?: unknown, options?: glassEasel.EventOptions): void {
    this.node.triggerEvent(name, detail, options);
  }

  getBoundingClientRect(): unknown {
    const element = drawnElement(this.node);
    return element === null ? null : boxOf(element);
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const element = drawnElement(this.node);
    const style = element === null ? null : getComputedStyle(element);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(dashed(name)) ?? '']));
  }

  requestAnimationFrame(callback: () => void): void {
    requestAnimationFrame(() => callback());
  }

  setTimeout(callback: () => void, delay: number): number {
    return window.setTimeout(callback, delay);
  }

  clearTimeout(id: number): void {
    clearTimeout(id);
  }
}

function describe(node: Node): Descriptor {
  const known = descriptors.get(node) ?? new Descriptor(node);
  descriptors.set(node, known);
  return known;
}

type Listener = (this: unknown, event: unknown, owner?: unknown) => boolean | undefined;

/** Methods of a component by its definition: anything else that listens is WXS. */
const methods = new WeakMap<object, Set<unknown>>();

function isMethod(component: Component, listener: unknown): boolean {
  const { behavior } = component.getComponentDefinition();
  const known = methods.get(behavior) ?? new Set<unknown>(Object.values(behavior.getMethods()));
  methods.set(behavior, known);
  return known.has(listener);
}

interface FrameworkEvent {
  target: unknown;
  currentTarget: unknown;
}

/** A node, or the method caller of a component. */
function asNode(value: unknown): Node | null {
  if (value instanceof glassEasel.Element) return value;
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, '_$') : null;
  return inner instanceof glassEasel.Element ? inner : null;
}

/** How templates call event handlers and `change:` observers; the compiled templates look for these two. */
export const responders = {
  changed:
    (listener: (value: unknown, old: unknown, owner: unknown, instance: unknown) => void) =>
    (value: unknown, old: unknown, host: Node, node: Node): void => {
      // While a component is created its nodes cannot be found yet.
      void Promise.resolve().then(() => listener(value, old, describe(host), describe(node)));
    },

  handled(caller: unknown, event: FrameworkEvent, listener: Listener): boolean | undefined {
    const owner = asNode(caller);
    if (owner === null || !glassEasel.Component.isComponent(owner) || isMethod(owner, listener)) {
      return listener.call(caller, event);
    }
    const instance = asNode(event.currentTarget) ?? owner;
    const seen: unknown = Object.create(event, { instance: { value: describe(instance), enumerable: true } });
    return listener.call(null, seen, describe(owner));
  },
};

/** The globals of WXS in the order that compile/index.ts names them. */
export function wxsGlobals(): unknown[] {
  const getRegExp = (pattern: string, flags?: string): RegExp => new RegExp(pattern, flags);
  const getDate = (...parts: [] | [string | number]): Date =>
    parts.length === 0 ? new Date() : new Date(parts[0]);
  return [responders, getRegExp, getDate];
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
