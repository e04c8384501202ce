/** The local CloudBase: one process, one port, started by `startCloud` for `npm start` and for tests alike. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminServices } from './admin/operations';
import { openClock } from './clock';
import type { ControlServices } from './control/operations';
import { NOTHING, type MessageTemplate, type Overview, type PersonOfPlant } from './control/shapes';
import { FaultSwitch, type SdkCall } from './faults';
import { readManifest } from './functions/manifest';
import { createRunner } from './functions/runner';
import { openJournal } from './openapi/journal';
import { createMediaChecks } from './openapi/media';
import { createPushes } from './openapi/pushes';
import type { AppFacts } from './openapi/subscribe-message';
import { secretOf } from './secret';
import { listen, type PageHandler } from './server';
import { Stats, type Split } from './stats';
import { openLinks, type StorageRule } from './storage/links';
import { openFileStore } from './storage/store';
import { Timers } from './timers/timers';
import type { Database, DatabaseOptions, FunctionLog, FunctionRunner, MovableClock } from './types';

/** What the cloud cannot know of the product it runs; all optional. */
export interface ProductAdapter {
  /** The functions' environment variables; `secret` stays the same for one data folder. */
  env?: (secret: string) => Record<string, string>;
  /** How log and statistics name what an event asks for. */
  routeOf?: (event: unknown) => string | null;
  /** Which side of the statistics a database call belongs to. */
  kindOf?: (call: SdkCall, body: Record<string, unknown>) => keyof Split;
  people?: (database: Database, now: number) => PersonOfPlant[];
  /** Openids of those whom a newcomer should meet first, a phone each. */
  firstPhones?: (database: Database, now: number) => string[];
  overview?: (database: Database, now: number) => Promise<Overview>;
  app?: AppFacts;
  /** Template id → how the person sees it. */
  messages?: Readonly<Record<string, MessageTemplate>>;
}

export interface CloudOptions {
  /** 0 picks a free port. */
  port: number;
  /** Everything that must survive a restart. */
  dataDir: string;
  /** The folder with cloudbaserc.json, which names the built functions. */
  project: string;
  /** The built functions/worker.ts. */
  workerScript: string;
  openDatabase: (options: DatabaseOptions) => Database;
  indexes: DatabaseOptions['indexes'];
  product?: ProductAdapter;
  storageRule?: StorageRule;
  env?: string;
  appid?: string;
  /** Instances of one function at one time. */
  poolSize?: number;
  /** The function that message push goes to, as chosen in the console; none unless given. */
  pushTo?: string;
  /** Whether timers fire by themselves as time goes by; moving the clock fires them in any case. */
  scheduler?: boolean;
  onLog?: (line: FunctionLog) => void;
  /** Fills the cloud again after `/control/reset` emptied it. */
  afterReset?: () => Promise<void>;
  onDefect?: (error: unknown) => void;
  /** Pages for a browser, asked in this order for whatever no other room serves. */
  pages?: readonly PageHandler[];
}

/** What is known about a running cloud. */
export interface CloudInfo {
  base: string;
  port: number;
  env: string;
  appid: string;
  dataDir: string;
  functions: string[];
}

