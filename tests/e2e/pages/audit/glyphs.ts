/** Signs that a font does not have (drawn as an empty box), icons without a shape, and pictures that did not load. */
import { finding, type Finding } from './finding';
import { type ShownText } from './scene';

const SIZE = 32;
/** Characters that no font has: unassigned in Unicode. */
const NOWHERE = ['\u0378', '\u0379', '\u{2FE0}'];

let pen: CanvasRenderingContext2D | null = null;

/** How a character looks in a font. */
function look(character: string, font: string): string {
  if (pen === null) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIZE;
    pen = canvas.getContext('2d', { willReadFrequently: true });
  }
  if (pen === null) throw new Error('this browser has no canvas');
  pen.clearRect(0, 0, SIZE, SIZE);
  pen.font = `24px ${font}`;
  pen.textBaseline = 'top';
  pen.fillText(character, 2, 2);
  const { data } = pen.getImageData(0, 0, SIZE, SIZE);
  let text = '';
  for (let at = 3; at < data.length; at += 4) text += String.fromCharCode((data[at] ?? 0) >> 4);
  return text;
}

const boxes = new Map<string, Set<string>>();
const missing = new Map<string, boolean>();

/** Whether a font draws a character as a box. */
function isMissing(character: string, font: string): boolean {
  const key = `${font}\n${character}`;
  const known = missing.get(key);
  if (known !== undefined) return known;
  const empty = boxes.get(font) ?? new Set(NOWHERE.map((each) => look(each, font)));
  boxes.set(font, empty);
  const answer = empty.has(look(character, font));
  missing.set(key, answer);
  return answer;
}

export function checkGlyphs({ text, element }: ShownText): Finding[] {
  const { fontFamily } = getComputedStyle(element);
  const lost = [...new Set(text)].filter((each) => /\S/.test(each) && isMissing(each, fontFamily));
  if (lost.length === 0) return [];
  const codes = lost.map((each) => `U+${each.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`);
  return [finding('glyph', text, element, codes.join(' '))];
}

/** Icons are drawn as masks: without one they are a filled square. */
export function checkIcons(root: Element): Finding[] {
  return [...root.querySelectorAll('[class*="i-"]')]
    .filter((element) => [...element.classList].some((name) => /(?:^|--)i$/.test(name)))
    .filter((element) => element.checkVisibility() && getComputedStyle(element).maskImage === 'none')
    .map((element) => finding('glyph', element.className, element, 'an icon without a shape'));
}

/** A picture that is on its way, since the page has just been told of it, may still come. */
export function checkPictures(root: Element): Finding[] {
  return [...root.querySelectorAll('img')]
    .filter((image) => image.src !== '' && image.checkVisibility())
    .filter(({ complete, naturalWidth }) => complete && naturalWidth === 0)
    .map((image) => finding('picture', image.src, image, 'did not load'));
}
