/** Everything that can be wrong with the shape of an input, made from one that is right. */

type Path = (string | number)[];

/** One wrong input. */
export interface Misshapen {
  /** What is wrong, and where. */
  what: string;
  /** Where the answer must point, as `fields` names it. */
  field: string;
  input: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withValue(node: unknown, [head, ...rest]: Path, value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(node)) {
    return node.map((item: unknown, index) => (index === head ? withValue(item, rest, value) : item));
  }
  if (!isObject(node)) return node;
  return { ...node, [head]: withValue(node[head], rest, value) };
}

function without(node: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const holder = parent.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], node);
  const kept = Object.entries(holder as object).filter(([key]) => key !== path.at(-1));
  return withValue(node, parent, Object.fromEntries(kept));
}

/** Values of other types than the one that is right. */
function wrongTypes(value: unknown): unknown[] {
  if (typeof value === 'string') return [7, true, {}, []];
  if (typeof value === 'number') return ['7', 0.5, -1, true, {}];
  if (typeof value === 'boolean') return ['true', 1, {}];
  return Array.isArray(value) ? ['x', 7, {}] : ['x', 7, []];
}

function places(node: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const own = path.length === 0 ? [] : [{ path, value: node }];
  if (Array.isArray(node)) return [...own, ...node.flatMap((item, index) => places(item, [...path, index]))];
  if (isObject(node)) {
    return [...own, ...Object.entries(node).flatMap(([key, value]) => places(value, [...path, key]))];
  }
  return own;
}

export interface ShapeOptions {
  /** Keys that may be missing. */
  optional?: readonly string[];
  /** Paths whose content is anything at all. */
  open?: readonly string[];
  /** Paths of strings for which an empty one is right. */
  mayBeEmpty?: readonly string[];
  /** Paths of numbers that may be fractions or negative. */
  real?: readonly string[];
}

/**
 * One input for each key left out, each value of another type, empty and too long, and a foreign key in each object.
 * @param sample - an input that is right and gives every key
 */
export function misshapen(sample: Record<string, unknown>, options: ShapeOptions = {}): Misshapen[] {
  const { optional = [], open = [], mayBeEmpty = [], real = [] } = options;
  const inputs: Misshapen[] = [];
  const add = (what: string, path: Path, input: unknown): void => {
    inputs.push({ what, field: path.join('.'), input });
  };
  const all = places(sample).filter(
    ({ path }) => !open.some((prefix) => path.join('.').startsWith(`${prefix}.`)),
  );
  for (const { path, value } of all) {
    const name = path.join('.');
    const last = path.at(-1);
    if (typeof last === 'string' && !optional.includes(name)) {
      add(`${name} is missing`, path, without(sample, path));
    }
    if (open.includes(name)) continue;
    for (const wrong of wrongTypes(value)) {
      if (real.includes(name) && typeof wrong === 'number') continue;
      add(`${name} is ${JSON.stringify(wrong)}`, path, withValue(sample, path, wrong));
    }
    if (typeof value === 'string') {
      add(`${name} is far too long`, path, withValue(sample, path, '长'.repeat(6_000)));
      if (!mayBeEmpty.includes(name)) add(`${name} is empty`, path, withValue(sample, path, ''));
    }
    if (isObject(value)) {
      add(`${name} has a foreign key`, [...path, 'foreign'], withValue(sample, [...path, 'foreign'], 1));
    }
  }
  add('a foreign key', ['foreign'], { ...sample, foreign: 1 });
  for (const input of [null, 'x', 7, []]) {
    inputs.push({ what: `the input is ${JSON.stringify(input)}`, field: '', input });
  }
  return inputs;
}
