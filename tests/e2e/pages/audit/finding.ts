/** What the audit of a screen tells. */

export type Rule =
  | 'overflow'
  | 'clipped'
  | 'covered'
  | 'overlap'
  | 'veil'
  | 'glyph'
  | 'picture'
  | 'target'
  | 'contrast'
  | 'words';

export interface Finding {
  rule: Rule;
  /** The text or element it is about. */
  what: string;
  /** The element and its parents, as far as one needs them to find it. */
  where: string;
  /** Measured values. */
  detail: string;
}

/** A path for people: tag and own classes, innermost last. */
export function placeOf(element: Element): string {
  const names: string[] = [];
  for (let at: Element | null = element; at !== null && names.length < 4; at = at.parentElement) {
    const classes = [...at.classList].map((name) => name.replace(/^.*--/, ''));
    names.unshift([at.tagName.toLowerCase().replace(/^wx-/, ''), ...classes].join('.'));
  }
  return names.join(' > ');
}

/** A finding about an element. */
export const finding = (rule: Rule, what: string, element: Element, detail: string): Finding => ({
  rule,
  what: what.replace(/\s+/g, ' ').trim().slice(0, 60),
  where: placeOf(element),
  detail,
});
