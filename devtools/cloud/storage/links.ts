/** File ids and signed links: which file a link means, what it permits, and until when. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CloudError } from '../types';

/** How long a temporary link lives under private read unless the caller says otherwise (ms). */
export const LINK_LIFE = 2 * 3_600_000;

/** How long an upload may be put after its metadata was asked for (ms). */
const UPLOAD_LIFE = 900_000;

export type StorageRule = 'private' | 'public';

export interface Links {
  /** `cloud://<env>.<bucket>/<path>` */
  fileId(path: string): string;
  /** The path of a file id; null when it belongs to another environment or is not a file id. */
  pathOf(fileId: string): string | null;
  /** A link for reading; under public read it is permanent and unsigned. `maxAge` in ms. */
  download(path: string, maxAge?: number): string;
  /** Whether the query of a download link still opens this path. */
  opens(path: string, query: URLSearchParams): boolean;
  upload(path: string): { url: string; authorization: string };
  /** Whether an `authorization` header was issued for putting this path. */
  permitsUpload(path: string, authorization: string | undefined): boolean;
}

export interface LinkOptions {
  env: string;
  bucket: string;
  rule: StorageRule;
  secret: string;
  now: () => number;
  /** Where the server listens, e.g. `http://127.0.0.1:4000`. */
  base: () => string;
}

export function openLinks(options: LinkOptions): Links {
  const { rule, now } = options;
  const root = `cloud://${options.env}.${options.bucket}/`;
  const sign = (purpose: 'get' | 'put', path: string, until: number): string =>
    createHmac('sha256', options.secret).update(`${purpose}\n${path}\n${until}`).digest('hex');

  return {
    fileId: (path) => root + path,
    pathOf: (fileId) => (fileId.startsWith(root) ? fileId.slice(root.length) : null),
    download(path, maxAge = LINK_LIFE) {
      const url = `${options.base()}/files/${path}`;
      if (rule === 'public') return url;
      const until = Math.floor((now() + maxAge) / 1000);
      return `${url}?sign=${sign('get', path, until)}&t=${until}`;
    },
    opens(path, query) {
      if (rule === 'public') return true;
      const until = Number(query.get('t'));
      return equal(query.get('sign'), sign('get', path, until)) && now() < until * 1000;
    },
    upload(path) {
      const until = Math.floor((now() + UPLOAD_LIFE) / 1000);
      return {
        url: `${options.base()}/upload/${path}`,
        authorization: `${until}.${sign('put', path, until)}`,
      };
    },
    permitsUpload(path, authorization) {
      const [until = '', signature = ''] = (authorization ?? '').split('.');
      return equal(signature, sign('put', path, Number(until))) && now() < Number(until) * 1000;
    },
  };
}

function equal(given: string | null, expected: string): boolean {
  if (given?.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/**
 * Checks a cloud path: ASCII letters, digits and `/ - _ .`, no leading or doubled slash, no dot segments.
 * @throws CloudError `STORAGE_SIGN_PARAM_INVALID`
 */
export function checkPath(path: unknown): string {
  const segments = typeof path === 'string' ? path.split('/') : [];
  const good = segments.every((s) => /^[\w.-]+$/.test(s) && s !== '.' && s !== '..');
  if (typeof path !== 'string' || segments.length === 0 || path.length > 850 || !good) {
    throw new CloudError('STORAGE_SIGN_PARAM_INVALID', 'cloud path must be ASCII letters, digits and /-_.');
  }
  return path;
}
