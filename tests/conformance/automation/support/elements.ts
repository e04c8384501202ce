/** The elements of the fixture app's first page, those that have left it among them. */
import type { Element, Page } from './bench';
import { find, logOf, useFixture, type Fixture } from './fixture';

/** A class of the SDK for some elements. */
export type Kind<T> = new (...args: never[]) => T;

export interface Elements {
  page: () => Page;
  app: () => Fixture['app'];
  /** What the page noted in this test. */
  log: () => Promise<string[]>;
  one: (selector: string) => Promise<Element>;
  /** One for which the SDK has a class. @throws Error when it took the element for another kind */
  take: <T extends Element>(kind: Kind<T>, selector: string) => Promise<T>;
  /** One that has left the page. @throws Error when the SDK took it for another kind */
  left: <T extends Element>(kind: Kind<T>, tag: string) => T;
}

function as<T>(kind: Kind<T>, element: Element | undefined): T {
  if (!(element instanceof kind)) throw new Error(`${String(element?.tagName)} is not a ${kind.name}`);
  return element;
}

/** A call on an element that has left its page. */
export const refused = (call: Promise<unknown>): Promise<void> =>
  expect(call).rejects.toThrow('is no longer on its page');

export function useElements(): Elements {
  const fixture = useFixture();
  const gone = new Map<string, Element>();
  let open: Page | null = null;
  const page = (): Page => {
    if (open === null) throw new Error('the page is there once the tests run');
    return open;
  };
  const one = (selector: string): Promise<Element> => find(page(), selector);
  beforeAll(async () => {
    open = await fixture().here();
    gone.set('view', await one('.passing')).set('counter', await one('#passing'));
    for (const element of (await open.$$('.leaving')) as Element[]) gone.set(element.tagName, element);
    await open.setData({ shown: false });
  });
  beforeEach(() => page().callMethod('clear'));
  return {
    page,
    app: () => fixture().app,
    log: () => logOf(page()),
    one,
    take: async (kind, selector) => as(kind, await one(selector)),
    left: (kind, tag) => as(kind, gone.get(tag)),
  };
}
