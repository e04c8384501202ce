/** A typed client of the local cloud's control API: what scripts and tests use to act as people and to move the clock. */
import { randomUUID } from 'node:crypto';
import type { ApiAnswer, RouteName, Routes } from '../../typings/api';

/** The version scripts and tests speak as. */
export const CLIENT_VERSION = '0.1.0';

export interface PersonRow {
  openid: string;
  id: string;
  name: string;
  roles: string[];
}

/** One subscription message as the phone would show it. */
export interface MessageRow {
  to: string;
  at: number;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
}

/** A refusal of the control API or of the product, for callers that expect success. */
export class Refused extends Error {
  readonly code: string;

  constructor(what: string, error: { code: string; message: string; fields?: Record<string, string> }) {
    super(`${what}: ${error.code} ${error.message} ${error.fields ? JSON.stringify(error.fields) : ''}`);
    this.name = 'Refused';
    this.code = error.code;
  }
}

export class Control {
  /** @param base - e.g. `http://127.0.0.1:4000` */
  constructor(readonly base: string) {}

  private async json<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.json('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.json('POST', path, body);
  }

  /** A call as a phone would make it; the answer is the product's envelope. */
  call<R extends RouteName>(
    as: string,
    route: R,
    input: Routes[R]['input'],
    requestId: string = randomUUID(),
  ): Promise<ApiAnswer<Routes[R]['output']>> {
    return this.send(as, { route, input, requestId, clientVersion: CLIENT_VERSION });
  }

  /** Any event whatever to a function, as this phone. */
  send<T>(as: string, data: unknown, name = 'api'): Promise<ApiAnswer<T>> {
    return this.post('/control/call', { as, function: name, data });
  }

  /** A call that has to succeed. @throws Refused */
  async must<R extends RouteName>(
    as: string,
    route: R,
    input: Routes[R]['input'],
  ): Promise<Routes[R]['output']> {
    const answer = await this.call(as, route, input);
    if (!answer.ok) throw new Refused(route, answer.error);
    return answer.data;
  }

  /** Uploads bytes as a phone would. @returns the file id */
  async upload(as: string, path: string, bytes: Uint8Array): Promise<string> {
    const query = new URLSearchParams({ as, path }).toString();
    const response = await fetch(`${this.base}/control/upload?${query}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
    });
    const answer = (await response.json()) as { fileID?: string; fileId?: string };
    const id = answer.fileID ?? answer.fileId;
    if (id === undefined) throw new Error(`upload of ${path}: ${JSON.stringify(answer)}`);
    return id;
  }

  /** Moves the clock: `{advance}`, `{set}` or `{real: true}`. */
  clock<T = unknown>(body: Record<string, unknown>): Promise<T> {
    return this.post('/control/clock', body);
  }

  runTimers(name = 'jobs'): Promise<unknown> {
    return this.post('/control/timers/run', { function: name });
  }

  async people(): Promise<PersonRow[]> {
    const answer = await this.get<PersonRow[] | { people: PersonRow[] }>('/control/people');
    return Array.isArray(answer) ? answer : answer.people;
  }

  async messages(to: string): Promise<MessageRow[]> {
    const answer = await this.get<MessageRow[] | { messages: MessageRow[] }>(
      `/control/messages?to=${encodeURIComponent(to)}`,
    );
    return Array.isArray(answer) ? answer : answer.messages;
  }
}
