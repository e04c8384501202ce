/** Reads a page's content: the last saved one at once, then the new one, and a sentence when it did not come. */
import { clockText } from '../shared/time';
import { fill, TEXT } from '../shared/text';
import { CallFailure } from './core/failure';
import { steadyLinks } from './core/links';
import { getSession, now, whoAmI } from './session';
import { keep, kept } from './storage';

/** What a page shows beside its content. */
export interface ReadState {
  /** `loading`: nothing to show yet; `stale`: the content is the saved one. */
  read: 'loading' | 'ready' | 'stale' | 'failed';
  readTitle: string;
  readHint: string;
}

export const LOADING: ReadState = { read: 'loading', readTitle: '', readHint: '' };
export const READY: ReadState = { read: 'ready', readTitle: '', readHint: '' };

/** The state after a failure, with or without saved content. */
export function failedState(error: unknown, savedAt: number | null): ReadState {
  const network = !(error instanceof CallFailure) || error.code === 'NETWORK';
  return {
    read: savedAt === null ? 'failed' : 'stale',
    readTitle: network ? TEXT.failure.reading : error.message,
    readHint:
      savedAt === null ? TEXT.failure.nothingSaved : fill(TEXT.failure.savedAt, { time: clockText(savedAt) }),
  };
}

const steady = steadyLinks();

/**
 * Content speaks to whoever reads it, so the first reading of all waits for the session as well.
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
  try {
    const known = whoAmI() === '' ? getSession().catch(() => null) : null;
    const content = steady(await load(), now());
    await known;
    keep(whoAmI(), name, content);
    show(content, READY);
  } catch (error) {
    show(null, failedState(error, saved?.at ?? null));
  }
}
