/** Small tools over node:http: bounded bodies, JSON answers, and the check that a request comes from this machine. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body larger than the caller allowed. */
export class BodyTooLarge extends Error {
  constructor() {
    super('request body too large');
    this.name = 'BodyTooLarge';
  }
}

/**
 * Reads a whole body.
 * @param limit - bytes
 * @throws BodyTooLarge; the rest of the body is discarded
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new BodyTooLarge();
  return Buffer.concat(chunks);
}

/**
 * @param bytes - UTF-8 JSON
 * @throws SyntaxError
 */
export function parseJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8')) as unknown;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Answers JSON. The charset is left out: the SDK takes `application/json; charset=utf-8` for an openapi error. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendBytes(response, status, 'application/json', Buffer.from(JSON.stringify(body)));
}

/** Answers bytes. */
export function sendBytes(response: ServerResponse, status: number, type: string, bytes: Uint8Array): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.byteLength,
    'cache-control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/**
 * Whether a request was meant for this server: a page elsewhere must not reach it by DNS rebinding (Host) or by a
 * cross-site request (Origin).
 * @param port - the port the server listens on
 */
export function isLocal(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return false;
  return origin === undefined || hosts.some((known) => origin === `http://${known}`);
}
