/** A typed client of the local cloud, and a private cloud of one's own: for scripts and tests. */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonOfPlant } from '../cloud/control/shapes';
import type { Snapshot } from '../cloud/control/schema';
import type { FaultRule, FaultState } from '../cloud/faults';
import type { SentMessage } from '../cloud/control/shapes';
import type { MediaPlan, MediaRequest } from '../cloud/openapi/media';
import type { StatsReport } from '../cloud/stats';
import type { Fired } from '../cloud/timers/timers';
import type { FunctionLog } from '../cloud/types';
import type { ApiAnswer, RouteName, Routes } from '../../typings/api';
import { startProcess } from './process';

/** The version that calls claim to come from unless told otherwise. */
export const CLIENT_VERSION = '0.1.0';

export interface LocalCloudOptions {
  /** Start with the demo history instead of an empty plant. */
  demo?: boolean;
  /** A folder that outlives the cloud, for restarts; without it a temporary one is made and removed. */
  dataDir?: string;
  /** A data folder to begin with a copy of; nobody may be using it. Not with `dataDir` or `demo`. */
  from?: string;
  /** Further settings. */
  env?: Record<string, string>;
}

export interface CallOptions {
  /** Sent again with the same id, a call is a retry. */
  requestId?: string;
  clientVersion?: string;
}

/** An HTTP answer as it came. */
export interface RawAnswer {
  status: number;
  body: unknown;
}

/** How the clock moves: by a span (`2h`, `1d12h`, or ms), to an instant with a zone, or back to real time. */
export type ClockMove =
  { advance: string | number; coalesce?: boolean } | { set: string | number } | { real: true };

/** Fault rules as the control API takes them: everything but `mode` has a default. */
export type FaultWish = Partial<FaultRule> & Pick<FaultRule, 'mode'>;

/** What a running local cloud can be asked, whoever started it. */
export interface Control {
  readonly base: string;
  /** The endpoint for SDKs in a script outside any function. */
  readonly admin: string;
  /** Calls `api` as a person's phone. */
  call<R extends RouteName>(
    as: string,
    route: R,
    input: Routes[R]['input'],
    options?: CallOptions,
  ): Promise<ApiAnswer<Routes[R]['output']>>;
  /**
   * Like `call`, for steps that are taken for granted.
   * @throws Error with code and message when it was refused
   */
  callOk<R extends RouteName>(
    as: string,
    route: R,
    input: Routes[R]['input'],
    options?: CallOptions,
  ): Promise<Routes[R]['output']>;
  /** Posts anything to `/control/call`; a string goes as it is. */
  callRaw(body: unknown): Promise<RawAnswer>;
  /** Calls a function with any event, e.g. to try a route that does not exist. */
  invoke(as: string | null, name: string, data: unknown): Promise<RawAnswer>;
  /** Uploads as a phone does; answers the fileID. */
  upload(as: string, path: string, bytes: Uint8Array): Promise<string>;
  /** Moves the clock; answers the cloud's time (ms) and the timers that fired on the way. */
  clock(move: ClockMove): Promise<{ now: number; offset: number; fired: Fired[] }>;
  now(): Promise<number>;
  /** Fires the timers of one function once, now. */
  runTimer(name: string): Promise<Fired[]>;
  /** Delivered subscription messages, of one person or of all. */
  messages(to?: string): Promise<SentMessage[]>;
  /** Gives a person budget for a subscription template, as accepting a prompt does. */
  subscribe(openid: string, templateId: string, count?: number): Promise<void>;
  /** How WeChat's content checks of pictures end from now on; what is not said is the standard: a pass, later, once. */
  planMedia(plan: Partial<MediaPlan>): Promise<void>;
  /** Pushes the answers that were held back; answers how many. */
  deliverMedia(): Promise<number>;
  /** What WeChat was asked to look at, oldest first. */
  mediaRequests(): Promise<MediaRequest[]>;
  people(): Promise<PersonOfPlant[]>;
  stats(): Promise<StatsReport>;
  resetStats(): Promise<void>;
  /** Replaces the fault rules; answers the counters of those before. No rules: no faults. */
  faults(rules: FaultWish[]): Promise<FaultState[]>;
  /** Kills a worker of a function; false when there is none. */
  killWorker(name: string): Promise<boolean>;
  logs(limit?: number): Promise<FunctionLog[]>;
  /** Documents as stored. */
  dump(collection: string): Promise<Record<string, unknown>[]>;
  export(): Promise<Snapshot>;
  import(snapshot: Snapshot): Promise<void>;
  /** Empties the cloud; the clock stays where it is. */
  reset(): Promise<void>;
}

/** A cloud in a process of its own. */
export interface LocalCloud extends Control {
  readonly dataDir: string;
  /** What the process printed last. */
  output(): string;
  /** SIGKILL: the process is gone, its data folder stays. */
  kill(): Promise<void>;
  /** Ends the process and removes its temporary folder. */
  stop(): Promise<void>;
}

