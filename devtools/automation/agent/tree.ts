/** A page as an XML document, with its tags as in WXML and components opened up: for XPath and for printing. */
import { type Bridge, type Node } from './protocol';

interface Tree {
  document: XMLDocument;
  nodes: Map<globalThis.Node, Node>;
}

/** Nodes in document order. @throws Error when the expression is wrong or does not mean elements */
export function nodesByXPath(phone: Bridge, root: Node, expression: string): Node[] {
  const { document, nodes } = treeOf(phone, root);
  const found = document.evaluate(expression, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  const all = Array.from({ length: found.snapshotLength }, (_, at) => found.snapshotItem(at));
  return all.map((item) => {
    const node = item === null ? undefined : nodes.get(item);
    if (node === undefined) throw new Error(`${expression} does not find elements`);
    return node;
  });
}

/** @param outer - with the tag of the node itself */
export function wxmlOf(phone: Bridge, node: Node, outer: boolean): string {
  const { documentElement } = treeOf(phone, node).document;
  return outer ? documentElement.outerHTML : documentElement.innerHTML;
}

function treeOf(phone: Bridge, root: Node): Tree {
  const nodes = new Map<globalThis.Node, Node>();
  const document = new Document();
  const tree: Tree = { document: document.implementation.createDocument(null, null), nodes };
  append(phone, root, tree.document, tree);
  return tree;
}

/** Adds a node with all that it contains; what only groups adds what it groups. */
function append(phone: Bridge, node: Node, parent: globalThis.Node, tree: Tree): void {
  const tag = phone.tag(node);
  const element = tag === null ? parent : tree.document.createElementNS(null, tag);
  if (element instanceof Element && element !== parent) {
    for (const [name, value] of attributesOf(node)) element.setAttribute(name, value);
    tree.nodes.set(element, node);
    parent.appendChild(element);
  }
  for (const child of node.getComposedChildren()) {
    if ('textContent' in child) element.appendChild(tree.document.createTextNode(child.textContent));
    else append(phone, child, element, tree);
  }
}

/** `id`, `class` and `data-*` as in WXML. */
export function attributesOf(node: Node): [string, string][] {
  const data = Object.entries(node.dataset).map(([name, value]): [string, string] => [
    `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const named: [string, string][] = [
    ['id', node.id],
    ['class', node.class],
  ];
  return [...named.filter(([, value]) => value !== ''), ...data];
}
