/** The little of a framework that the page needs: elements from data, lists that keep their elements, icons, popups. */

type Child = Node | string | null;
type Props = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

/**
 * Makes an element.
 * @param props - `on…` listeners, booleans that set or leave out an attribute, other attributes
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const keys = new WeakMap<Element, string>();

/**
 * Shows a list; an element whose key is still there is kept, with its focus and its state.
 * @param keyOf - everything that the element shows
 */
export function list<T>(
  parent: Element,
  items: readonly T[],
  keyOf: (item: T) => string,
  make: (item: T) => Element,
): void {
  const old = new Map([...parent.children].map((child) => [keys.get(child), child]));
  const next = items.map((item) => {
    const key = keyOf(item);
    const element = old.get(key) ?? make(item);
    keys.set(element, key);
    return element;
  });
  if (next.length === parent.children.length && next.every((each, at) => each === parent.children[at]))
    return;
  parent.replaceChildren(...next);
}

/** Changes a text only when it differs, so that screen readers are not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4',
  down: 'm6 9.500 6 6 6-6',
  right: 'm9.500 6 6 6-6 6',
  skip: 'M5 6v12l7-6zM13 6v12l7-6z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  tick: 'm6 12.500 4 4 8-9',
  close: 'm6 6 12 12M18 6 6 18',
} as const;

function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A square drawing of one shape, which screen readers pass over. */
function drawing(className: string, size: number, side: number, shape: SVGElement): SVGElement {
  const [length, viewBox] = [String(size), `0 0 ${side} ${side}`];
  const frame = { width: length, height: length, viewBox, 'aria-hidden': 'true', class: className };
  const element = svg('svg', frame);
  element.append(shape);
  return element;
}

/** @param size - pixels */
export function icon(name: keyof typeof PATHS, size: number): SVGElement {
  const path = svg('path', { d: PATHS[name], ...(name === 'more' ? { class: 'dots' } : {}) });
  return drawing('icon', size, 24, path);
}

/** The loop of five segments: the mark of the product. */
export function ring(size: number): SVGElement {
  const circle = svg('circle', {
    cx: '14',
    cy: '14',
    r: '11.4',
    pathLength: '100',
    'stroke-dasharray': '14 6',
    'stroke-dashoffset': '-3',
    transform: 'rotate(-90 14 14)',
  });
  return drawing('ring', size, 28, circle);
}

/**
 * Lets a button open a panel under it; Escape and a click elsewhere close it.
 * @param opened - called before the panel shows
 */
export function popup(button: HTMLButtonElement, panel: HTMLElement, opened: () => void): void {
  panel.setAttribute('popover', 'auto');
  button.setAttribute('aria-expanded', 'false');
  button.popoverTargetElement = panel;
  panel.addEventListener('beforetoggle', (event) => {
    const opens = event.newState === 'open';
    button.setAttribute('aria-expanded', String(opens));
    if (!opens) return;
    const { right, bottom } = button.getBoundingClientRect();
    panel.style.right = `${innerWidth - right}px`;
    panel.style.top = `${bottom + 6}px`;
    opened();
  });
  panel.addEventListener('toggle', (event) => {
    if (event.newState === 'open') panel.querySelector<HTMLElement>('input, button')?.focus();
  });
}
