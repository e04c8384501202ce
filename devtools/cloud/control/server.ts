/** The wire of the control API: which method and path means which operation. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, parseJson, readBody, sendJson } from '../http';
import { LARGEST_FILE } from '../storage/server';
import { Refusal, sendRefusal } from './errors';
import * as operations from './operations';
import type { ControlServices } from './operations';

/** Largest control request (bytes): an import carries all files. */
const LARGEST_IMPORT = 1024 * 1024 * 1024;
const LARGEST_JSON = 4 * 1024 * 1024;

type Answer = Record<string, unknown> | Promise<Record<string, unknown>>;

const READS: Readonly<Record<string, (services: ControlServices, query: URLSearchParams) => Answer>> = {
  clock: ({ clock }) => ({ now: clock.now(), offset: clock.offset() }),
  overview: async ({ clock, overview }) => ({
    now: clock.now(),
    offset: clock.offset(),
    ...(await overview()),
  }),
  templates: ({ messages }) => ({ templates: messages }),
  messages: ({ journal }, query) => ({ messages: journal.messages(query.get('to') ?? undefined) }),
  subscriptions: ({ journal }, query) => ({
    subscriptions: journal.subscriptions(query.get('openid') ?? undefined),
  }),
  'media-checks': ({ media }) => ({ requests: media.requests() }),
  people: ({ people, firstPhones }) => ({ people: people(), firstPhones: firstPhones() }),
  stats: ({ stats }) => ({ ...stats.read() }),
  faults: ({ faults }) => ({ rules: faults.counters() }),
  logs: ({ runner }, query) => ({ logs: runner.logs(Number(query.get('limit') ?? 200)) }),
  collections: ({ database }) => ({ collections: database.collections() }),
  documents: ({ database }, query) => ({
    documents: database.dump(query.get('collection') ?? '', { limit: Number(query.get('limit') ?? 1000) }),
  }),
  export: async (services) => ({ ...(await operations.exportAll(services)) }),
};

const WRITES: Readonly<Record<string, (body: unknown, services: ControlServices) => Answer>> = {
  clock: operations.moveClock,
  'timers/run': operations.runTimers,
  subscribe: operations.subscribe,
  'media-checks': operations.planMedia,
  'media-checks/deliver': async (_, { media }) => ({ delivered: await media.deliver() }),
  faults: operations.setFaults,
  'stats/reset': (_, { stats }) => {
    stats.reset();
    return {};
  },
  reset: async (_, services) => {
    await operations.reset(services);
    await services.afterReset();
    return {};
  },
  import: async (body, services) => {
    await operations.importAll(body, services);
    return {};
  },
};

/** Answers one control request; success is `{ok: true, …}`, except that a call answers what the function returned. */
export async function serveControl(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  services: ControlServices,
): Promise<void> {
  try {
    sendJson(response, 200, await answer(url, request, services));
  } catch (error) {
    if (error instanceof Refusal) sendRefusal(response, error);
    else if (error instanceof BodyTooLarge) sendRefusal(response, new Refusal('TOO_LARGE'));
    else throw error;
  }
}

async function answer(url: URL, request: IncomingMessage, services: ControlServices): Promise<unknown> {
  const name = url.pathname.slice('/control/'.length);
  if (request.method === 'GET' && Object.hasOwn(READS, name)) {
    return { ok: true, ...(await READS[name]?.(services, url.searchParams)) };
  }
  if (request.method !== 'POST') throw new Refusal('NOT_FOUND');
  if (name === 'upload') {
    const stored = await operations.upload(url, await readBody(request, LARGEST_FILE), services);
    return { ok: true, ...stored };
  }
  if (name !== 'call' && !Object.hasOwn(WRITES, name)) throw new Refusal('NOT_FOUND');
  const body = await readJson(request, name === 'import' ? LARGEST_IMPORT : LARGEST_JSON);
  if (name === 'call') return operations.call(body, services);
  return { ok: true, ...(await WRITES[name]?.(body, services)) };
}

async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json') throw new Refusal('JSON_NEEDED');
  const bytes = await readBody(request, limit);
  try {
    return parseJson(bytes);
  } catch {
    throw new Refusal('BAD_REQUEST', '不是 JSON');
  }
}
