/** Contrast of every line of text with what lies below it. What lies on a picture must do on black and on white. */
import { BLACK, contrast, gradientAt, over, parseColour, WHITE, type Colour } from './colour';
import { finding, type Finding } from './finding';
import { middle, stackAt, type ShownText } from './scene';

/** WCAG 2.2, 1.4.3: the bound for text of any size is taken. */
const ENOUGH = 4.5;

/** What is drawn by itself, in any colours. */
const PICTURES = 'img, video, canvas, wx-camera, wx-canvas';

function opacityOf(element: Element): number {
  let opacity = 1;
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    opacity *= Number(getComputedStyle(at).opacity);
  return opacity;
}

const dim = (colour: Colour, opacity: number): Colour => ({ ...colour, a: colour.a * opacity });

/** What an element paints at a height of the screen, as layers from the topmost down. */
function painted(element: Element, y: number): Colour[][] {
  const style = getComputedStyle(element);
  const opacity = opacityOf(element);
  if (element.matches(PICTURES)) return [[WHITE, BLACK].map((colour) => dim(colour, opacity))];
  const layers: Colour[][] = [];
  if (style.backgroundImage !== 'none') {
    const { top, height } = element.getBoundingClientRect();
    const masked = style.maskImage !== 'none' && style.maskImage !== '';
    const colours = masked ? [] : (gradientAt(style.backgroundImage, (y - top) / height) ?? [WHITE, BLACK]);
    if (colours.length > 0) layers.push(colours.map((colour) => dim(colour, opacity)));
  }
  const plain = dim(parseColour(style.backgroundColor), opacity);
  if (plain.a > 0 && style.maskImage === 'none') layers.push([plain]);
  return layers;
}

/** Every colour that may lie below a text at a point, the text's own element included. */
function grounds(element: Element, x: number, y: number): Colour[] {
  const stack = stackAt(x, y);
  const own = stack.indexOf(element);
  const layers: Colour[][] = [];
  for (const each of own < 0 ? stack : stack.slice(own)) {
    const added = painted(each, y);
    layers.push(...added);
    if (added.some((colours) => colours.every(({ a }) => a >= 0.999))) break;
  }
  return layers.reduceRight<Colour[]>(
    (below, layer) => layer.flatMap((top) => below.map((under) => over(top, under))),
    [WHITE],
  );
}

/** The text must have been brought into view. */
export function checkContrast({ text, element, lines, color }: ShownText): Finding[] {
  let worst = Infinity;
  let ground = WHITE;
  const ink = dim(parseColour(color), opacityOf(element));
  for (const line of lines()) {
    const { x, y } = middle(line);
    // Beside the screen there is nothing to read; that it is there is told as cut.
    if (stackAt(x, y).length === 0) continue;
    for (const below of grounds(element, x, y)) {
      const measured = contrast(over(ink, below), below);
      if (measured < worst) [worst, ground] = [measured, below];
    }
  }
  if (worst >= ENOUGH) return [];
  const { r, g, b } = ground;
  const on = `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;
  return [finding('contrast', text, element, `${worst.toFixed(2)}: ${color} on ${on}`)];
}
