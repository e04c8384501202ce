/** The steps that commands are made of: prepare (set-up and build) and run a program in the foreground. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root, setup } from './setup.mjs';

/**
 * Sets up and builds `dist/`. Two commands started together build one after the other.
 * @throws Error when packages cannot be installed or the build fails; the reason is already on stderr
 */
export async function prepare() {
  await setup();
  const build = () => runNode([join(root, 'scripts/build.mjs'), '--quiet']);
  if ((await withLock(join(root, '.build.lock'), build)) !== 0) throw new Error('The build failed.');
}

/**
 * Runs a Node program from the root with this terminal as its own, passing signals on to it.
 * @param {string[]} args - script and arguments
 * @param {Record<string, string>} [env] - added to the environment
 * @returns {Promise<number>} the exit code; 128 + signal number when a signal ended it
 */
export function runNode(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    // Ctrl-C reaches every process of the terminal by itself; twice would mean "stop at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const unwatch = watchNpm(() => child.kill());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      unwatch();
      for (const each of signals) process.off(each, forward);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Notices when the npm that started this command is gone. npm runs a command through a shell that does not pass
 * signals on, so ending npm would leave the command behind, holding its port.
 * @param {() => void} onGone
 * @returns {() => void} ends the watch
 */
function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    onGone();
  }, 200);
  return () => clearInterval(timer);
}

/**
 * @param {number} pid
 * @returns {number | null} null where the system has no /proc
 */
function parentOf(pid) {
  try {
    // `pid (name) state ppid …`, and the name may hold anything.
    const [, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(ppid);
  } catch {
    return null;
  }
}
