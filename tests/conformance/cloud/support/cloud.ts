/** Starts a local cloud of fixture functions on a free port and a folder of its own, and speaks to it as a phone does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startCloud, type Cloud, type CloudOptions } from '../../../../devtools/cloud';
import type { SentMessage } from '../../../../devtools/cloud/control/shapes';
import type { FaultState } from '../../../../devtools/cloud/faults';
import type { Fired } from '../../../../devtools/cloud/timers/timers';
import { openDatabase } from '../../../../devtools/cloud/database';

const root = resolve(__dirname, '../../../..');

export interface ControlAnswer {
  ok: boolean;
  error?: { code: string; message: string };
}

export interface TestCloud {
  cloud: Cloud;
  base: string;
  /** What the phone of `as` gets from a function. */
  call: <T = Record<string, unknown>>(name: string, data?: unknown, as?: string | null) => Promise<T>;
  get: <T = object>(path: string) => Promise<T & ControlAnswer>;
  post: <T = object>(path: string, body: unknown) => Promise<T & ControlAnswer>;
  stop: () => Promise<void>;
}

export type Moved = { now: number; offset: number; fired: Fired[] };
export type Faults = { rules: FaultState[]; killed?: boolean };
export type Messages = { messages: SentMessage[] };

/** @param options - what differs from the usual; with `dataDir` the folder is kept after stop */
export async function startTestCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'cloud-'));
  const cloud = await startCloud({
    port: 0,
    dataDir,
    project: join(root, 'tests/conformance/cloud/fixtures'),
    workerScript: join(root, 'dist/devtools/worker.js'),
    openDatabase,
    indexes: { notes: [], ticks: [] },
    scheduler: false,
    // A defect of the cloud itself must show up in the test that met it.
    onDefect: (error) =>
      process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`),
    ...options,
  });
  const { base } = cloud.getInfo();
  const json = async (path: string, init?: RequestInit): Promise<unknown> =>
    (await fetch(base + path, init)).json();
  const post = (path: string, body: unknown): Promise<unknown> =>
    json(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    cloud,
    base,
    call: <T>(name: string, data: unknown = {}, as: string | null = 'oPhone0001') =>
      post('/control/call', { as, function: name, data }) as Promise<T>,
    get: <T>(path: string) => json(path) as Promise<T & ControlAnswer>,
    post: <T>(path: string, body: unknown) => post(path, body) as Promise<T & ControlAnswer>,
    async stop() {
      await cloud.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}
