/** Builds what runs outside the phone: one file per cloud function with its config.json, and the local cloud. */
import { build } from 'esbuild';
import { mkdirSync, writeFileSync, readFileSync, existsSync, rmSync, readdirSync } from 'node:fs';

const quiet = process.argv.includes('--quiet');
const functionRoot = 'cloudfunctions';
const doorways = readdirSync(functionRoot).filter((name) =>
  existsSync(`${functionRoot}/${name}/function.json`),
);

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/cloudfunctions', { recursive: true });

const common = {
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
};

for (const name of doorways) {
  await build({
    ...common,
    entryPoints: [`${functionRoot}/${name}/index.ts`],
    outfile: `dist/cloudfunctions/${name}/index.js`,
    minify: true,
    keepNames: true,
  });
  const spec = JSON.parse(readFileSync(`${functionRoot}/${name}/function.json`, 'utf8'));
  writeFileSync(`dist/cloudfunctions/${name}/config.json`, JSON.stringify(spec.config, null, 2) + '\n');
  writeFileSync(
    `dist/cloudfunctions/${name}/package.json`,
    JSON.stringify({ name, version: '1.0.0', main: 'index.js' }, null, 2) + '\n',
  );
}
if (!quiet) process.stdout.write(`built ${doorways.join(', ')}\n`);
