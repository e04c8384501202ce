/** Requests about one open page. */
import { plain } from '../../simulator/phone/runtime/plain';
import { type Elements } from './elements';
import {
  listIn,
  numberIn,
  recordIn,
  textIn,
  type Bridge,
  type Methods,
  type Node,
  type Params,
} from './protocol';
import { nodesByXPath } from './tree';

/** What the SDK reads of a page's window. In a phone the page scrolls below the bars. */
const WINDOW: Record<string, (scroller: HTMLElement) => number> = {
  'document.documentElement.scrollWidth': ({ scrollWidth }) => scrollWidth,
  'document.documentElement.scrollHeight': ({ scrollHeight }) => scrollHeight,
  'document.documentElement.scrollTop': ({ scrollTop }) => scrollTop,
  'document.body.scrollTop': ({ scrollTop }) => scrollTop,
};

export function pageMethods(phone: () => Bridge, elements: Elements): Methods {
  const pageId = (params: Params): number => numberIn(params, 'pageId');
  const select = (params: Params): Node[] => phone().select(textIn(params, 'selector'), pageId(params));
  const selectByXPath = (params: Params): Node[] =>
    nodesByXPath(phone(), phone().page(pageId(params))._$, textIn(params, 'selector'));
  return {
    'Page.getElement': (params) => elements.first(select(params), textIn(params, 'selector')),
    'Page.getElements': (params) => ({ elements: select(params).map((node) => elements.info(node)) }),
    'Page.getElementByXpath': (params) => elements.first(selectByXPath(params), textIn(params, 'selector')),
    'Page.getElementsByXpath': (params) => ({
      elements: selectByXPath(params).map((node) => elements.info(node)),
    }),
    'Page.getData': (params) => ({
      data: phone().getData(pageId(params), params.path === undefined ? '' : textIn(params, 'path')),
    }),
    'Page.setData': (params) => phone().setData(recordIn(params, 'data'), pageId(params)),
    'Page.callMethod': async (params) => {
      const instance = phone().page(pageId(params));
      return { result: plain(await callMember(instance, textIn(params, 'method'), listIn(params, 'args'))) };
    },
    'Page.getWindowProperties': (params) => ({
      properties: listIn(params, 'names').map((name) => {
        const read = WINDOW[String(name)];
        if (read === undefined) throw new Error(`Page.getWindowProperties does not know ${String(name)}`);
        return read(phone().scroller(pageId(params)));
      }),
    }),
  };
}

/** Calls a method of a page or component. @throws Error when it has none of that name */
export function callMember(instance: Record<string, unknown>, name: string, args: unknown[]): unknown {
  const member = instance[name];
  if (typeof member !== 'function') throw new Error(`${String(instance.is)} has no method ${name}`);
  return (member as (...given: unknown[]) => unknown).apply(instance, args);
}
