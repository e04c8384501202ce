/** `npm run typecheck`: checks every TypeScript program of the repository, each with the globals it really has. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain, setup } from './setup.mjs';
import { runNode } from './steps.mjs';

runMain(async () => {
  await setup();
  const programs = readdirSync(root).filter((name) => existsSync(join(root, name, 'tsconfig.json')));
  let worst = 0;
  for (const program of programs) {
    const code = await runNode(['node_modules/typescript/bin/tsc', '--project', program, '--pretty']);
    if (code !== 0) process.stderr.write(`typecheck: ${program} has errors\n`);
    worst = Math.max(worst, code);
  }
  return worst;
});
