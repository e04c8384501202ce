/** What a person does to one kind of built-in: types, scrolls, swipes, moves, switches, slides. */
import { type Bridge, type Node } from './protocol';

type Control = (phone: Bridge, node: Node, element: HTMLElement, args: readonly unknown[]) => unknown;

const CONTROLS: Record<string, Control> = {
  'input.input': (phone, node, _, [value]) => phone.input(node, textOf(value)),
  'textarea.input': (phone, node, _, [value]) => phone.input(node, textOf(value)),
  'scroll-view.scrollTo': async (_phone, _node, element, [x, y]) => {
    const before = [element.scrollLeft, element.scrollTop].join();
    element.scrollTo({ left: numberOf(x), top: numberOf(y), behavior: 'instant' });
    const moved = [element.scrollLeft, element.scrollTop].join() !== before;
    // The page hears of it with the next drawing.
    if (moved) await new Promise((resolve) => element.addEventListener('scroll', resolve, { once: true }));
  },
  'scroll-view.scrollTop': (_phone, _node, { scrollTop }) => scrollTop,
  'scroll-view.scrollLeft': (_phone, _node, { scrollLeft }) => scrollLeft,
  'scroll-view.scrollWidth': (_phone, _node, { scrollWidth }) => scrollWidth,
  'scroll-view.scrollHeight': (_phone, _node, { scrollHeight }) => scrollHeight,
  'swiper.swipeTo': (phone, node, _, [index]) => phone.drive(node, 'swipeTo', numberOf(index)),
  'movable-view.moveTo': (phone, node, _, [x, y]) => phone.drive(node, 'moveTo', numberOf(x), numberOf(y)),
  'switch.tap': (phone, node) => phone.tap(node),
  'slider.slideTo': (_phone, _node, element, [value]) => {
    const control = element.querySelector('input');
    if (control === null || control.disabled) throw new Error('this slider is disabled');
    control.value = String(numberOf(value));
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  },
};

/** @throws Error when there is no such function, or it belongs to another kind of element */
export async function callControl(
  phone: Bridge,
  node: Node,
  name: string,
  args: readonly unknown[],
): Promise<{ result: unknown }> {
  const control = CONTROLS[name];
  if (control === undefined)
    throw new Error(`Element.callFunction ${name} is not supported by the simulator`);
  const tag = phone.tag(node) ?? '';
  if (!name.startsWith(`${tag}.`)) throw new Error(`<${tag}> has no ${name}`);
  const element = phone.element(node);
  if (element === null) throw new Error(`<${tag}> draws nothing`);
  return { result: await control(phone, node, element, args) };
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('the value to type must be a string');
  return value;
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('a number is missing');
  return value;
}
