/** The wire of the automator: one WebSocket server per phone, JSON frames in, answers and events out. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, WebSocket, type RawData } from 'ws';

/** A request as the SDK sends it. */
interface Frame {
  id: string;
  method: string;
  params: Record<string, unknown>;
}

/** How long an SDK may take to say goodbye (ms). */
const CLOSING = 1000;

export interface AutomatorServer {
  readonly wsEndpoint: string;
  /** Tells every connected SDK. */
  send(event: string, params: unknown): void;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/** Answers the result of a request; whatever it throws goes back as the request's error. */
export type Handler = (method: string, params: Record<string, unknown>) => Promise<unknown>;

/**
 * Listens on 127.0.0.1.
 * @param port - 0 takes any free one
 */
export async function startServer(port: number, handle: Handler): Promise<AutomatorServer> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    // Browsers name an origin, the SDK does not: a web page shall not drive a phone.
    verifyClient: ({ req }: { req: IncomingMessage }) => req.headers.origin === undefined,
  });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('message', (data) => void answer(socket, data, handle));
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the automator has no port');
  return {
    wsEndpoint: `ws://127.0.0.1:${address.port}`,
    send(event, params) {
      for (const socket of server.clients) reply(socket, { method: event, params });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of server.clients) socket.close(1001);
      const impatient = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, CLOSING);
      await closed;
      clearTimeout(impatient);
    },
  };
}

async function answer(socket: WebSocket, data: RawData, handle: Handler): Promise<void> {
  const frame = frameOf(data);
  if (frame === null) {
    socket.close(1007, 'frames are {"id", "method", "params"} in JSON');
    return;
  }
  const { id, method, params } = frame;
  try {
    reply(socket, { id, result: await handle(method, params) });
  } catch (error) {
    reply(socket, { id, error: { message: error instanceof Error ? error.message : String(error) } });
  }
}

function reply(socket: WebSocket, frame: Record<string, unknown>): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

function frameOf(data: RawData): Frame | null {
  try {
    const frame: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '');
    if (typeof frame !== 'object' || frame === null) return null;
    const { id, method, params = {} } = frame as Partial<Frame>;
    return typeof id === 'string' && typeof method === 'string' ? { id, method, params } : null;
  } catch {
    return null;
  }
}
