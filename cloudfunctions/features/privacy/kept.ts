/** What a feature tells of the things it keeps about a person. */
import type { KeptKind } from '../../../typings/api';
import type { KeptId } from '../../config/retention';

/** How many of a kind are looked at; beyond that it is said that there are more. */
export const LOOKED_AT = 500;

/** How many of a kind are shown one by one. */
const SHOWN = 3;

/** What is kept of one kind. */
export type Kept = Pick<KeptKind, 'n' | 'more' | 'newest'> & { id: KeptId };

/**
 * Counts what was found and keeps the newest.
 * @param items - newest first
 * @param isCut - whether {@link LOOKED_AT} was reached
 */
export const keptOf = (id: KeptId, items: KeptKind['newest'], isCut = false): Kept => ({
  id,
  n: items.length,
  more: isCut,
  newest: items.slice(0, SHOWN),
});
