/** Selectors with tags, as the automation port knows them: the framework itself finds classes and ids only. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { type Component, type Node } from './dom';

interface Compound {
  tag: string | null;
  id: string | null;
  classes: string[];
  data: { name: string; value: string | null }[];
  /** Whether the compound before it must be the parent. */
  direct: boolean;
}

/**
 * Finds nodes in the shadow tree of a component, in document order. Knows tag, `#id`, `.class`, `[data-x=y]`,
 * descendants, `>`, lists with `,`, and `>>>` into a component.
 * @throws Error on anything else
 */
export function findAll(component: Component, selector: string): Node[] {
  const [outer = '', ...inner] = selector.split('>>>').map((part) => part.trim());
  const root = component.getShadowRoot();
  if (root === null) return [];
  const chains = outer.split(',').map(parse);
  const found = descendants(root).filter((node) => chains.some((chain) => matches(node, chain, root)));
  if (inner.length === 0) return found;
  return found.flatMap((node) =>
    glassEasel.Component.isComponent(node) ? findAll(node, inner.join('>>>')) : [],
  );
}

/** The same below one node, in the shadow tree that the node is part of. */
export function findBelow(node: Node, selector: string): Node[] {
  const owner = node.ownerShadowRoot?.getHostNode();
  return owner === undefined ? [] : findAll(owner, selector).filter((found) => isBelow(found, node));
}

function isBelow(found: Node, node: Node): boolean {
  for (let at = found.parentNode; at !== null; at = at.parentNode) if (at === node) return true;
  return false;
}

function parse(selector: string): Compound[] {
  const parts = selector
    .trim()
    .replace(/\s*>\s*/g, ' >')
    .split(/\s+/);
  return parts.map((part) => {
    const direct = part.startsWith('>');
    const text = direct ? part.slice(1) : part;
    const match = /^([\w-]+|\*)?((?:[.#][\w-]+|\[[^\]]+\])*)$/.exec(text);
    if (match === null || text === '') throw new Error(`cannot read the selector "${selector}"`);
    const [, tag = '*', rest = ''] = match;
    const data = [...rest.matchAll(/\[data-([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]/g)];
    return {
      tag: tag === '*' ? null : tag,
      id: /#([\w-]+)/.exec(rest)?.[1] ?? null,
      classes: [...rest.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name),
      data: data.map(([, name = '', value]) => ({ name, value: value ?? null })),
      direct,
    };
  });
}

function matches(node: Node, chain: readonly Compound[], root: Node): boolean {
  const last = chain.at(-1);
  if (last === undefined || !fits(node, last)) return false;
  const before = chain.slice(0, -1);
  if (before.length === 0) return true;
  for (let at = parentOf(node); at !== null && at !== root; at = parentOf(at)) {
    if (matches(at, before, root)) return true;
    if (last.direct) return false;
  }
  return false;
}

function fits(node: Node, { tag, id, classes, data }: Compound): boolean {
  if (tag !== null && tagOf(node) !== tag) return false;
  if (id !== null && node.id !== id) return false;
  if (!classes.every((name) => node.classList?.contains(name) === true)) return false;
  return data.every(({ name, value }) => {
    const key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const own: unknown = node.dataset[key];
    return value === null ? own !== undefined : String(own) === value;
  });
}

/** The tag as it stands in WXML; null for what only groups. */
export function tagOf(node: Node): string | null {
  if (glassEasel.Component.isComponent(node)) return node.tagName;
  return glassEasel.NativeNode.isNativeNode(node) ? node.is : null;
}

/** The parent in the same shadow tree, past nodes that only group. */
function parentOf(node: Node): Node | null {
  let at = node.parentNode;
  while (at !== null && tagOf(at) === null && !(at instanceof glassEasel.ShadowRoot)) at = at.parentNode;
  return at;
}

function descendants(node: Node): Node[] {
  return node.childNodes.flatMap((child) =>
    child instanceof glassEasel.Element
      ? [...(tagOf(child) === null ? [] : [child]), ...descendants(child)]
      : [],
  );
}
