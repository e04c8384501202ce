/** `node scripts/run.mjs <name> [args]`: sets up, builds and runs one of the TypeScript programs in scripts/. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain } from './setup.mjs';
import { prepare, runNode } from './steps.mjs';

runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  const names = readdirSync(join(root, 'scripts'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  if (name === undefined || !names.includes(name)) {
    throw new Error(`Say which program to run: ${names.join(', ')}`);
  }
  await prepare();
  const program = join('dist', 'scripts', `${name}.js`);
  if (!existsSync(join(root, program))) throw new Error(`The build did not make ${program}.`);
  return runNode([program, ...args]);
});
