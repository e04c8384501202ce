/** Fingers of the automator: touch events at an element, without looking what lies above it. */
import { isRecord, type Params } from './protocol';

/** WeChat's time of a long press (ms). */
const LONG_PRESS = 350;

type Type = 'touchstart' | 'touchmove' | 'touchend';

export class Touches {
  #startedAt = 0;

  start(element: HTMLElement, params: Params): void {
    this.#startedAt = performance.now();
    send('touchstart', element, params);
  }

  move(element: HTMLElement, params: Params): void {
    send('touchmove', element, params);
  }

  /** A press that was long enough is a long press first, however late the phone's own timer is. */
  async end(element: HTMLElement, params: Params): Promise<void> {
    if (performance.now() - this.#startedAt >= LONG_PRESS) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    send('touchend', element, params);
  }
}

function send(type: Type, element: HTMLElement, { touches, changedTouches, changeTouches }: Params): void {
  // The SDK's typings write changeTouches.
  const changed = pointsOf(changedTouches ?? changeTouches ?? touches, element);
  const ended = type === 'touchend';
  const event = new TouchEvent(type, {
    bubbles: true,
    cancelable: true,
    touches: ended ? [] : changed,
    targetTouches: ended ? [] : changed,
    changedTouches: changed,
  });
  element.dispatchEvent(event);
}

/** Fingers as the test tells them; one at the centre of the element when it tells none. */
function pointsOf(told: unknown, element: HTMLElement): Touch[] {
  const { left, top, width, height } = element.getBoundingClientRect();
  const centre = { clientX: left + width / 2, clientY: top + height / 2 };
  const points = Array.isArray(told) ? told.filter(isRecord) : [];
  return (points.length === 0 ? [{}] : points).map((point, at) => {
    const number = (value: unknown, otherwise: number): number =>
      typeof value === 'number' ? value : otherwise;
    return new Touch({
      identifier: number(point.identifier, at),
      target: element,
      clientX: number(point.clientX ?? point.pageX, centre.clientX),
      clientY: number(point.clientY ?? point.pageY, centre.clientY),
    });
  });
}
