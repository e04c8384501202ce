/** Projections: which fields of a document are answered, in the document's own order. */
import { refused } from './errors';
import { compileFilter } from './match';
import type { Doc, Value } from './values';
import { isDoc } from './values';

type Apply = (value: Value) => Value | undefined;
/** Paths as a tree; a leaf is a chosen field, or an operator on it. */
type Tree = Map<string, Tree | 'field' | Apply>;

function slice(operand: Value): Apply {
  const [skip, count] = Array.isArray(operand) ? operand : [undefined, operand];
  if (typeof count !== 'number' || (skip !== undefined && typeof skip !== 'number')) {
    throw refused('$slice takes a number or [skip, limit]');
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (skip === undefined) return count < 0 ? value.slice(count) : value.slice(0, count);
    const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(start, start + count);
  };
}

/** The first element that matches. */
function elemMatch(operand: Value): Apply {
  const scalar = isDoc(operand) && Object.keys(operand).every((key) => key.startsWith('$'));
  const matches = compileFilter(scalar ? { element: operand } : (operand as Doc));
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.find((element) =>
      scalar ? matches({ element }) : isDoc(element) && matches(element),
    );
    return found === undefined ? undefined : [found];
  };
}

function operator(path: string, spec: Doc): Apply {
  const [[name, operand] = ['', null], ...more] = Object.entries(spec);
  if (more.length === 0 && name === '$slice') return slice(operand);
  if (more.length === 0 && name === '$elemMatch') return elemMatch(operand);
  throw refused(`Unsupported projection option: ${path}: ${JSON.stringify(spec)}`);
}

function plant(tree: Tree, path: string, leaf: 'field' | Apply): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let branch = tree;
  for (const name of names) {
    let next = branch.get(name);
    if (next === 'field' || typeof next === 'function') throw refused(`Path collision at ${path}`);
    if (!next) branch.set(name, (next = new Map()));
    branch = next;
  }
  if (branch.has(last)) throw refused(`Path collision at ${path}`);
  branch.set(last, leaf);
}

function through(value: Value, tree: Tree, including: boolean): Value | undefined {
  if (isDoc(value)) return pick(value, tree, including);
  if (!Array.isArray(value)) return including ? undefined : value;
  return value.flatMap((element) => {
    const picked = through(element, tree, including);
    return picked === undefined ? [] : [picked];
  });
}

function pick(doc: Doc, tree: Tree, including: boolean): Doc {
  const out: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    let kept: Value | undefined;
    if (node === undefined) kept = including ? undefined : value;
    else if (node === 'field') kept = including ? value : undefined;
    else kept = typeof node === 'function' ? node(value) : through(value, node, including);
    if (kept !== undefined) out[name] = kept;
  }
  return out;
}

/**
 * Compiles a projection such as `{title: 1}` or `{trail: 0}`; `_id` stays unless it is 0.
 * @throws CloudError when inclusion and exclusion are mixed, or for an unknown operator
 */
export function compileProjection(spec: Doc): (doc: Doc) => Doc {
  const tree: Tree = new Map();
  let including: boolean | undefined;
  let keepId = true;
  for (const [path, value] of Object.entries(spec)) {
    if (isDoc(value)) {
      const apply = operator(path, value);
      plant(tree, path, apply);
      if ('$elemMatch' in value) including ??= true;
      continue;
    }
    const wanted = value === true || (typeof value === 'number' && value !== 0);
    if (path === '_id') {
      keepId = wanted;
      if (wanted && Object.keys(spec).length === 1) including = true;
      continue;
    }
    if (including !== undefined && including !== wanted) {
      throw refused('Projection cannot have a mix of inclusion and exclusion');
    }
    including = wanted;
    plant(tree, path, 'field');
  }
  const mode = including ?? false;
  if (keepId === mode) plant(tree, '_id', 'field');
  return (doc) => pick(doc, tree, mode);
}
