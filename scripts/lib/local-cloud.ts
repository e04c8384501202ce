/** Starts a private local cloud in a folder of its own, for scripts and tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Control } from './control';

const READY = /SafeLoop ready: (http:\/\/127\.0\.0\.1:\d+)/;

export interface LocalCloud {
  control: Control;
  dataDir: string;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it in good order and removes its folder, unless the folder was given. */
  stop(): Promise<void>;
  /** SIGKILL: as a power cut would. */
  kill(): Promise<void>;
}

export interface LocalCloudOptions {
  /** A folder to keep; by default a temporary one. */
  dataDir?: string;
  /** With the demo history. */
  demo?: boolean;
  env?: Record<string, string>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** @throws Error with what it printed when it does not become ready */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'safeloop-'));
  const child = spawn(process.execPath, ['dist/devtools/main.js'], {
    env: {
      ...process.env,
      PORT: '0',
      AUTOMATION_PORT: '0',
      DATA_DIR: dataDir,
      DEMO: options.demo === true ? '1' : '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const base = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const ready = READY.exec(printed);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the local cloud ended (${String(code)}):\n${printed}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended(child);
  };
  return {
    control: new Control(base),
    dataDir,
    output: () => printed,
    async stop() {
      await end('SIGTERM');
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
  };
}