/**
 * Starts `dist/devtools/main.js` on a free port with an empty plant and waits until it is ready.
 * @throws Error with the output of the process when it does not come up
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'safeloop-cloud-')));
  if (options.from !== undefined) await cp(options.from, dataDir, { recursive: true });
  const removeData = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  const settings = {
    PORT: '0',
    DATA_DIR: dataDir,
    DEMO: options.demo === true ? '1' : '0',
    ...options.env,
  };
  try {
    const running = await startProcess(settings);
    const stop = async (): Promise<void> => {
      await running.stop();
      await removeData();
    };
    return {
      ...connect(running.base),
      dataDir,
      output: () => running.output(),
      kill: () => running.kill(),
      stop,
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}

/** Speaks to a running local cloud, whoever started it. */
export function connect(base: string): Control {
  const control = <T>(path: string, body?: unknown): Promise<T> => ask<T>(`${base}/control/${path}`, body);
  const callRaw = (body: unknown): Promise<RawAnswer> => post(`${base}/control/call`, body);
  const invoke = (as: string | null, name: string, data: unknown): Promise<RawAnswer> =>
    callRaw({ as, function: name, data });

  const call: Control['call'] = async (as, route, input, { requestId, clientVersion } = {}) => {
    const { body } = await invoke(as, 'api', {
      route,
      input,
      requestId: requestId ?? randomUUID(),
      clientVersion: clientVersion ?? CLIENT_VERSION,
    });
    return body as ApiAnswer<Routes[typeof route]['output']>;
  };

  return {
    base,
    admin: `${base}/admin`,
    call,
    async callOk(as, route, input, given) {
      const answer = await call(as, route, input, given);
      if (answer.ok) return answer.data;
      const { code, message, fields } = answer.error;
      throw new Error(`${route} was refused: ${code} ${message} ${JSON.stringify(fields ?? {})}`);
    },
    callRaw,
    invoke,
    async upload(as, path, bytes) {
      const query = new URLSearchParams({ as, path });
      const { fileID } = await ask<{ fileID: string }>(
        `${base}/control/upload?${query.toString()}`,
        Buffer.from(bytes),
      );
      return fileID;
    },
    clock: (move) => control('clock', move),
    now: async () => (await control<{ now: number }>('clock')).now,
    runTimer: async (name) => (await control<{ fired: Fired[] }>('timers/run', { function: name })).fired,
    async messages(to) {
      const query = to === undefined ? '' : `?${new URLSearchParams({ to }).toString()}`;
      return (await control<{ messages: SentMessage[] }>(`messages${query}`)).messages;
    },
    async subscribe(openid, templateId, count = 1) {
      await control('subscribe', { openid, templateId, count });
    },
    async planMedia(plan) {
      await control('media-checks', plan);
    },
    deliverMedia: async () => (await control<{ delivered: number }>('media-checks/deliver', {})).delivered,
    mediaRequests: async () => (await control<{ requests: MediaRequest[] }>('media-checks')).requests,
    people: async () => (await control<{ people: PersonOfPlant[] }>('people')).people,
    stats: () => control('stats'),
    async resetStats() {
      await control('stats/reset', {});
    },
    faults: async (rules) => (await control<{ rules: FaultState[] }>('faults', { rules })).rules,
    killWorker: async (name) => (await control<{ killed: boolean }>('faults', { killWorker: name })).killed,
    logs: async (limit = 200) => (await control<{ logs: FunctionLog[] }>(`logs?limit=${limit}`)).logs,
    async dump(collection) {
      const query = new URLSearchParams({ collection });
      return (await control<{ documents: Record<string, unknown>[] }>(`documents?${query.toString()}`))
        .documents;
    },
    async export() {
      const { version, at, offset, documents, files, journal } = await control<Snapshot>('export');
      return { version, at, offset, documents, files, journal };
    },
    async import(snapshot) {
      await control('import', snapshot);
    },
    async reset() {
      await control('reset', {});
    },
  };
}

/** GETs, or POSTs when there is a body; bytes go as they are, everything else as JSON. */
async function post(url: string, body?: unknown): Promise<RawAnswer> {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : null;
  const type = bytes === null ? 'application/json' : 'application/octet-stream';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request: RequestInit =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': type }, body: bytes ?? text };
  const response = await fetch(url, request);
  return { status: response.status, body: await response.json() };
}

/**
 * Like `post`, for requests that are taken for granted. `T` is what the control API promises for that path.
 * @throws Error when the control API refuses
 */
async function ask<T>(url: string, body?: unknown): Promise<T> {
  const { status, body: answer } = await post(url, body);
  if (status !== 200) throw new Error(`${url} answered ${status}: ${JSON.stringify(answer)}`);
  return answer as T;
}
