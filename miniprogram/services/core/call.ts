/** The typed call of the `api` function, without the platform: envelope, size limit, retry, and answers turned into failures. */
import type { ApiAnswer, ApiRequest, RouteName, Routes } from '../../../typings/api';
import { CallFailure, failure, platformFailure } from './failure';

/** Sent with every call; the server refuses phones that are too old. */
export const CLIENT_VERSION = '0.1.0';

/** The documented limit of a text request to a function, in bytes of JSON. */
export const MAX_REQUEST_BYTES = 100 * 1024;

/** How long to wait before a call that did not come back is sent once more (ms). */
const SECOND_TRY = 800;

export interface CallPorts {
  /** Hands the request to the function and returns what it returned; rejects when the platform fails. */
  invoke: (request: ApiRequest) => Promise<unknown>;
  /** A new request id. */
  newId: () => string;
  wait: (ms: number) => Promise<void>;
}

export interface CallOptions {
  /** Given when the intent may be sent again later: the same intent under the same id happens once. */
  requestId?: string;
  /** Whether a call that did not come back is sent once more; true unless told. */
  again?: boolean;
}

/** Calls a route. @throws CallFailure */
export type Call = <R extends RouteName>(
  route: R,
  input: Routes[R]['input'],
  options?: CallOptions,
) => Promise<Routes[R]['output']>;

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const isAnswer = (value: unknown): value is ApiAnswer<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';

/** Makes the typed call over a way to invoke the function. */
export function createCall({ invoke, newId, wait }: CallPorts): Call {
  const once = async (request: ApiRequest): Promise<ApiAnswer<unknown>> => {
    let answer: unknown;
    try {
      answer = await invoke(request);
    } catch (error) {
      throw platformFailure(error);
    }
    if (!isAnswer(answer)) throw failure('INTERNAL');
    return answer;
  };

  return async (route, input, { requestId = newId(), again = true } = {}) => {
    const request: ApiRequest = { route, input, requestId, clientVersion: CLIENT_VERSION };
    if (byteLength(JSON.stringify(request)) > MAX_REQUEST_BYTES) throw failure('TOO_LARGE');
    let answer: ApiAnswer<unknown>;
    try {
      answer = await once(request);
    } catch (error) {
      if (!again) throw error;
      await wait(SECOND_TRY);
      answer = await once(request);
    }
    if (!answer.ok) throw new CallFailure(answer.error);
    return answer.data as Routes[typeof route]['output'];
  };
}
