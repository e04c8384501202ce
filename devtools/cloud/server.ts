/** The one HTTP port of the local cloud: who may come in, and which room a path leads to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serveAdmin } from './admin/server';
import type { AdminServices } from './admin/operations';
import { Refusal, sendRefusal } from './control/errors';
import type { ControlServices } from './control/operations';
import { serveControl } from './control/server';
import { isLocal, sendJson } from './http';
import { serveFile, takeUpload } from './storage/server';

/**
 * Serves pages for a browser under paths of its own.
 * @returns whether the request was answered; false leaves it to the next
 */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

export interface Rooms {
  admin: AdminServices;
  control: ControlServices;
  /** What `GET /healthz` tells besides `ok`. */
  health: () => Record<string, unknown>;
  /** Something that no room expected; the process goes on. */
  onDefect: (error: unknown) => void;
  /** Asked in turn for whatever no other room serves. */
  pages: readonly PageHandler[];
}

/** How long an unused connection stays open (ms). */
const KEEP_ALIVE = 60_000;

/** A listening server. */
export interface Listening {
  port: number;
  close: () => Promise<void>;
}

/**
 * Starts to listen on 127.0.0.1.
 * @param port - 0 picks a free one
 * @param rooms - asked for once the port is known
 */
export async function listen(port: number, rooms: (port: number) => Rooms): Promise<Listening> {
  const server = createServer();
  // A frozen function instance keeps its connection without using it.
  server.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = portOf(server);
  const open = rooms(bound);
  server.on('request', (request, response) => {
    serve(bound, request, response, open).catch((error: unknown) => {
      open.onDefect(error);
      if (response.headersSent) response.destroy();
      else sendRefusal(response, new Refusal('INTERNAL'));
    });
  });
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  { admin, control, health, pages }: Rooms,
): Promise<void> {
  // A body that nobody reads must not hold the connection.
  response.on('finish', () => request.resume());
  if (!isLocal(request, port)) {
    sendRefusal(response, new Refusal('FOREIGN'));
    return;
  }
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const [, room] = url.pathname.split('/');
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (room === 'admin' && request.method === 'POST') await serveAdmin(url, request, response, admin);
  else if (room === 'control') await serveControl(url, request, response, control);
  else if (room === 'files' && reading) await serveFile(url, response, admin.files, admin.links);
  else if (room === 'upload' && request.method === 'PUT') {
    await takeUpload(url, request, response, admin.files, admin.links);
  } else if (url.pathname === '/healthz' && reading) sendJson(response, 200, { ok: true, ...health() });
  else if (!(await servePage(url, request, response, pages))) sendRefusal(response, new Refusal('NOT_FOUND'));
}

async function servePage(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  pages: readonly PageHandler[],
): Promise<boolean> {
  for (const page of pages) if (await page(request, response, url)) return true;
  return false;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
