/** The compiled mini-program as it arrives in the phone, and its modules with the globals that a phone has. */
import { type Manifest } from '../../compile/types';
import { NotEmulated } from './errors';

/** What `app.js` leaves behind; see compile/index.ts. */
export interface Program {
  manifest: Manifest;
  modules: Record<string, { code: string; requires: Record<string, string> }>;
  styles: Record<string, string>;
  /** Called with the globals of WXS; answers the render functions by path. */
  templates: (...globals: unknown[]) => Record<string, unknown>;
}

/** What a browser has and the code of a mini-program must not see. */
const HIDDEN = [
  'window',
  'document',
  'self',
  'top',
  'parent',
  'frames',
  'location',
  'history',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'alert',
  'confirm',
  'prompt',
  'Intl',
  'process',
  'Buffer',
  'global',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'HTMLElement',
  'Element',
  'Node',
  'Image',
  'Blob',
  'File',
  'FileReader',
  'URL',
  'URLSearchParams',
  'crypto',
  'structuredClone',
  'queueMicrotask',
  'TextEncoder',
  'TextDecoder',
  '__app',
  '__phone',
  '__automation',
  '__automationEvent',
] as const;

interface Module {
  exports: unknown;
}

/** Runs modules once each, when they are first required. */
export class ModuleRegistry {
  readonly #program: Program;
  readonly #globals: () => Record<string, unknown>;
  readonly #loaded = new Map<string, Module>();

  /** @param globals - what every module sees besides the language */
  constructor(program: Program, globals: () => Record<string, unknown>) {
    this.#program = program;
    this.#globals = globals;
  }

  /** The module of a unit: `pages/home/index` may be TypeScript or JavaScript. */
  entry(path: string): string {
    const found = [`${path}.ts`, `${path}.js`].find((file) => Object.hasOwn(this.#program.modules, file));
    if (found === undefined) throw new Error(`${path} has no script`);
    return found;
  }

  /** Lets a module run again when it is required the next time. */
  forget(path: string): void {
    this.#loaded.delete(path);
  }

  /** A function from its text, with the globals that modules see. @throws SyntaxError */
  compile(text: string): Runnable {
    const module: Module = { exports: {} };
    wrap('automation', `module.exports = (${text}\n)`, this.#globals()).call(undefined, undefined, module);
    return module.exports as Runnable;
  }

  /** What a module exports; it runs on the first call. */
  require(path: string): unknown {
    const known = this.#loaded.get(path);
    if (known !== undefined) return known.exports;
    const source = this.#program.modules[path];
    if (source === undefined) throw new Error(`module "${path}" is not defined`);
    const module: Module = { exports: {} };
    this.#loaded.set(path, module);
    const resolve = (reference: string): unknown => {
      const target = source.requires[reference];
      if (target === undefined) throw new Error(`module "${reference}" is not defined, required by ${path}`);
      return this.require(target);
    };
    const requireHere = Object.assign(resolve, {
      async: (reference: string) => Promise.resolve().then(() => resolve(reference)),
    });
    const run = wrap(path, source.code, this.#globals());
    run.call(undefined, requireHere, module, module.exports);
    return module.exports;
  }
}

type Runnable = (...values: unknown[]) => unknown;

/**
 * A module as a function: text is the only way to give it globals of its own and its own name in stack traces.
 * The globals belong to a function around it, so that it may declare the same names.
 */
function wrap(path: string, code: string, globals: Record<string, unknown>): Runnable {
  const hidden = HIDDEN.filter((name) => !Object.hasOwn(globals, name));
  const names = [...Object.keys(globals), ...hidden];
  const body = `return function (require, module, exports) {${code}\n}\n//# sourceURL=miniprogram/${path}`;
  const outer = Reflect.construct(Function, [...names, body]) as Runnable;
  return outer(...Object.values(globals)) as Runnable;
}

/** `globalThis` of a phone: the language without the browser. */
export function phoneGlobal(visible: Record<string, unknown>): Record<string, unknown> {
  const own = Object.fromEntries(
    Object.getOwnPropertyNames(globalThis)
      .filter((name) => LANGUAGE.has(name))
      .map((name) => [name, Reflect.get(globalThis, name) as unknown]),
  );
  return { ...own, ...visible };
}

const LANGUAGE = new Set(
  (
    'Object Function Array Number Boolean String Symbol Promise RegExp Error TypeError RangeError SyntaxError ' +
    'JSON Math Map Set WeakMap WeakSet Proxy Reflect ArrayBuffer DataView Int8Array Uint8Array Int16Array ' +
    'Uint16Array Int32Array Uint32Array Float32Array Float64Array Uint8ClampedArray BigInt parseInt parseFloat ' +
    'isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI NaN Infinity undefined'
  ).split(' '),
);

/** `eval` and `new Function` do not exist in WeChat. */
export const noEval = (): never => {
  throw new NotEmulated('eval and new Function do not exist in a mini-program');
};
