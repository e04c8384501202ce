/** Phones in a browser: compiles the mini-program when a phone is opened and serves everything below `/phone/`. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { isRecord, parseJson, readBody, sendBytes, sendJson } from '../cloud/http';
import { createAppCompiler, type AppCompiler } from './compile';
import { type Problem } from './compile/types';
import { errorPage, phonePage } from './page';
import { BadName, PhoneDisk } from './phone-disk';
import { bundleRuntime, wxNames } from './runtime-bundle';

export { compileApp } from './compile';

export interface SimulatorOptions {
  /** The repository's folder: package.json, miniprogram/, node_modules/. */
  project: string;
  /** Where phones keep files and storage, a folder per person. */
  dataDir: string;
  /** Folder with app.json; `project`/miniprogram by default. */
  root?: string;
  /** Answers a link to a file of the cloud, or null when there is none; without it `getTempFileURL` finds nothing. */
  fileLink?: (fileID: string, openid: string) => Promise<string | null>;
  /** Milliseconds that the cloud's clock is ahead of real time. */
  clockOffset?: () => number;
  /** Told after every compilation. */
  onCompiled?: (result: { warnings: Problem[]; errors: Problem[]; milliseconds: number }) => void;
}

export interface Simulator {
  /**
   * Answers requests below `/phone/`.
   * @returns false when the path is not the simulator's
   */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** Takes everything from the phone of one person, or of all. */
  clear(openid?: string): void;
}

/** Largest file that a phone stores (bytes). */
const LARGEST_FILE = 200 * 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** Prepares a simulator; nothing is compiled before a phone is opened. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const disk = new PhoneDisk(options.dataDir);
  const rooms = new PhoneRooms(options, disk);
  return {
    async handle(request, response, url) {
      const [, room, slot = '', kind = '', ...rest] = url.pathname.split('/');
      if (room !== 'phone' || slot === '') return false;
      try {
        await rooms.serve(request, response, { url, slot, kind, rest: rest.map(decodeURIComponent) });
      } catch (error) {
        if (!(error instanceof BadName || error instanceof URIError)) throw error;
        sendJson(response, 400, { ok: false, error: { code: 'BAD_REQUEST', message: error.message } });
      }
      return true;
    },
    clear: (openid) => disk.clear(openid),
  };
}

interface PhoneRequest {
  url: URL;
  slot: string;
  kind: string;
  rest: string[];
}

/** What stands under `/phone/<slot>/`. */
class PhoneRooms {
  readonly #options: SimulatorOptions;
  readonly #disk: PhoneDisk;
  readonly #compiler: AppCompiler;
  #runtime: Promise<string> | null = null;
  #wxNames: string[] | null = null;
  #files = new Map<string, string | Uint8Array>();

  constructor(options: SimulatorOptions, disk: PhoneDisk) {
    const { project, root = join(project, 'miniprogram') } = options;
    this.#options = options;
    this.#disk = disk;
    const { dependencies = {} } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    this.#compiler = createAppCompiler({ root, npm: join(project, 'node_modules'), dependencies });
  }

  async serve(request: IncomingMessage, response: ServerResponse, asked: PhoneRequest): Promise<void> {
    const { kind, rest } = asked;
    if (kind === 'disk') await this.#serveDisk(request, response, rest);
    else if (kind === 'links' && request.method === 'POST') await this.#serveLinks(request, response);
    else if (kind === '') await this.#servePage(response, asked);
    else if (kind === 'runtime.js') send(response, 'runtime.js', await this.#bundled());
    else this.#serveFile(response, kind === 'app' ? rest.join('/') : kind);
  }

  async #servePage(response: ServerResponse, { url, slot }: PhoneRequest): Promise<void> {
    const started = performance.now();
    const { files, warnings, errors } = await this.#compiler.compile();
    this.#options.onCompiled?.({ warnings, errors, milliseconds: performance.now() - started });
    if (errors.length > 0) {
      sendBytes(response, 500, 'text/html; charset=utf-8', Buffer.from(errorPage(errors)));
      return;
    }
    this.#files = files;
    const query = url.searchParams;
    const scene = Number(query.get('scene') ?? Number.NaN);
    const launch = {
      ...(query.has('path') ? { path: query.get('path') ?? '' } : {}),
      query: Object.fromEntries(new URLSearchParams(query.get('query') ?? '')),
      ...(Number.isInteger(scene) ? { scene } : {}),
    };
    const openid = query.get('openid') ?? 'nobody';
    const html = phonePage({
      slot,
      openid,
      launch,
      clockOffset: this.#options.clockOffset?.() ?? 0,
      wxNames: (this.#wxNames ??= wxNames(this.#options.project)),
      disk: `disk/${encodeURIComponent(openid)}`,
      autostart: query.get('start') !== '0',
    });
    sendBytes(response, 200, 'text/html; charset=utf-8', Buffer.from(html));
  }

  #bundled(): Promise<string> {
    this.#runtime ??= bundleRuntime(this.#options.project);
    return this.#runtime;
  }

  #serveFile(response: ServerResponse, path: string): void {
    const content = this.#files.get(path);
    if (content === undefined)
      sendJson(response, 404, { ok: false, error: { code: 'NOT_FOUND', message: path } });
    else send(response, path, content);
  }

  async #serveDisk(
    request: IncomingMessage,
    response: ServerResponse,
    [openid = '', path]: string[],
  ): Promise<void> {
    if (path === undefined) {
      sendJson(response, 200, this.#disk.list(openid));
    } else if (request.method === 'PUT') {
      this.#disk.write(openid, path, await readBody(request, LARGEST_FILE));
      sendJson(response, 200, { ok: true });
    } else if (request.method === 'DELETE') {
      this.#disk.remove(openid, path);
      sendJson(response, 200, { ok: true });
    } else {
      const bytes = this.#disk.read(openid, path);
      if (bytes === null) sendJson(response, 404, { ok: false, error: { code: 'NOT_FOUND', message: path } });
      else send(response, path, bytes);
    }
  }

  /** Links in the form of `wx.cloud.getTempFileURL`. */
  async #serveLinks(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = parseJson(await readBody(request, 1024 * 1024));
    const ids = isRecord(body) && Array.isArray(body.fileList) ? body.fileList.map(String) : [];
    const openid = isRecord(body) && typeof body.as === 'string' ? body.as : '';
    const link = this.#options.fileLink ?? (() => Promise.resolve(null));
    const fileList = await Promise.all(
      ids.map(async (fileID) => {
        const tempFileURL = await link(fileID, openid);
        return tempFileURL === null
          ? { fileID, tempFileURL: '', status: 1, errMsg: 'STORAGE_EXCEED_AUTHORITY' }
          : { fileID, tempFileURL, status: 0, errMsg: 'ok' };
      }),
    );
    sendJson(response, 200, { fileList });
  }
}

function send(response: ServerResponse, path: string, content: string | Uint8Array): void {
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  sendBytes(response, 200, type, typeof content === 'string' ? Buffer.from(content) : content);
}
