/** The smallest step from what a page shows to what it is to show, as the paths that setData takes. Pure. */

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether one can be turned into the other field by field: no field went away. */
const hasGrown = (before: Fields, after: Fields): boolean => Object.keys(before).every((key) => key in after);

/** Whether one can be turned into the other item by item; a list that was empty is handed over whole. */
const hasLengthened = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length <= after.length && (before.length > 0 || after.length === 0);

function collect(path: string, before: unknown, after: unknown, into: Record<string, unknown>): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && hasLengthened(before, after)) {
    after.forEach((item: unknown, index) => collect(`${path}[${index}]`, before[index], item, into));
  } else if (isFields(before) && isFields(after) && hasGrown(before, after)) {
    for (const [key, value] of Object.entries(after)) collect(`${path}.${key}`, before[key], value, into);
  } else {
    into[path] = after;
  }
}

/**
 * What to hand to setData so that `before` shows `after`; empty when nothing changed. A list that grew or stayed as long
 * is changed item by item, one that shrank is replaced.
 * @param before - the page's data; fields that `after` does not name stay as they are
 */
export function patch(before: Fields, after: Fields): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) collect(key, before[key], value, changes);
  return changes;
}
