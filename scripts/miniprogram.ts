/** The mini-program's part of `npm run build`: gates, packages for DevTools, sizes; ends with 1 when one of them fails. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkMiniProgram } from './lib/miniprogram/check';
import { packPackages } from './lib/miniprogram/pack';
import { describeProblem, miniProgramOf } from './lib/miniprogram/project';
import { measurePackages, sizeFaults, sizeTable } from './lib/miniprogram/sizes';

const project = resolve(__dirname, '../..');

interface AppJson {
  subPackages?: { root: string }[];
}

interface ProjectConfig {
  packOptions: { ignore: { type: string; value: string }[] };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(project, file), 'utf8'));

async function main(): Promise<string[]> {
  const program = miniProgramOf(project);
  const { problems, files, skipped } = await checkMiniProgram(program);
  if (problems.length > 0) return problems.map(describeProblem);
  if (skipped !== null && process.env.CI !== undefined) return [skipped];
  if (skipped !== null) console.error(`${skipped}; glass-easel's compiler judged the templates alone.`);
  const packed = packPackages(program, files);
  const { subPackages = [] } = readJson('miniprogram/app.json') as AppJson;
  const { packOptions } = readJson('project.config.json') as ProjectConfig;
  const folders = subPackages.map(({ root }) => root);
  const sizes = measurePackages(
    program.root,
    folders,
    packOptions.ignore.map(({ value }) => value),
  );
  if (!process.argv.includes('--quiet'))
    console.log(`${sizeTable(sizes)}\n${packed} files of packages in miniprogram/miniprogram_npm/`);
  return sizeFaults(sizes);
}

void main().then(
  (faults) => {
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length > 0 ? 1 : 0;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
