/** What is on a screen: its texts with their places, and how to scroll to them. */

/** A piece of text that a person sees. */
export interface ShownText {
  text: string;
  /** The element around it. */
  element: HTMLElement;
  /** A line each, where it stands now (px of the window). */
  lines: () => DOMRect[];
  /** As drawn: a hint in an empty field has a colour of its own. */
  color: string;
}

/** Bars that WeChat draws itself. */
const FOREIGN = '.phone-status, .phone-capsule, .phone-back, .phone-tabs b';

const isShown = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  element.closest(FOREIGN) === null;

const inked = (rects: Iterable<DOMRect>): DOMRect[] =>
  [...rects].filter(({ width, height }) => width > 0.5 && height > 0.5);

/** All texts below an element, with what stands in its fields. */
export function shownTexts(root: Element): ShownText[] {
  const found: ShownText[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (element === null || text === '' || /^(?:script|style)$/i.test(element.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = (): DOMRect[] => inked(range.getClientRects());
    if (isShown(element) && lines().length > 0)
      found.push({ text, element, lines, color: getComputedStyle(element).color });
  }
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    const text = field.value || field.placeholder;
    if (text === '' || !isShown(field)) continue;
    const color = getComputedStyle(field, field.value === '' ? '::placeholder' : null).color;
    found.push({ text, element: field, lines: () => inked([field.getBoundingClientRect()]), color });
  }
  return found;
}

/** Which way an element's content can be scrolled by a person. */
export function scrolls(element: Element, axis: 'x' | 'y'): boolean {
  const style = getComputedStyle(element);
  const overflow = axis === 'x' ? style.overflowX : style.overflowY;
  const more =
    axis === 'x'
      ? element.scrollWidth > element.clientWidth + 1
      : element.scrollHeight > element.clientHeight + 1;
  return more && (overflow === 'auto' || overflow === 'scroll');
}

/**
 * Scrolls as a person could, until the middle of an element is as near to a height of what scrolls it as it gets.
 * @param height - 0 top, 1 bottom
 */
export function bring(element: Element, height = 0.5): void {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const [down, across] = [scrolls(at, 'y'), scrolls(at, 'x')];
    if (!down && !across) continue;
    const inner = element.getBoundingClientRect();
    const outer = at.getBoundingClientRect();
    if (down) at.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height * height;
    if (across) at.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  }
}

/** Bars lie over the ends of a page, so a thing may have to be brought elsewhere to be seen (share of the height). */
export const HEIGHTS = [0.5, 0.25, 0.1, 0.75] as const;

/** Scrolls everything back to its start. */
export function rewind(root: Element): void {
  for (const element of root.querySelectorAll('*')) {
    if (element.scrollTop !== 0) element.scrollTop = 0;
    if (element.scrollLeft !== 0) element.scrollLeft = 0;
  }
}

/** Everything at a point of the screen, topmost first. */
export const stackAt = (x: number, y: number): Element[] => document.elementsFromPoint(x, y);

/** The middle of a rectangle. */
export const middle = ({ left, top, width, height }: DOMRect): { x: number; y: number } => ({
  x: left + width / 2,
  y: top + height / 2,
});

/** Whether one element is the other, in it, or around it. */
export const related = (one: Element, other: Element): boolean => one.contains(other) || other.contains(one);

/** TDesign's sheets, and the one that asks for the agreement to privacy. */
const SHEET = '[class*="t-overlay"], [class*="t-popup"], [class*="privacy-mask"]';

/** A dimmed layer below a sheet: what it covers is not meant to be read. */
export const isCurtain = (element: Element): boolean =>
  element.closest(`${SHEET}, .phone-layer > *`) !== null;

/** Whether a sheet is open. */
export const hasSheet = (root: Element): boolean =>
  [...root.querySelectorAll(SHEET)].some((element) => element.checkVisibility({ opacityProperty: true }));
