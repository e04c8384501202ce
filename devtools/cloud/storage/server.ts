/** The bytes of storage over HTTP: `PUT /upload/<path>` with the signed header, `GET /files/<path>` with a link. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody, sendBytes } from '../http';
import type { FileStore } from '../types';
import { checkPath, type Links } from './links';

/** Largest file (bytes): what a phone may upload in one piece is far below. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** Signatures of the image formats a phone makes, at the offset where they stand. */
const SIGNATURES: readonly { type: string; at: number; magic: string }[] = [
  { type: 'image/jpeg', at: 0, magic: 'ffd8ff' },
  { type: 'image/png', at: 0, magic: '89504e470d0a1a0a' },
  { type: 'image/webp', at: 8, magic: '57454250' },
];

/** Serves a stored file to whoever holds a link that still opens it. */
export async function serveFile(
  url: URL,
  response: ServerResponse,
  files: FileStore,
  links: Links,
): Promise<void> {
  const path = url.pathname.slice('/files/'.length);
  if (!links.opens(path, url.searchParams)) {
    sendXml(response, 403, 'AccessDenied', 'The link has expired or its signature does not match');
    return;
  }
  const bytes = await files.get(path);
  if (bytes === null) sendXml(response, 404, 'NoSuchKey', 'The specified key does not exist');
  else sendBytes(response, 200, typeOf(bytes), bytes);
}

/** Takes an upload that the SDK puts with the headers of its upload metadata. */
export async function takeUpload(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  files: FileStore,
  links: Links,
): Promise<void> {
  const path = url.pathname.slice('/upload/'.length);
  if (!links.permitsUpload(path, request.headers.authorization)) {
    request.resume();
    sendXml(response, 403, 'SignatureDoesNotMatch', 'The signature was not issued for this path');
    return;
  }
  try {
    await files.put(checkPath(path), await readBody(request, LARGEST_FILE), null);
    sendBytes(response, 200, 'application/xml', Buffer.alloc(0));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    sendXml(response, 400, 'EntityTooLarge', 'The file is too large');
  }
}

function typeOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return (
    SIGNATURES.find(({ at, magic }) => hex.startsWith(magic, at * 2))?.type ?? 'application/octet-stream'
  );
}

/** The SDK reads all four elements of an error, so all four are there. */
function sendXml(response: ServerResponse, status: number, code: string, message: string): void {
  const fields = { Code: code, Message: message, RequestId: 'local', TraceId: 'local' };
  const inner = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
  const xml = `<?xml version='1.0' encoding='utf-8' ?><Error>${inner.join('')}</Error>`;
  sendBytes(response, status, 'application/xml', Buffer.from(xml));
}
