/** Fingers and the mouse as the events of a mini-program: touch*, tap, longpress, and the transition events of the DOM. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { nodeOf, pageOrigin, scrollerOf, type Node } from './dom';

/** How far a finger may slip and still tap (px), and how long it rests for a long press (ms): WeChat's values. */
const SLIP = 10;
const LONG_PRESS = 350;
const MOUSE = 0;

const DOM_EVENTS = ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const;

/** A finger as WeChat tells it: client* in the window of the page, page* in its content. */
export interface TouchPoint {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
}

interface Point {
  identifier: number;
  x: number;
  y: number;
}

interface Press {
  target: Element;
  start: Point;
  moved: boolean;
  longPressed: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Sends an event through the framework.
 * @returns whether a listener stopped the default action, as `catch` does
 */
export function dispatch(
  node: Node,
  type: string,
  detail: unknown,
  extraFields: Record<string, unknown> = {},
): boolean {
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields,
  });
  glassEasel.Event.dispatchEvent(node, event);
  return event.defaultPrevented();
}

/** Listens on the whole document. */
export class Gestures {
  readonly #presses = new Map<number, Press>();
  #touched = false;
  #tapping = false;

  constructor() {
    const listen = <K extends keyof DocumentEventMap>(
      type: K,
      handle: (event: DocumentEventMap[K]) => void,
    ): void => document.addEventListener(type, handle, { capture: true, passive: false });
    listen('touchstart', (event) => {
      this.#touched = true;
      this.#each(event, (point) => this.start(point, event.target));
    });
    listen('touchmove', (event) =>
      this.#each(event, (point) => {
        if (this.move(point) && event.cancelable) event.preventDefault();
      }),
    );
    listen('touchend', (event) => this.#each(event, (point) => this.end(point)));
    listen('touchcancel', (event) => this.#each(event, (point) => this.cancel(point)));
    listen('mousedown', (event) => {
      if (!this.#touched && event.button === 0) this.start(mousePoint(event), event.target);
    });
    listen('mousemove', (event) => {
      if (!this.#touched) this.move(mousePoint(event));
    });
    listen('mouseup', (event) => {
      if (!this.#touched) this.end(mousePoint(event));
      this.#touched = false;
    });
    for (const type of DOM_EVENTS) {
      document.addEventListener(type, ({ target }) => {
        const node = nodeOf(target);
        if (node !== null) dispatch(node, type, {});
      });
    }
  }

  /** Whether the handlers of a tap are running: some functions of `wx` need that. */
  get tapping(): boolean {
    return this.#tapping;
  }

  /** A finger comes down. */
  start(point: Point, at: EventTarget | null): void {
    if (!(at instanceof Element) || nodeOf(at) === null) return;
    const press: Press = {
      target: at,
      start: point,
      moved: false,
      longPressed: false,
      timer: setTimeout(() => this.#hold(point.identifier), LONG_PRESS),
    };
    this.#presses.set(point.identifier, press);
    this.#send(press, 'touchstart', point);
  }

  /** A finger moves. @returns whether the page may not scroll */
  move(point: Point): boolean {
    const press = this.#presses.get(point.identifier);
    if (press === undefined) return false;
    if (Math.hypot(point.x - press.start.x, point.y - press.start.y) > SLIP) {
      press.moved = true;
      clearTimeout(press.timer);
    }
    return this.#send(press, 'touchmove', point);
  }

  /** A finger goes up: the end of a touch, and a tap unless it moved or was long. */
  end(point: Point): void {
    const press = this.#release(point.identifier);
    if (press === undefined) return;
    this.#send(press, 'touchend', point);
    if (press.moved || press.longPressed || isDisabled(press.target)) return;
    this.#tapping = true;
    try {
      this.#send(press, 'tap', press.start);
    } finally {
      this.#tapping = false;
    }
  }

  /** The system takes the finger away. */
  cancel(point: Point): void {
    const press = this.#release(point.identifier);
    if (press !== undefined) this.#send(press, 'touchcancel', point);
  }

  /** Presses and lets go at the centre of an element, without looking what lies above it. */
  tap(element: Element): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    const point = { identifier: MOUSE, x: left + width / 2, y: top + height / 2 };
    this.start(point, element);
    this.end(point);
  }

  #release(identifier: number): Press | undefined {
    const press = this.#presses.get(identifier);
    if (press !== undefined) clearTimeout(press.timer);
    this.#presses.delete(identifier);
    return press;
  }

  #hold(identifier: number): void {
    const press = this.#presses.get(identifier);
    if (press === undefined) return;
    // A long press replaces the tap only where somebody listens to it.
    press.longPressed = listens(press.target, 'longpress');
    this.#send(press, 'longpress', press.start);
    this.#send(press, 'longtap', press.start);
  }

  #send(press: Press, type: string, point: Point): boolean {
    const node = nodeOf(press.target);
    if (node === null) return false;
    const changed = touchPoint(point, press.target);
    const ended = type === 'touchend' || type === 'touchcancel';
    const others = [...this.#presses.values()].filter((other) => other !== press);
    const touches = [
      ...(ended ? [] : [changed]),
      ...others.map((other) => touchPoint(other.start, other.target)),
    ];
    const detail = type.startsWith('touch') ? {} : { x: changed.pageX, y: changed.pageY };
    return dispatch(node, type, detail, { touches, changedTouches: [changed] });
  }

  #each(event: TouchEvent, handle: (point: Point) => void): void {
    for (const { identifier, clientX, clientY } of event.changedTouches) {
      handle({ identifier, x: clientX, y: clientY });
    }
  }
}

function mousePoint({ clientX, clientY }: MouseEvent): Point {
  return { identifier: MOUSE, x: clientX, y: clientY };
}

function touchPoint({ identifier, x, y }: Point, target: Element): TouchPoint {
  const { left, top } = pageOrigin(target);
  const clientX = x - left;
  const clientY = y - top;
  const scrolled = scrollerOf(target)?.scrollTop ?? 0;
  return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrolled };
}

function isDisabled(target: Element): boolean {
  return target.closest('wx-button[aria-disabled="true"]') !== null;
}

function listens(target: Element, type: string): boolean {
  for (let node = nodeOf(target); node !== null; node = node.getComposedParent()) {
    const { listeners } = Reflect.get(node, '_$eventTarget') as { listeners: Record<string, unknown> };
    if (listeners[type] !== undefined) return true;
  }
  return false;
}
