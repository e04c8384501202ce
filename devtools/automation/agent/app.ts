/** Requests about the app: pages that are open, functions of `wx`, functions run in its world, its console. */
import { plain } from '../../simulator/phone/runtime/plain';
import { listIn, messageOf, textIn, type Bridge, type Methods, type Params } from './protocol';
import { WxMocks } from './wx-mocks';

export function appMethods(phone: () => Bridge, emit: (event: string, params: unknown) => void): Methods {
  const mocks = new WxMocks(phone);
  let logging = false;
  return {
    'Tool.getInfo': async () => {
      const { SDKVersion } = (await callWx(phone(), 'getSystemInfoSync', [])) as { SDKVersion: string };
      return { SDKVersion };
    },
    'App.getPageStack': () => ({ pageStack: phone().pageStack() }),
    'App.getCurrentPage': () => {
      const page = phone().currentPage();
      if (page === null) throw new Error('no page is open');
      return page;
    },
    'App.callWxMethod': async (params) => {
      refusePlugin(params);
      return { result: plain(await callWx(phone(), textIn(params, 'method'), listIn(params, 'args'))) };
    },
    'App.mockWxMethod': (params) => {
      refusePlugin(params);
      const method = textIn(params, 'method');
      const args = listIn(params, 'args');
      if (params.functionDeclaration !== undefined) {
        mocks.replace(method, phone().compile(textIn(params, 'functionDeclaration')), args);
      } else if ('result' in params) mocks.replace(method, () => params.result, []);
      else mocks.restore(method);
    },
    'App.callFunction': async (params) => {
      const run = phone().compile(textIn(params, 'functionDeclaration'));
      return { result: plain(await run(...listIn(params, 'args'))) };
    },
    'App.addBinding': (params) => {
      const name = textIn(params, 'name');
      if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) throw new Error(`"${name}" is not a name`);
      const kind = phone().compile(`function () { return typeof ${name}; }`)();
      if (kind !== 'undefined') throw new Error(`${name} exists already in the app`);
      Reflect.set(globalThis, name, (...args: unknown[]) => {
        emit('App.bindingCalled', { name, args: plain(args) });
      });
    },
    'App.enableLog': () => {
      if (logging) return;
      logging = true;
      phone().on(({ type, value }) => {
        if (type === 'console') emit('App.logAdded', plain(value));
      });
    },
    'App.exit': () => phone().hide(),
  };
}

function refusePlugin({ pluginId }: Params): void {
  if (pluginId !== undefined) throw new Error('plugins are not supported by the simulator');
}

/**
 * Calls a function of `wx` and waits for its answer; without callbacks the asynchronous ones return a promise.
 * @throws Error with WeChat's words, without `<name>:fail `
 */
async function callWx({ wx }: Bridge, name: string, args: unknown[]): Promise<unknown> {
  const member = wx[name];
  if (typeof member !== 'function') throw new Error(`wx.${name} is not a function`);
  try {
    return await (member as (...given: unknown[]) => unknown).apply(wx, args);
  } catch (error) {
    const message = messageOf(error);
    const prefix = `${name}:fail `;
    throw new Error(message.startsWith(prefix) ? message.slice(prefix.length) : message, { cause: error });
  }
}
