/** The wire of the SDK endpoint: `POST /admin` and `POST /admin/<worker>`, always HTTP 200. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CutConnection, cloudErrorBody } from '../errors';
import { parseJson, readBody, sendBytes, sendJson } from '../http';
import { readMultipart } from '../openapi/multipart';
import { CloudError, type Origin } from '../types';
import { actionBody, performAction, performForm, type AdminServices } from './operations';

/** Largest SDK call (bytes). */
const LARGEST_CALL = 20 * 1024 * 1024;

/**
 * Answers one SDK call. Nothing that goes wrong here escapes: it is answered in the cloud's words or the connection
 * is cut when a fault rule says so.
 */
export async function serveAdmin(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  services: AdminServices,
): Promise<void> {
  const requestId = randomUUID();
  try {
    const worker = url.pathname.split('/')[2] ?? '';
    await answer(services.runner.origin(worker), request, response, services, requestId);
  } catch (error) {
    if (error instanceof CutConnection) {
      response.destroy();
      return;
    }
    if (!(error instanceof CloudError)) services.onDefect(error);
    sendJson(response, 200, cloudErrorBody(error, requestId));
  }
}

async function answer(
  origin: Origin,
  request: IncomingMessage,
  response: ServerResponse,
  services: AdminServices,
  requestId: string,
): Promise<void> {
  const bytes = await readBody(request, LARGEST_CALL);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const packed = await performForm(origin, readMultipart(type, bytes), services);
    sendBytes(response, 200, 'application/octet-stream', packed);
    return;
  }
  const body = actionBody(readJson(bytes));
  if (!body) throw new CloudError('INVALID_PARAM', 'the body must be JSON with an action');
  const source = sourceOf(request.headers['x-tcb-source']);
  const reply = await performAction({ origin, body, bytes: bytes.length, source }, services);
  sendJson(response, 200, { ...reply, requestId });
}

function readJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch {
    return null;
  }
}

/** The SDK sends the chain of sources with its own kind last; a script outside the cloud has no first part. */
function sourceOf(header: string | string[] | undefined): string {
  const parts = String(header ?? '').split(',');
  return parts.filter((part) => part !== '' && part !== 'undefined').join(',') || 'scf';
}
