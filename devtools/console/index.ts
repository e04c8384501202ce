/** Serves the page that `npm start` opens: three files, built beforehand, that load nothing from elsewhere. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendBytes } from '../cloud/http';
import type { PageHandler } from '../cloud/server';

/** Path → file and content type. */
const FILES: ReadonlyMap<string, readonly [file: string, type: string]> = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/console/console.js', ['console.js', 'text/javascript; charset=utf-8']],
  ['/console/console.css', ['console.css', 'text/css; charset=utf-8']],
]);

const POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * @param dir - the folder with the built page
 * @returns a handler to mount with `startCloud({pages})`
 */
export function createConsole({ dir }: { dir: string }): { handle: PageHandler } {
  return {
    async handle(request, response, url) {
      const found = FILES.get(url.pathname);
      if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
      const [file, type] = found;
      const bytes = await readFile(join(dir, file));
      response.setHeader('content-security-policy', POLICY);
      sendBytes(response, 200, type, bytes);
      return true;
    },
  };
}
