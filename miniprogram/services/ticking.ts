/** Cards that count: each is drawn again when what it says of its time changes, and rests while nobody sees it. */
import { tickEvery } from './core/turn';

const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** Stops a card until it is drawn again. */
export function rest(card: object): void {
  const timer = timers.get(card);
  if (timer !== undefined) clearTimeout(timer);
  timers.delete(card);
}

/**
 * Has a card drawn again, in place of what was planned for it.
 * @param until - what it counts to (ms)
 * @param at - the server's time (ms)
 */
export function drawAgain(card: object, until: number, at: number, draw: () => void): void {
  rest(card);
  timers.set(card, setTimeout(draw, tickEvery(until, at)));
}
