/** What a finger has to hit: everything that answers a tap, and how large it is for a finger. */
import { finding, type Finding } from './finding';
import { bring, HEIGHTS, hasSheet, isCurtain, middle, related, stackAt, type ShownText } from './scene';

/** The smallest target (px). */
const FINGER = 44;
/** Layout rounds. */
const SLACK = 0.6;

/** What the framework knows of a node; only what is looked at here. */
interface FrameworkNode {
  _$eventTarget?: { listeners: Record<string, unknown> };
  getComposedParent(): FrameworkNode | null;
  getBackendElement(): unknown;
}

const nodeOf = (element: Element): FrameworkNode | null =>
  (Reflect.get(element, '__wxElement') as FrameworkNode | undefined) ?? null;

const answersTap = (node: FrameworkNode): boolean => node._$eventTarget?.listeners['tap'] !== undefined;

/** Whether an element answers a tap itself, or is drawn by a component without an element of its own that does. */
function isTarget(element: Element): boolean {
  if (element.matches('button, input, textarea, select, a[href]')) return true;
  const own = nodeOf(element);
  if (own === null) return false;
  if (answersTap(own)) return true;
  for (let at = own.getComposedParent(); at !== null; at = at.getComposedParent()) {
    if (at.getBackendElement() instanceof Element) return false;
    if (answersTap(at)) return true;
  }
  return false;
}

/** How far a finger may be off the middle of an element and still hit it (px, both ways together). */
function reach(element: Element): { width: number; height: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hits = (dx: number, dy: number): boolean => {
    const [first] = stackAt(x + dx, y + dy);
    return first !== undefined && element.contains(first);
  };
  const half = FINGER / 2 - SLACK;
  return {
    width: width >= FINGER - SLACK || (hits(-half, 0) && hits(half, 0)) ? Math.max(width, FINGER) : width,
    height: height >= FINGER - SLACK || (hits(0, -half) && hits(0, half)) ? Math.max(height, FINGER) : height,
  };
}

const nameOf = (element: Element): string =>
  element.textContent.trim() ||
  (element.getAttribute('aria-label') ?? element.getAttribute('placeholder') ?? '');

/** The targets below an element. */
export const targetsOf = (root: Element): Element[] =>
  [...root.querySelectorAll('*')].filter(
    (element) =>
      isTarget(element) &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 0 &&
      element.closest('.phone-layer, .phone-bar, .phone-tabs, .phone-capsule, [class*="t-overlay"]') === null,
  );

/** Whether its middle answers once it is brought to a height of the screen, and WeChat's own buttons are not on it. */
function isInReach(element: Element, height: number): boolean {
  bring(element, height);
  const box = element.getBoundingClientRect();
  const { x, y } = middle(box);
  const [first] = stackAt(x, y);
  const capsule = document.querySelector('.phone-capsule')?.getBoundingClientRect();
  const apart =
    capsule === undefined ||
    box.width > 200 ||
    box.left >= capsule.right ||
    box.right <= capsule.left ||
    box.top >= capsule.bottom ||
    box.bottom <= capsule.top;
  return first !== undefined && related(first, element) && apart;
}

/** Targets that are too small for a finger, or out of its reach. While a sheet is open only what is in it counts. */
export function checkTargets(root: Element): Finding[] {
  const all = targetsOf(root);
  const raised = all.filter(isCurtain);
  const found: Finding[] = [];
  for (const element of hasSheet(root) ? raised : all) {
    if (!HEIGHTS.some((height) => isInReach(element, height)))
      found.push(finding('covered', nameOf(element), element, 'a finger does not reach it'));
    bring(element);
    // A field in a larger box that takes the tap for it is as large as the box.
    const { width, height } = reach(element.matches('input, textarea') ? boxAround(element) : element);
    if (width < FINGER - SLACK || height < FINGER - SLACK)
      found.push(
        finding('target', nameOf(element), element, `${width.toFixed(0)} × ${height.toFixed(0)} px`),
      );
  }
  return found;
}

const boxAround = (field: Element): Element => field.parentElement ?? field;

/** Words on a button that stand out of it. */
export function checkSpills(root: Element, texts: readonly ShownText[]): Finding[] {
  const targets = new Set(targetsOf(root));
  return texts.flatMap((text) => {
    let holder: Element | null = text.element;
    while (holder !== null && !targets.has(holder)) holder = holder.parentElement;
    if (holder === null) return [];
    const { left, right } = holder.getBoundingClientRect();
    const out = text.lines().some((line) => line.left < left - 1 || line.right > right + 1);
    return out ? [finding('clipped', text.text, text.element, 'stands out of its button')] : [];
  });
}
