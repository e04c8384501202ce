/** How functions of `wx` answer: by callbacks or a promise, with WeChat's errMsg; and what happens when one is missing. */
import { messageOf, NotEmulated } from '../runtime/errors';

/** What is passed to an asynchronous function of `wx`. */
export type Options = Record<string, unknown>;

/** A failure with WeChat's own words; `extra` joins errMsg in what the code receives. */
export class WxFailure extends Error {
  constructor(
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'WxFailure';
  }
}

type Callback = (answer: unknown) => void;
type Work = (options: Options) => unknown;

/** A function of `wx`: returns a promise unless a callback was given, as base library 2.10.2 and later do. */
export function asynchronous(name: string, work: Work): (options?: Options) => Promise<unknown> | undefined {
  return (options = {}) => {
    const { success, fail, complete } = options as Record<
      'success' | 'fail' | 'complete',
      Callback | undefined
    >;
    const called = success !== undefined || fail !== undefined || complete !== undefined;
    const running = Promise.resolve().then(() => work(options));
    const answered = running.then(
      (answer) => ({ ...(typeof answer === 'object' ? answer : {}), errMsg: `${name}:ok` }),
      (error: unknown) => {
        if (error instanceof NotEmulated) report(error);
        const extra = error instanceof WxFailure ? error.extra : {};
        // A plain object, as WeChat rejects: code that prints or stores it finds only these fields.
        const answer: unknown = { ...extra, errMsg: `${name}:fail ${messageOf(error)}` };
        return Promise.reject(asError(answer));
      },
    );
    if (!called) return answered;
    // Callbacks run outside the promise: what they throw is an error of the page, not of the call.
    answered.then(
      (answer) => later(() => (success?.(answer), complete?.(answer))),
      (error: unknown) => later(() => (fail?.(error), complete?.(error))),
    );
    return undefined;
  };
}

/**
 * A function that WeChat runs only while the handler of a tap does, before anything is waited for.
 * @param tapping - whether a tap is being handled
 */
export function duringTap(
  name: string,
  tapping: () => boolean,
  work: Work,
): (options?: Options) => Promise<unknown> | undefined {
  return (options = {}) => {
    const tapped = tapping();
    return asynchronous(name, (given) => {
      if (!tapped) throw new WxFailure('can only be invoked by user TAP gesture.');
      return work(given);
    })(options);
  };
}

/** A rejection is a plain object; types of promises know errors only. */
function asError(answer: unknown): Error {
  return answer as Error;
}

let report: (error: Error) => void = () => undefined;

/** Where a missing function is told besides to its caller. */
export function reportMissingTo(listener: (error: Error) => void): void {
  report = listener;
}

function later(run: () => void): void {
  setTimeout(run, 0);
}

/** Turns a table of implementations into asynchronous functions. */
export function allAsynchronous(works: Record<string, Work>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(works).map(([name, work]) => [name, asynchronous(name, work)]));
}

/**
 * The object that a mini-program knows as `wx`.
 * @param functions - what is emulated
 * @param names - all that WeChat has: these fail loudly, anything else is undefined as on a phone
 */
export function wxObject(
  functions: Record<string, unknown>,
  names: readonly string[],
): Record<string, unknown> {
  const known = new Set(names);
  const missing = (name: string): (() => never) => {
    return () => {
      const error = new NotEmulated(`wx.${name}`);
      report(error);
      throw error;
    };
  };
  const wx: Record<string, unknown> = { ...functions };
  for (const name of known) if (!Object.hasOwn(wx, name)) wx[name] = missing(name);
  wx.canIUse = (schema: string) => {
    const [name = ''] = schema.split('.');
    return Object.hasOwn(functions, name);
  };
  return wx;
}

/** A text among the options, or an error as WeChat words it. */
export function textOf(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') {
    throw new WxFailure(`parameter error: parameter.${name} should be String instead of ${kindOf(value)};`);
  }
  return value;
}

/** A number among the options, or the default. */
export function numberOf(options: Options, name: string, fallback: number): number {
  const value = options[name];
  return typeof value === 'number' ? value : fallback;
}

/** A list of texts among the options, or an empty one. */
export function textsOf(options: Options, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'Undefined';
  if (value === null) return 'Null';
  const kind = typeof value;
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
