/** What is cut off, what hangs over the edge, what lies on something else. */
import { finding, type Finding } from './finding';
import { bring, HEIGHTS, isCurtain, middle, related, scrolls, stackAt, type ShownText } from './scene';

/** Rounding of layout (px). */
const SLACK = 1;

const shows = (value: number): string => value.toFixed(0);

/** Elements that reach over the side of the screen, though nobody can scroll there. */
export function checkOverflow(root: Element): Finding[] {
  const width = document.documentElement.clientWidth;
  const found: Finding[] = [];
  const visit = (element: Element): void => {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    if (own > 0 && height > 0 && (left < -SLACK || right > width + SLACK)) {
      found.push(finding('overflow', element.textContent, element, `${shows(left)}–${shows(right)} px`));
      return;
    }
    if (style.overflowX !== 'visible') {
      const wide = element.scrollWidth > element.clientWidth + SLACK;
      // A row made to be pushed sideways says so by `auto`; a page that slides sideways is broken.
      if (wide && style.overflowX === 'hidden' && scrolls(element, 'y'))
        found.push(finding('overflow', '', element, `${element.scrollWidth} px wide`));
      return;
    }
    for (const child of element.children) visit(child);
  };
  visit(root);
  for (const scroller of root.querySelectorAll('.phone-scroll, wx-scroll-view')) visitInside(scroller, found);
  return found;
}

/** The most that lies between the buttons of WeChat and the end of the bar they stand on (px). */
const BELOW_BAR = 12;

/** Veils below a sheet that leave a strip of the page under its bar bare. */
export function checkVeils(root: Element): Finding[] {
  const bar = root.querySelector('.phone-capsule')?.getBoundingClientRect().bottom ?? 0;
  return [...root.querySelectorAll('.t-overlay')]
    .filter((veil) => veil.checkVisibility({ opacityProperty: true }))
    .flatMap((veil) => {
      const { top, height } = veil.getBoundingClientRect();
      const bare = height > 0 && top > bar + BELOW_BAR;
      return bare ? [finding('veil', '', veil, `from ${shows(top)} px, below ${shows(bar)} px`)] : [];
    });
}

/** Inside a vertical scroller nothing may be wider than it. */
function visitInside(scroller: Element, found: Finding[]): void {
  if (scrolls(scroller, 'x')) return;
  const outer = scroller.getBoundingClientRect();
  if (outer.width === 0) return;
  for (const element of scroller.querySelectorAll('*')) {
    const { right, left, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || isHeld(element, scroller)) continue;
    if (right > outer.right + SLACK || left < outer.left - SLACK) {
      found.push(finding('overflow', element.textContent, element, `${shows(left)}–${shows(right)} px`));
      return;
    }
  }
}

/** Whether something between the two keeps the element inside itself. */
function isHeld(element: Element, scroller: Element): boolean {
  for (let at = element.parentElement; at !== null && at !== scroller; at = at.parentElement)
    if (getComputedStyle(at).overflowX !== 'visible') return true;
  return getComputedStyle(element).position === 'fixed';
}