export interface Cloud {
  getInfo(): CloudInfo;
  readonly clock: MovableClock;
  readonly database: Database;
  readonly runner: FunctionRunner;
  /** A link to a file that this person may read from a phone; null when there is none. */
  fileLink(fileId: string, openid: string): Promise<string | null>;
  /** Lets go of the port, ends all workers and closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts a cloud and resolves when it answers.
 * @throws Error when the port is taken, the deployment cannot be read or a timer's cron is wrong
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { dataDir, product = {}, env = 'safeloop-local', appid = 'wx0000000000000000' } = options;
  mkdirSync(dataDir, { recursive: true });
  const secret = secretOf(join(dataDir, 'secret'));
  const clock = openClock(join(dataDir, 'clock.json'));
  const now = (): number => clock.now();
  const functions = readManifest(options.project);
  const journal = openJournal(join(dataDir, 'wechat.jsonl'));
  const files = openFileStore(join(dataDir, 'files'), now);
  const stats = new Stats(now);
  const lastSeen = new Map<string, number>();
  const routeOf = product.routeOf ?? (() => null);
  const onDefect = options.onDefect ?? (() => undefined);
  let base = '';

  const database = options.openDatabase({
    dataDir: join(dataDir, 'database'),
    indexes: options.indexes,
    now,
  });
  const runner = createRunner({
    functions,
    account: { env, appid },
    env: product.env?.(secret) ?? {},
    poolSize: options.poolSize ?? 3,
    workerScript: options.workerScript,
    clock: { shared: clock.shared, now },
    endpoint: (worker) => `${base}/admin/${worker}`,
    routeOf,
    onLog(line) {
      stats.invoked(line.function, line.route);
      options.onLog?.(line);
    },
  });
  const timers = new Timers(clock, runner.timers(), (timer, dueAt) =>
    runner.invoke(timer.function, timerEvent(timer.name, dueAt), { source: 'wx_trigger', openid: null }),
  );
  const pushes = createPushes({
    to: options.pushTo ?? null,
    appid,
    invoke: (name, event, caller) => runner.invoke(name, event, caller),
    now,
    onDefect,
  });
  const media = createMediaChecks({ pushes, now, base: () => base, onDefect });
  const faults = new FaultSwitch((worker) => runner.killWorker(worker));
  const links = openLinks({
    env,
    bucket: `7361-${env}-1250000000`,
    rule: options.storageRule ?? 'private',
    secret,
    now,
    base: () => base,
  });
  const admin: AdminServices = {
    database,
    files,
    links,
    runner,
    faults,
    stats,
    kindOf: product.kindOf ?? (() => 'request'),
    onDefect,
    openapi: {
      app: product.app ?? { templates: null, pages: null },
      journal,
      pushes,
      media,
      now,
      lastSeen: (openid) => lastSeen.get(openid) ?? null,
      permissions: (name) => runner.permissions(name),
    },
  };
  const control: ControlServices = {
    clock,
    database,
    files,
    links,
    runner,
    timers,
    journal,
    pushes,
    media,
    faults,
    stats,
    people: () => product.people?.(database, now()) ?? [],
    firstPhones: () => product.firstPhones?.(database, now()) ?? [],
    overview: async () => (await product.overview?.(database, now())) ?? NOTHING,
    messages: product.messages ?? {},
    seen: (openid) => void lastSeen.set(openid, now()),
    afterReset: options.afterReset ?? (() => Promise.resolve()),
  };

  const names = functions.map(({ name }) => name);
  const health = (): Record<string, unknown> => ({
    now: now(),
    offset: clock.offset(),
    env,
    functions: names,
  });
  const listening = await listen(options.port, (port) => {
    base = `http://127.0.0.1:${port}`;
    return { admin, control, health, onDefect, pages: options.pages ?? [] };
  });
  if (options.scheduler ?? true) timers.start();

  return {
    clock,
    database,
    runner,
    async fileLink(fileId, openid) {
      const path = links.pathOf(fileId);
      if (path === null || !files.has(path)) return null;
      // Under private read a phone reads what its person uploaded.
      const file = (await files.list(path)).find((one) => one.path === path);
      const allowed = options.storageRule === 'public' || file?.by === openid;
      return allowed ? links.download(path) : null;
    },
    getInfo: () => ({ base, port: listening.port, env, appid, dataDir, functions: names }),
    async stop() {
      timers.stop();
      await listening.close();
      await runner.close();
      database.close();
    },
  };
}

/** The event of a timer, as the function service sends it. */
function timerEvent(name: string, dueAt: number): Record<string, string> {
  const time = new Date(dueAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return { Type: 'Timer', TriggerName: name, Time: time, Message: '' };
}
