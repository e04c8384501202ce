/** What every refusal owes: a sentence in Chinese that a person can act on, nothing of the machine, and nothing written. */
import type { ApiAnswer, ApiError, RouteName, Routes } from '../../../typings/api';
import type { ErrorCode } from '../../../miniprogram/shared/errors';
import type { CallOptions, TestCloud } from '../../support/cloud';
import { wordFaults } from '../../support/words';

/** A placeholder nobody filled, a value of the language, a place in the code. */
const MACHINE = /[{}<>]|undefined|null|NaN|\[object|\bat .+:\d+|\.[jt]s\b/;

const KEYS = new Set(['code', 'message', 'fields', 'order']);

/** The words of a person. */
function expectSentence(text: string): void {
  expect(text).toMatch(/[一-鿿]/);
  expect(wordFaults(text)).toEqual([]);
  expect(text).not.toMatch(MACHINE);
  // A value that was left out leaves these behind.
  expect(text).not.toMatch(/由处理|由来办|「」/);
}

/** Asserts the form of an error; `CONFIG_INVALID` alone may quote ids of the configuration in its fields. */
export function expectReadable(error: ApiError): void {
  expect(error.code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(Object.keys(error).filter((key) => !KEYS.has(key))).toEqual([]);
  expectSentence(error.message);
  for (const text of Object.values(error.fields ?? {})) {
    if (error.code === 'CONFIG_INVALID') expect(text).toMatch(/[一-鿿]/);
    else expectSentence(text);
  }
  expect(JSON.stringify({ ...error, order: null })).not.toMatch(
    /\bstack\b|Error:|node_modules|cloudfunctions/,
  );
}

/** An answer that has to be a refusal. */
export function errorOf(answer: unknown): ApiError {
  expect(answer).toMatchObject({ ok: false });
  const { error } = answer as Extract<ApiAnswer<unknown>, { ok: false }>;
  expectReadable(error);
  return error;
}

/** All that is stored: documents, files, and what WeChat was asked to send. */
export async function stored(
  cloud: Pick<TestCloud, 'export'>,
  besides: readonly string[] = [],
): Promise<unknown> {
  const { documents, files, journal } = await cloud.export();
  const kept = Object.entries(documents).filter(([collection]) => !besides.includes(collection));
  return { documents: Object.fromEntries(kept), files, journal };
}

/** How a refused call is made, and what it may write in spite of all. */
export interface Refusing extends CallOptions {
  /** Collections that may change: a wrong bind is counted. */
  besides?: readonly string[];
}

/** Performs a call and asserts that it is refused under `code` and leaves everything as it was. */
export async function refusal(
  cloud: TestCloud,
  code: ErrorCode,
  call: () => Promise<unknown>,
  besides: readonly string[] = [],
): Promise<ApiError> {
  const before = await stored(cloud, besides);
  const error = errorOf(await call());
  expect(error).toMatchObject({ code });
  expect(await stored(cloud, besides)).toEqual(before);
  return error;
}

/** Like {@link refusal}, for a call of a route with an input of its type. */
export function refused<R extends RouteName>(
  cloud: TestCloud,
  code: ErrorCode,
  as: string,
  route: R,
  input: Routes[R]['input'],
  { besides, ...options }: Refusing = {},
): Promise<ApiError> {
  return refusal(cloud, code, () => cloud.call(as, route, input, options), besides);
}