/** Whether a text is cut: by an element around it, by dots at the end of its line, or by the edge of the screen. */
export function checkClipped({ text, element, lines }: ShownText, mayCut: string): Finding[] {
  if (mayCut !== '' && element.closest(mayCut) !== null) return [];
  const cut = (detail: string): Finding[] => [finding('clipped', text, element, detail)];
  const boxes = lines();
  const box = {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
  let [across, down] = [true, true];
  for (let at: Element | null = element; at !== null && (across || down); at = at.parentElement) {
    const style = getComputedStyle(at);
    const dots = style.textOverflow === 'ellipsis' && at.scrollWidth > at.clientWidth + SLACK;
    const clamped = style.webkitLineClamp !== 'none' && at.scrollHeight > at.clientHeight + SLACK;
    if (dots || clamped) return cut('ends in dots');
    if (at instanceof HTMLInputElement && written(text, at) > roomOf(at) + SLACK)
      return cut('wider than its field');
    const { left, right, top, bottom } = at.getBoundingClientRect();
    if (across && style.overflowX !== 'visible') {
      if (scrolls(at, 'x')) across = false;
      else if (box.left < left - SLACK || box.right > right + SLACK)
        return cut(`${shows(box.left)}–${shows(box.right)} in ${shows(left)}–${shows(right)} across`);
    }
    if (down && style.overflowY !== 'visible') {
      if (scrolls(at, 'y')) down = false;
      // Ascenders of a tight line stand out of it a little.
      else if (box.top < top - 3 || box.bottom > bottom + 3)
        return cut(`${shows(box.top)}–${shows(box.bottom)} in ${shows(top)}–${shows(bottom)} down`);
    }
  }
  const { clientWidth, clientHeight } = document.documentElement;
  if (across && (box.left < -SLACK || box.right > clientWidth + SLACK)) return cut('beside the screen');
  if (down && (box.top < -SLACK || box.bottom > clientHeight + SLACK)) return cut('below the screen');
  return [];
}

/** How wide a text is in the letters of a field (px): a field does not tell it of its hint. */
function written(text: string, field: HTMLInputElement): number {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) throw new Error('this browser has no canvas');
  pen.font = getComputedStyle(field).font;
  return pen.measureText(text).width;
}

function roomOf(field: HTMLInputElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(field);
  return field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

/** `hidden`: below a sheet, not meant to be seen now. */
export type Sight = 'seen' | 'hidden' | Finding;

/** Brings a text into view and tells whether it is what a person sees there. */
export function sightOf(text: ShownText): Sight {
  let sight: Sight = 'hidden';
  for (const height of HEIGHTS) {
    bring(text.element, height);
    sight = sightNow(text);
    if (sight === 'seen' || sight === 'hidden') return sight;
  }
  return sight;
}

function sightNow({ text, element, lines }: ShownText): Sight {
  for (const line of lines()) {
    const { x, y } = middle(line);
    const [top] = stackAt(x, y);
    if (top === undefined) continue;
    if (related(top, element)) continue;
    if (isCurtain(top) && !isCurtain(element)) return 'hidden';
    if (getComputedStyle(element).pointerEvents === 'none') continue;
    if (top.closest('.phone-bar.custom, .phone-status') !== null) continue;
    return finding('covered', text, element, `by ${finding('covered', '', top, '').where}`);
  }
  return 'seen';
}

interface Placed {
  text: ShownText;
  scroller: Element | null;
  rects: { left: number; right: number; top: number; bottom: number }[];
}

/** Where a text stands in what scrolls it; sticky and fixed things move on their own. */
function placed(text: ShownText): Placed | null {
  let scroller: Element | null = null;
  for (let at: Element | null = text.element; at !== null; at = at.parentElement) {
    const { position } = getComputedStyle(at);
    if (position === 'sticky' || position === 'fixed') return null;
    if (scroller === null && at !== text.element && scrolls(at, 'y')) scroller = at;
  }
  const [x, y] = [scroller?.scrollLeft ?? 0, scroller?.scrollTop ?? 0];
  const rects = text.lines().map((line) => ({
    left: line.left + x,
    right: line.right + x,
    top: line.top + y,
    bottom: line.bottom + y,
  }));
  return { text, scroller, rects };
}

/** Texts that lie on one another. */
export function checkOverlaps(texts: readonly ShownText[]): Finding[] {
  const all = texts.flatMap((text) => placed(text) ?? []);
  const found: Finding[] = [];
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      if (one.scroller !== other.scroller || one.text.element === other.text.element) continue;
      const share = Math.max(...one.rects.flatMap((a) => other.rects.map((b) => overlapOf(a, b))));
      if (share > 0.2)
        found.push(
          finding(
            'overlap',
            `${one.text.text} / ${other.text.text}`,
            one.text.element,
            `${shows(share * 100)} %`,
          ),
        );
    }
  }
  return found;
}

/** How much of the smaller of two boxes the other one covers, 0–1. */
function overlapOf(a: Placed['rects'][number], b: Placed['rects'][number]): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: typeof a): number => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / Math.min(area(a), area(b));
}
