/** `__automation`: what the automator's requests mean in a phone's page; everything goes through `window.__phone`. */
import { appMethods } from './app';
import { elementMethods } from './element';
import { Elements } from './elements';
import { nativeMethods } from './native';
import { pageMethods } from './page';
import { messageOf, type Bridge, type Method, type Params } from './protocol';

declare global {
  var __automation: { call(method: string, params: Params): Promise<string> };
  /** Takes events to the automator; see ../index.ts. */
  var __automationEvent: (event: string, params: unknown) => void;
}

/** The phone's own script runs after this one. */
const phone = (): Bridge => globalThis.__phone;
const emit = (event: string, params: unknown): void => globalThis.__automationEvent(event, params);
const elements = new Elements(phone);
const methods = new Map<string, Method>(
  Object.entries({
    ...appMethods(phone, emit),
    ...pageMethods(phone, elements),
    ...elementMethods(phone, elements),
    ...nativeMethods(phone),
  }),
);

globalThis.__automation = {
  async call(name, params) {
    try {
      const method = methods.get(name);
      if (method === undefined) throw new Error(`${name} is not supported by the simulator`);
      return JSON.stringify({ result: (await method(params)) ?? {} });
    } catch (error) {
      return JSON.stringify({ error: messageOf(error) });
    }
  },
};

addEventListener('DOMContentLoaded', () => {
  const told = phone().exceptions();
  for (const exception of told) emit('App.exceptionThrown', exception);
  phone().on(({ type, value }) => {
    if (type === 'exception') emit('App.exceptionThrown', value);
  });
});
