/** Builds the bundles once before any test, since tests run what ships, and prepares the plant that their clouds begin with. */
import { execFileSync } from 'node:child_process';
import { makePlantFolder } from './plant-folder';

export default async function setup(): Promise<void> {
  if (process.env['SKIP_BUILD'] !== '1')
    execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
  await makePlantFolder();
}
