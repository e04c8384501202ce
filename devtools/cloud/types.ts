/** The seams between the rooms of the local cloud: what the server asks of database, storage, open API and functions. */

/** A failure that the cloud answers in its own words: HTTP 200, `{code, message, requestId}`. */
export class CloudError extends Error {
  /** e.g. `DATABASE_COLLECTION_NOT_EXIST`, or a number as text, as the SDK expects it. */
  readonly code: string;

  /**
   * @param code - the cloud's code
   * @param message - the cloud's message
   */
  constructor(code: string, message: string) {
    super(message);
    this.name = 'CloudError';
    this.code = code;
  }
}

/** Thrown for whatever the local cloud does not stand in for; never answered with an invented success. */
export class NotEmulated extends CloudError {
  /** @param what - the action, option or API that is missing */
  constructor(what: string) {
    super('NotEmulated', `NotEmulated: ${what} is not part of the local cloud`);
    this.name = 'NotEmulated';
  }
}

/** What one database action cost. */
export interface DatabaseCost {
  /** Documents (or index entries that led to none) looked at. */
  examined: number;
  returned: number;
}

export interface DatabaseOutcome {
  /** The success body without requestId, e.g. `{data: {list: [...]}}`. */
  reply: Record<string, unknown>;
  cost: DatabaseCost;
}

/** An index as declared; `fields` are dotted paths, no arrays. */
export interface IndexDeclaration {
  name: string;
  unique: boolean;
  fields: { path: string; direction: 1 | -1 }[];
}

/** `dist/indexes.json`: collection → indexes. Collections named here exist from the start. */
export type IndexDeclarations = Record<string, IndexDeclaration[]>;

/** The document database behind `/admin`; every method is safe to call concurrently. */
export interface Database {
  /**
   * Runs one `database.*` action as it came over the wire.
   * @throws CloudError as the cloud would answer; NotEmulated for what is not supported
   */
  execute(action: string, body: Record<string, unknown>): Promise<DatabaseOutcome>;
  /** Plain documents for console, control and tests; EJSON-relaxed values. */
  dump(collection: string, options?: { limit?: number }): Record<string, unknown>[];
  collections(): { name: string; documents: number }[];
  /** Everything, as canonical EJSON text by collection and id. */
  export(): Record<string, Record<string, string>>;
  import(data: Record<string, Record<string, string>>): void;
  /** Drops all documents and open transactions; declared collections and indexes stay. */
  reset(): void;
  close(): void;
}

/** Settings of a database. */
export interface DatabaseOptions {
  /** Folder of the durable store; `:memory:` for tests that need none. */
  dataDir: string;
  indexes: IndexDeclarations;
  /** The cloud's clock, for server dates and transaction time-outs (ms). */
  now: () => number;
}

/** The file store; files survive SIGKILL once `put` has returned. */
export interface FileStore {
  has(path: string): boolean;
  put(path: string, bytes: Uint8Array, by: string | null): Promise<void>;
  get(path: string): Promise<Uint8Array | null>;
  remove(path: string): Promise<boolean>;
  list(prefix?: string): Promise<{ path: string; bytes: number; by: string | null; at: number }[]>;
  reset(): Promise<void>;
}

/**
 * Who calls a function. `source` is the chain of callers as `getWXContext().SOURCE` shows it: `wx_client` (a phone),
 * `wx_trigger` (a timer), `wx_devtools` (the console), each followed by `,scf` per function in between.
 * `openid` null: a timer, the console or another function.
 */
export interface Caller {
  source: string;
  openid: string | null;
}

/** Which invocation an SDK call came from; all null when a script outside any function calls. */
export interface Origin {
  worker: string | null;
  function: string | null;
  route: string | null;
}

/** One line of the function log, as the cloud's log would show it. */
export interface FunctionLog {
  at: number;
  requestId: string;
  function: string;
  /** As the product's adapter reads it off the event. */
  route: string | null;
  source: Caller['source'];
  openid: string | null;
  ms: number;
  outcome: 'ok' | 'error' | 'timeout' | 'killed';
  error: string | null;
  /** What the function printed. */
  output: string[];
}

export interface FunctionRunner {
  /**
   * Runs one function to its end.
   * @param name - folder under dist/cloudfunctions
   * @param event - what the caller passed, JSON
   * @throws CloudError when the function is unknown, throws, times out or its worker is killed
   */
  invoke(name: string, event: unknown, caller: Caller): Promise<unknown>;
  /** Timer triggers of all functions, from config.json. */
  timers(): { function: string; name: string; cron: string }[];
  /** The latest log lines, newest last. */
  logs(limit?: number): FunctionLog[];
  /** The invocation a worker is busy with, for calls that arrive at `/admin/<worker>`. */
  origin(worker: string): Origin;
  /** Open APIs that a function declares in its config.json. */
  permissions(name: string): readonly string[];
  /** Kills a worker by its id, or of a function the one that has been busy longest; false when there is none. */
  killWorker(name: string): Promise<boolean>;
  /** Drops every instance, so that the next calls start cold. */
  recycle(): Promise<void>;
  close(): Promise<void>;
}

/** The one clock of cloud and phones; moved by tests and the console. */
export interface MovableClock {
  now(): number;
  /** Milliseconds ahead of the machine's clock. */
  offset(): number;
  /** A Float64 in shared memory holding the offset, read by the Date shim in workers. */
  readonly shared: SharedArrayBuffer;
  setOffset(offset: number): void;
}
