/** A data folder in which the starter plant is prepared once for a whole run of tests: each cloud begins with a copy of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Under this name the workers of a run are told of the folder. */
const NAME = 'SAFELOOP_PLANT_FOLDER';

/** The folder of this run; null when there is none. */
export const plantFolder = () => process.env[NAME] ?? null;

/** Has the local cloud prepare it, and ends that. @throws Error with what it said when it does not become ready */
export async function makePlantFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'safeloop-plant-'));
  const cloud = spawn(process.execPath, ['dist/devtools/main.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', DEMO: '0', DATA_DIR: folder },
  });
  const ended = once(cloud, 'exit');
  let said = '';
  const ready = new Promise((done) => {
    /** @param {unknown} chunk */
    const hear = (chunk) => {
      said += String(chunk);
      if (said.includes('SafeLoop ready')) done(true);
    };
    cloud.stdout.on('data', hear);
    cloud.stderr.on('data', hear);
  });
  const isReady = await Promise.race([ready, ended.then(() => false)]);
  if (!isReady) throw new Error(`The starter plant could not be prepared.\n${said}`);
  cloud.kill('SIGTERM');
  await ended;
  process.env[NAME] = folder;
}

export function removePlantFolder() {
  const folder = plantFolder();
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
