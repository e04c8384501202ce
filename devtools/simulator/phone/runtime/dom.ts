/** From DOM nodes to framework nodes and back, with the coordinates of the page below the bars. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';

export type Node = glassEasel.Element;
export type Component = glassEasel.GeneralComponent;

/** The framework's node drawn by this DOM node or by one around it. */
export function nodeOf(target: EventTarget | null): Node | null {
  for (let at = target instanceof globalThis.Node ? target : null; at !== null; at = at.parentNode) {
    const found: unknown = Reflect.get(at, '__wxElement');
    if (found instanceof glassEasel.Element) return found;
  }
  return null;
}

/** The DOM element of a node; null for virtual ones. */
export function elementOf(node: Node | null): HTMLElement | null {
  const element: unknown = node?.getBackendElement();
  return element instanceof HTMLElement ? element : null;
}

/** The first element that a node draws: a component with a virtual host has none of its own. */
export function drawnElement(node: Node): HTMLElement | null {
  const own = elementOf(node);
  if (own !== null) return own;
  const root = glassEasel.Component.isComponent(node) ? node.getShadowRoot() : null;
  for (const child of root?.childNodes ?? node.childNodes) {
    const found = child instanceof glassEasel.Element ? drawnElement(child) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Where the page of an element begins on the screen (px). */
export function pageOrigin(element: Element | null): { left: number; top: number } {
  const page = element?.closest('.phone-page');
  const { left, top } = page?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return { left, top };
}

/** The scrolling part of the page of an element. */
export function scrollerOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('.phone-scroll') ?? null;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

/** The box of an element in its page (px). */
export function boxOf(element: Element): Box {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const origin = pageOrigin(element);
  return {
    left: left - origin.left,
    top: top - origin.top,
    right: right - origin.left,
    bottom: bottom - origin.top,
    width,
    height,
  };
}

/** Creates an element with a class, text and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: (string | globalThis.Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

/** A finger as far as built-ins look at it. */
export interface TouchLike {
  clientX: number;
  clientY: number;
}

/** The framework's own idea of a DOM element is narrower than the browser's. */
export function asBackend(element: unknown): glassEasel.domlikeBackend.Element {
  return element as glassEasel.domlikeBackend.Element;
}
