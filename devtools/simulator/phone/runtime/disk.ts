/** What a phone keeps for a person when the app is closed: files and storage, by path. */

export interface Entry {
  path: string;
  size: number;
  /** Epoch milliseconds. */
  modified: number;
}

/** Everything is there when a call returns: mini-programs write synchronously. */
export interface Disk {
  list(): Entry[];
  read(path: string): Uint8Array | null;
  write(path: string, bytes: Uint8Array): void;
  remove(path: string): void;
  /** An address under which the browser can load a file. */
  url(path: string): string;
}

/** Keeps files at the host, over synchronous requests to this machine. */
export class HostDisk implements Disk {
  readonly #base: string;
  /** Asking for what is not there would stand as an error in the browser's console. */
  readonly #known: Set<string>;

  /** @param base - address of the person's files */
  constructor(base: string) {
    this.#base = base;
    this.#known = new Set(this.list().map(({ path }) => path));
  }

  list(): Entry[] {
    return JSON.parse(this.#send('GET', this.#base).responseText) as Entry[];
  }

  read(path: string): Uint8Array | null {
    if (!this.#known.has(path)) return null;
    const request = this.#send('GET', this.url(path));
    if (request.status === 404) return null;
    return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
  }

  write(path: string, bytes: Uint8Array): void {
    this.#send('PUT', this.url(path), bytes);
    this.#known.add(path);
  }

  remove(path: string): void {
    this.#send('DELETE', this.url(path));
    this.#known.delete(path);
  }

  url(path: string): string {
    return `${this.#base}/${encodeURIComponent(path)}`;
  }

  #send(method: string, url: string, body?: Uint8Array): XMLHttpRequest {
    const request = new XMLHttpRequest();
    request.open(method, url, false);
    // Bytes arrive as letters: a synchronous request knows no binary answer.
    if (method === 'GET' && url !== this.#base)
      request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send(body === undefined ? null : new Blob([body.slice().buffer]));
    if (request.status >= 400 && request.status !== 404) {
      throw new Error(`the disk of the phone answered ${request.status}`);
    }
    return request;
  }
}

/** Keeps files as long as the page lives: for tests of components. */
export class MemoryDisk implements Disk {
  readonly #files = new Map<string, { bytes: Uint8Array; modified: number }>();

  list(): Entry[] {
    return [...this.#files].map(([path, { bytes, modified }]) => ({ path, size: bytes.length, modified }));
  }

  read(path: string): Uint8Array | null {
    return this.#files.get(path)?.bytes ?? null;
  }

  write(path: string, bytes: Uint8Array): void {
    this.#files.set(path, { bytes: bytes.slice(), modified: Date.now() });
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  url(path: string): string {
    const bytes = this.read(path) ?? new Uint8Array();
    return `data:application/octet-stream;base64,${btoa(String.fromCharCode(...bytes))}`;
  }
}
