/** Text and rich text, which is cleaned of everything that could act. */
import { type Builtin } from './define';

const text: Builtin = {
  properties: {
    selectable: false,
    userSelect: false,
    space: '',
    decode: false,
    overflow: '',
    maxLines: null,
  },
  create: (part) => ({
    update: () => {
      const { style } = part.element;
      style.userSelect = part.flag('selectable') || part.flag('userSelect') ? 'text' : '';
      style.whiteSpace = part.text('space') === '' ? '' : 'break-spaces';
    },
  }),
};

/** A node as rich-text takes it. */
interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
}

/** The trusted tags. @see https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
const TAGS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt ' +
    'em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s ' +
    'section small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  'class style alt src width height start type colspan rowspan dir color face size'.split(' '),
);

const richText: Builtin = {
  properties: { nodes: null, space: '', userSelect: false, mode: 'default' },
  create: (part) => ({
    update: () => {
      const nodes = part.value('nodes');
      const clean =
        typeof nodes === 'string'
          ? [...new DOMParser().parseFromString(nodes, 'text/html').body.childNodes].map(cleanNode)
          : part.list('nodes').map((node) => build(node as RichNode));
      part.element.replaceChildren(...clean.filter((node) => node !== null));
    },
  }),
};

function cleanNode(node: Node): Node | null {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '');
  if (!(node instanceof Element)) return null;
  const children = [...node.childNodes].map(cleanNode).filter((child) => child !== null);
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return element(node.tagName, attributes, children);
}

function build(node: RichNode): Node | null {
  if (node.type === 'text' || node.name === undefined) return document.createTextNode(node.text ?? '');
  const children = (node.children ?? []).map(build).filter((child) => child !== null);
  return element(node.name, node.attrs ?? {}, children);
}

/** Unknown tags are dropped with what is in them, as on the phone. */
function element(name: string, attributes: Record<string, unknown>, children: Node[]): Node | null {
  const tag = name.toLowerCase();
  if (!TAGS.has(tag)) return null;
  const made = document.createElement(tag);
  for (const [attribute, value] of Object.entries(attributes)) {
    const isCode = attribute === 'src' && !/^(?:https?:|data:image\/|\/)/.test(String(value));
    if (ATTRIBUTES.has(attribute) && !isCode) made.setAttribute(attribute, String(value));
  }
  made.append(...children);
  return made;
}

export const texts = { text, 'rich-text': richText };
