/** Lets one command at a time into a piece of work, so that two started together do not tread on each other. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Runs `work` while holding a lock file, which is removed afterwards even when `work` fails.
 * A lock whose process is gone is taken over.
 * @template T
 * @param {string} path - the lock file; holds the process id of its owner
 * @param {() => T | Promise<T>} work
 * @param {{ waitMs?: number, onWait?: () => void }} [options] - `onWait` is called once, when another process is inside
 * @returns {Promise<T>}
 * @throws Error when another process holds the lock for longer than `waitMs` (ten minutes)
 */
export async function withLock(path, work, { waitMs = 600_000, onWait } = {}) {
  const giveUpAt = Date.now() + waitMs;
  let told = false;
  mkdirSync(dirname(path), { recursive: true });
  while (!tryAcquire(path)) {
    if (removeIfAbandoned(path)) continue;
    if (Date.now() > giveUpAt) throw new Error(`Another command is still busy. If none is, delete ${path}`);
    if (!told) onWait?.();
    told = true;
    await sleep(POLL_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether the lock is now ours
 */
function tryAcquire(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether a lock left behind by a dead process was cleared away
 */
function removeIfAbandoned(path) {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    // An owner that has not written its id yet looks like 0 for an instant.
    const abandoned = owner > 0 ? !isAlive(owner) : Date.now() - statSync(path).mtimeMs > 5_000;
    if (abandoned) rmSync(path, { force: true });
    return abandoned;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
