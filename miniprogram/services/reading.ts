/** Reads a page's content: the last saved one at once, then the new one, and a sentence when it did not come. */
import { steadyLinks } from './core/links';
import { failedState, LOADING, READY, type ReadState } from './core/read-state';
import { getSession, now, whoAmI } from './session';
import { keep, kept } from './storage';

export { failedState, LOADING, READY, type ReadState };

const steady = steadyLinks();

/** Of each content: how often it was asked for, and which of these readings is the newest that came. */
const turns = new Map<string, { asked: number; came: number }>();

/** Takes the next turn of reading a content. */
function takeTurn(name: string): { mine: number; turn: { asked: number; came: number } } {
  const turn = turns.get(name) ?? { asked: 0, came: 0 };
  turns.set(name, turn);
  return { mine: (turn.asked += 1), turn };
}

/** Keeps content that came with the answer to something else; a reading that was asked for before that is older. */
export function arrived<T>(name: string, content: T): T {
  const { mine, turn } = takeTurn(name);
  turn.came = mine;
  const fresh = steady(content, now());
  keep(whoAmI(), name, fresh);
  return fresh;
}

/**
 * Content speaks to whoever reads it, so the first reading of all waits for the session as well. Of two readings of the
 * same content the one that was asked for later wins, whichever comes first.
 * @param name - of the content, for keeping it
 * @param load - reads it anew
 * @param show - called with the saved content, then with the new one
 * @param shown - whether the page shows its content already, so that the saved one could only be older
 */
export async function reading<T>(
  name: string,
  load: () => Promise<T>,
  show: (content: T | null, state: ReadState) => void,
  shown = false,
): Promise<void> {
  const saved = kept<T>(whoAmI(), name);
  if (saved !== null && !shown) show(saved.value, READY);
  const { mine, turn } = takeTurn(name);
  try {
    const known = whoAmI() === '' ? getSession().catch(() => null) : null;
    const content = steady(await load(), now());
    await known;
    if (mine < turn.came) return;
    turn.came = mine;
    keep(whoAmI(), name, content);
    show(content, READY);
  } catch (error) {
    // A later reading says how it went.
    if (mine === turn.asked) show(null, failedState(error, kept<T>(whoAmI(), name)?.at ?? null));
  }
}
