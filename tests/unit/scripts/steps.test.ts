/** Running a program in the foreground: its end is the command's end, and the other way round. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const steps = pathToFileURL(resolve(__dirname, '../../../scripts/steps.mjs')).href;
const FOREVER = 'console.log(process.pid); setInterval(() => {}, 1000)';

/** A program that runs another one by `runNode` and takes over its exit code. */
const running = (program: string): string =>
  `import { runNode } from ${JSON.stringify(steps)};
   process.exitCode = await runNode(['--eval', ${JSON.stringify(program)}], { ADDED: 'yes' });`;

const start = (program: string): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '--eval', running(program)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function pidPrintedBy(child: ChildProcess): Promise<number> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return Number(chunk.toString());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('passes on the exit code and adds to the environment', async () => {
  const child = start(`process.exit(process.env.ADDED === 'yes' ? 7 : 1)`);
  expect(await once(child, 'exit')).toEqual([7, null]);
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('passes %s on and ends with %i', async (signal, code) => {
  const child = start(FOREVER);
  const pid = await pidPrintedBy(child);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([code, null]);
  expect(isAlive(pid)).toBe(false);
});

// Without /proc a command cannot see that npm was killed outright, only that its shell is gone.
const endings: NodeJS.Signals[] = process.platform === 'linux' ? ['SIGTERM', 'SIGKILL'] : ['SIGTERM'];

it.each(endings)('does not outlive the npm that started it when that ends by %s', async (signal) => {
  const folder = await mkdtemp(join(tmpdir(), 'safeloop-steps-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node start.mjs' } }));
    await writeFile(join(folder, 'start.mjs'), running(FOREVER));
    const npm = execFile('npm', ['start', '--silent'], { cwd: folder });
    const pid = await pidPrintedBy(npm);
    npm.kill(signal);
    for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 50) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
