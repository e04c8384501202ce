/** A data folder in which the starter plant is prepared once for a whole run of tests: each cloud begins with a copy of it. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../devtools/client/cloud';

/** Under this name the workers of a run are told of the folder. */
const NAME = 'SAFELOOP_PLANT_FOLDER';

/** When the clouds of tests begin, a Tuesday between two shifts' meetings, so that a run comes to the same on any day. */
const BEGINNING = Date.parse('2026-11-24T14:44:00+08:00');

/** The folder of this run; null when there is none. */
export const plantFolder = (): string | null => process.env[NAME] ?? null;

/** Has the local cloud prepare it, and ends that. @throws Error with what it said when it does not become ready */
export async function makePlantFolder(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'safeloop-plant-'));
  const cloud = await startLocalCloud({ dataDir });
  await cloud.stop();
  // Only now: a folder that holds anything before it was prepared is of another form, and moved aside.
  writeFileSync(join(dataDir, 'clock.json'), JSON.stringify({ offset: BEGINNING - Date.now() }));
  process.env[NAME] = dataDir;
}

export async function removePlantFolder(): Promise<void> {
  const folder = plantFolder();
  if (folder !== null) await rm(folder, { recursive: true, force: true });
}
