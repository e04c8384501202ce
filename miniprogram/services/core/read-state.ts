/** How a page stands while it reads its content, and what it says when that did not come. */
import { clockText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { CallFailure, isPassing } from './failure';

/** What a page shows beside its content. */
export interface ReadState {
  /** `loading`: nothing to show yet; `stale`: the content is the saved one. */
  read: 'loading' | 'ready' | 'stale' | 'failed';
  readTitle: string;
  readHint: string;
  /** Whether reading again may help. */
  readAgain: boolean;
}

export const LOADING: ReadState = { read: 'loading', readTitle: '', readHint: '', readAgain: false };
export const READY: ReadState = { read: 'ready', readTitle: '', readHint: '', readAgain: false };

/** The state after a failure, with or without saved content. */
export function failedState(error: unknown, savedAt: number | null): ReadState {
  // Whom the server refuses reads why, and no network will help; all else may pass.
  const passes = !(error instanceof CallFailure) || isPassing(error);
  const again = passes ? TEXT.failure.nothingSaved : '';
  return {
    read: savedAt === null ? 'failed' : 'stale',
    readTitle: passes ? TEXT.failure.reading : error.message,
    readHint: savedAt === null ? again : fill(TEXT.failure.savedAt, { time: clockText(savedAt) }),
    readAgain: passes,
  };
}
