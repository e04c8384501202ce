/** Starts the built local cloud as a process of its own, the way `npm start` does, and ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The folder of the repository. */
export const root = resolve(__dirname, '../..');

const READY = /^SafeLoop ready: (http:\/\/127\.0\.0\.1:\d+)$/m;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
/** How much of what the process said is kept for a failure report (characters). */
const KEPT = 8_000;

export interface RunningCloud {
  /** e.g. `http://127.0.0.1:41234` */
  base: string;
  pid: number;
  /** The end of what the process printed. */
  output(): string;
  /** Asks it to end and waits; after ten seconds it is killed. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would; resolves when the process is gone. */
  kill(): Promise<void>;
}

/**
 * @param env - settings added to the environment
 * @throws Error with the output when it ends or stays silent before it is ready
 */
export async function startProcess(env: Record<string, string>): Promise<RunningCloud> {
  const child = spawn(process.execPath, ['dist/devtools/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-KEPT);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const base = await readiness(child, () => said);
  return { base, pid: child.pid ?? 0, output: () => said, stop: () => stop(child), kill: () => kill(child) };
}

function readiness(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((done, fail) => {
    const settle = (error: string | null, base = ''): void => {
      clearTimeout(timer);
      child.stdout?.off('data', look);
      child.off('exit', ended);
      child.off('error', broken);
      if (error === null) {
        done(base);
        return;
      }
      child.kill('SIGKILL');
      fail(new Error(`The local cloud ${error}.\n${output()}`));
    };
    const look = (): void => {
      const ready = READY.exec(output());
      if (ready?.[1] !== undefined) settle(null, ready[1]);
    };
    const ended = (code: number | null): void =>
      settle(`ended with ${code ?? 'a signal'} before it was ready`);
    const broken = (error: Error): void => settle(`could not be started: ${error.message}`);
    const timer = setTimeout(() => settle(`was not ready after ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    child.stdout?.on('data', look);
    child.once('exit', ended);
    child.once('error', broken);
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(timer);
}

async function kill(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
