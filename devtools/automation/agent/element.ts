/** Requests about one element: what it is, what stands in it, and what a person does to it. */
import { plain, valueAt } from '../../simulator/phone/runtime/plain';
import { callControl } from './controls';
import { type Elements } from './elements';
import { callMember } from './page';
import { listIn, recordIn, textIn, type Bridge, type Methods, type Node, type Params } from './protocol';
import { Touches } from './touches';
import { attributesOf, wxmlOf } from './tree';

/** What a person does, and `triggerEvent` cannot do in WeChat either. */
const GESTURES = new Set([
  'tap',
  'longpress',
  'longtap',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
]);

const DOM_PROPERTIES: Record<string, (element: HTMLElement) => unknown> = {
  offsetWidth: ({ offsetWidth }) => offsetWidth,
  offsetHeight: ({ offsetHeight }) => offsetHeight,
  innerText: ({ innerText }) => innerText,
};

export function elementMethods(phone: () => Bridge, elements: Elements): Methods {
  const touches = new Touches();
  const select = (params: Params): Node[] =>
    phone().selectIn(elements.node(params), textIn(params, 'selector'));
  const instance = (params: Params): NonNullable<ReturnType<Bridge['instance']>> => {
    const node = elements.node(params);
    const found = phone().instance(node);
    if (found === null) throw new Error(`<${phone().tag(node) ?? ''}> is not a custom component`);
    return found;
  };
  const names = (params: Params): string[] => listIn(params, 'names').map(String);
  return {
    'Element.getElement': (params) => elements.first(select(params), textIn(params, 'selector')),
    'Element.getElements': (params) => ({ elements: select(params).map((node) => elements.info(node)) }),
    'Element.getDOMProperties': (params) => ({
      properties: names(params).map((name) => {
        const read = DOM_PROPERTIES[name];
        if (read === undefined) throw new Error(`Element.getDOMProperties does not know ${name}`);
        return read(elements.drawn(params));
      }),
    }),
    'Element.getProperties': (params) => ({
      properties: names(params).map((name) => propertyOf(phone(), elements, params, name)),
    }),
    'Element.getAttributes': (params) => {
      const node = elements.node(params);
      return { attributes: names(params).map((name) => attributeOf(phone(), node, name)) };
    },
    'Element.getStyles': (params) => {
      const style = getComputedStyle(elements.drawn(params));
      return { styles: names(params).map((name) => style.getPropertyValue(dashed(name))) };
    },
    'Element.getOffset': (params) => {
      elements.drawn(params);
      const box = phone().box(elements.node(params));
      return { left: box?.left, top: box?.top };
    },
    'Element.getWXML': (params) => ({
      wxml: wxmlOf(phone(), elements.node(params), textIn(params, 'type') === 'outer'),
    }),
    'Element.tap': (params) => phone().tap(elements.drawn(params)),
    'Element.touchstart': (params) => touches.start(elements.drawn(params), params),
    'Element.touchmove': (params) => touches.move(elements.drawn(params), params),
    'Element.touchend': (params) => touches.end(elements.drawn(params), params),
    'Element.triggerEvent': (params) => {
      const type = textIn(params, 'type');
      if (GESTURES.has(type))
        throw new Error(`Element.triggerEvent cannot ${type}: use the method of that name`);
      phone().trigger(elements.node(params), type, params.detail);
    },
    'Element.dispatchEvent': (params) => {
      const type = textIn(params, 'eventName');
      if (params.$ !== undefined) throw new Error('Element.dispatchEvent knows no parts of built-ins ($)');
      if (type === 'touchstart') touches.start(elements.drawn(params), params);
      else if (type === 'touchmove') touches.move(elements.drawn(params), params);
      else if (type === 'touchend') return touches.end(elements.drawn(params), params);
      else phone().trigger(elements.node(params), type, params.detail);
      return undefined;
    },
    'Element.callFunction': (params) =>
      callControl(phone(), elements.node(params), textIn(params, 'functionName'), listIn(params, 'args')),
    'Element.getData': (params) => ({
      data: plain(valueAt(instance(params).data, params.path === undefined ? '' : textIn(params, 'path'))),
    }),
    'Element.setData': (params) =>
      new Promise<void>((resolve) => instance(params).setData(recordIn(params, 'data'), () => resolve())),
    'Element.callMethod': async (params) => ({
      result: plain(await callMember(instance(params), textIn(params, 'method'), listIn(params, 'args'))),
    }),
  };
}

/** `__propPublic` tells which properties there are; the SDK asks for it first. */
function propertyOf(phone: Bridge, elements: Elements, params: Params, name: string): unknown {
  const node = elements.node(params);
  const properties = phone.properties(node);
  if (name === '__propPublic') return Object.fromEntries(Object.keys(properties).map((key) => [key, true]));
  if (name === '_translateX' || name === '_translateY') {
    const { m41, m42 } = new DOMMatrix(getComputedStyle(elements.drawn(params)).transform);
    return name === '_translateX' ? m41 : m42;
  }
  return plain(properties[name]);
}

/** An attribute as it stands in WXML; null when there is none. */
function attributeOf(phone: Bridge, node: Node, name: string): string | null {
  const [, found] = attributesOf(node).find(([own]) => own === name) ?? [];
  if (found !== undefined) return found;
  if (name === 'style') return node.style;
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = phone.properties(node)[camel];
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(plain(value)) : `${value as string | number | boolean}`;
}

function dashed(name: string): string {
  return name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
