/** The counting reporter, against real jest runs of little projects. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safeloop-reporter-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs jest over files given as name → source; answers its exit code and what the reporter counted. */
async function run(files: Record<string, string>): Promise<{ code: number; counts: unknown }> {
  const config = {
    rootDir: folder,
    transform: {},
    reporters: [join(root, 'tests/support/counting-reporter.mjs')],
  };
  await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config));
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
  const countsFile = join(folder, 'counts.json');
  const code = await new Promise<number>((done) => {
    const child = execFile(
      process.execPath,
      [join(root, 'node_modules/jest/bin/jest.js'), '--config', 'jest.config.json', '--runInBand'],
      { cwd: folder, env: { ...process.env, TEST_COUNTS_FILE: countsFile } },
      () => done(child.exitCode ?? -1),
    );
  });
  return { code, counts: JSON.parse(await readFile(countsFile, 'utf8')) };
}

it('tells passed, failed and skipped apart, and counts suites that break outside their tests', async () => {
  const { code, counts } = await run({
    'mixed.test.js': `it('a', () => {}); it('b', () => { throw new Error('b'); }); it.skip('c', () => {}); it.todo('d');`,
    'syntax.test.js': `it('never', () => {`,
    'hook.test.js': `afterAll(() => { throw new Error('hook'); }); it('e', () => {});`,
    'empty.test.js': ``,
  });
  expect(counts).toEqual({ passed: 2, failed: 4, skipped: 2 });
  expect(code).toBe(1);
});
