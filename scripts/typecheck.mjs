/** `npm run typecheck`: checks every TypeScript program of the repository, each with the globals it really has. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root, runMain, setup } from './setup.mjs';
import { runNode } from './steps.mjs';

runMain(async () => {
  await setup();
  const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'tsconfig.json')));
  // What runs in a browser is a program of its own inside a room: it has other globals.
  const programs = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map(String)
      .filter((file) => basename(file) === 'tsconfig.json')
      .map((file) => join(folder, dirname(file))),
  );
  let worst = 0;
  for (const program of programs) {
    const code = await runNode(['node_modules/typescript/bin/tsc', '--project', program, '--pretty']);
    if (code !== 0) process.stderr.write(`typecheck: ${program} has errors\n`);
    worst = Math.max(worst, code);
  }
  return worst;
});
