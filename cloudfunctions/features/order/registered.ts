/** Orders as papers for an inspector read them: with what the content check minds masked, as for any outsider. */
import { WORDS } from '../../../miniprogram/shared/words';
import type { Registered } from '../../engine/ledger';
import type { Cursor } from '../../platform/cursor';
import { areWordsHidden } from './shown';
import { countReported, registeredIn, type RegisteredRow, type Span } from './store';

export { countReported, type Span };

function masked(row: RegisteredRow): Registered {
  if (!areWordsHidden(row)) return row;
  // Without a template the title is made of the reporter's own words.
  return { ...row, description: '', title: row.templateId === null ? WORDS.uncheckedTitle : row.title };
}

/** Oldest first, after the last one that was read. One database call. @param limit - 1–1000 */
export const ordersIn = async (span: Span, last: Cursor | null, limit: number): Promise<Registered[]> =>
  (await registeredIn(span, last, limit)).map(masked);
