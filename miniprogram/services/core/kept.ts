/** What is kept about the person, as its page shows it; pure. */
import type { KeptKind } from '../../../typings/api';
import { fill, TEXT } from '../../shared/text';
import { whenText } from '../../shared/time';

const t = TEXT.kept;

/** One kind on the page. */
export interface KeptCard extends Pick<KeptKind, 'id' | 'title' | 'what' | 'why' | 'seenBy' | 'until'> {
  /** How many; empty for what is not counted. */
  count: string;
  newest: { key: string; when: string; text: string }[];
}

function countText({ n, more }: KeptKind): string {
  if (n === null) return '';
  if (n === 0) return t.none;
  return fill(more ? t.more : t.count, { n });
}

export const keptCards = (kinds: readonly KeptKind[], now: number): KeptCard[] =>
  kinds.map((kind) => ({
    id: kind.id,
    title: kind.title,
    what: kind.what,
    why: kind.why,
    seenBy: kind.seenBy,
    until: kind.until,
    count: countText(kind),
    newest: kind.newest.map(({ at, text }, index) => ({
      key: `${kind.id}-${index}`,
      when: at === 0 ? '' : whenText(at, now),
      text,
    })),
  }));
