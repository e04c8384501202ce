/** Values as the host may read them: plain JSON, and one path in it. */

/** Whatever of a value can be told in JSON; what contains itself is cut where it begins again. */
export function plain(value: unknown): unknown {
  if (value === undefined || typeof value === 'function') return undefined;
  const above: unknown[] = [];
  const text = JSON.stringify(value, function (this: unknown, _, inner: unknown) {
    if (inner instanceof Error) return `${inner.name}: ${inner.message}`;
    if (typeof inner === 'function') return '[function]';
    if (typeof inner !== 'object' || inner === null) return inner;
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(inner)) return '[circular]';
    above.push(inner);
    return inner;
  });
  return JSON.parse(text) as unknown;
}

/** `list[0].name` in an object. */
export function valueAt(data: unknown, path = ''): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    data,
  );
}
