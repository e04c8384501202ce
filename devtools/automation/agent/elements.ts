/** Nodes that the automator knows by an id; an id stands for one node for ever. */
import { type Bridge, type Node, type Params } from './protocol';

/** An element as the SDK takes it; only custom components carry a nodeId. */
export interface ElementInfo {
  elementId: string;
  tagName: string;
  nodeId?: string;
}

export class Elements {
  readonly #phone: () => Bridge;
  readonly #nodes = new Map<string, Node>();
  readonly #ids = new WeakMap<Node, string>();

  constructor(phone: () => Bridge) {
    this.#phone = phone;
  }

  info(node: Node): ElementInfo {
    const elementId = this.#ids.get(node) ?? crypto.randomUUID();
    this.#ids.set(node, elementId);
    this.#nodes.set(elementId, node);
    const tagName = this.#phone().tag(node) ?? '';
    return { elementId, tagName, ...(this.#phone().instance(node) === null ? {} : { nodeId: elementId }) };
  }

  /** @throws Error when there is none */
  first(nodes: readonly Node[], selector: string): ElementInfo {
    const [node] = nodes;
    if (node === undefined) throw new Error(`no such element: ${selector}`);
    return this.info(node);
  }

  /**
   * The node of a request.
   * @throws Error when it was never told, or has left its page
   */
  node({ elementId }: Params): Node {
    const node = typeof elementId === 'string' ? this.#nodes.get(elementId) : undefined;
    if (node === undefined) throw new Error('no such element');
    if (!this.#phone().attached(node)) {
      throw new Error(`<${this.#phone().tag(node) ?? ''}> is no longer on its page`);
    }
    return node;
  }

  /** The element that is drawn for the node of a request. @throws Error when nothing is drawn */
  drawn(params: Params): HTMLElement {
    const node = this.node(params);
    const element = this.#phone().element(node);
    if (element === null) throw new Error(`<${this.#phone().tag(node) ?? ''}> draws nothing`);
    return element;
  }
}
