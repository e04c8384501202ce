/** Copies of JSON with one thing changed, to show that one thing alone is refused. */

type Json = Record<string, unknown>;

/**
 * A deep copy with the value at a dotted path replaced; `undefined` removes it.
 * @param body - JSON
 * @param path - e.g. `areas.0.name`; the parent must exist
 */
export function patched(body: unknown, path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(body);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let parent = copy as Json;
  for (const key of keys) {
    if (typeof parent[key] !== 'object' || parent[key] === null) throw new Error(`no ${key} in ${path}`);
    parent = parent[key] as Json;
  }
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}
