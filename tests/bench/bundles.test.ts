/** Each function is one folder that needs nothing beside it and knows nothing of the local cloud. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/process';
import { SDK_ENV } from '../../scripts/lib/bench/load';
import { SDKS } from '../../scripts/lib/bundle-options.mjs';

const SDK_FILES: ReadonlySet<string> = new Set(Object.values(SDKS));
const BUILT = join(root, 'dist/cloudfunctions');
const FUNCTIONS = readdirSync(BUILT);

it('are built', () => {
  expect(FUNCTIONS).toEqual(expect.arrayContaining(['api', 'jobs']));
});

describe.each(FUNCTIONS)('the bundle of %s', (name) => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'safeloop-bundle-'));
    cpSync(join(BUILT, name), folder, { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts in a folder of its own, without node_modules', () => {
    const program = 'process.stdout.write(typeof require(process.cwd()).main); process.exit(0)';
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...SDK_ENV },
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function', stderr: '' });
  });

  it('is plain ASCII, which the engine keeps in half the space', () => {
    const own = readdirSync(folder).filter((file) => file.endsWith('.js') && !SDK_FILES.has(file));
    for (const file of own) expect(readFileSync(join(folder, file), 'latin1')).toMatch(/^[\0-\x7f]*$/);
  });

  it('does not know the control API', () => {
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
    expect(scripts).toContain('index.js');
    for (const file of scripts) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('/control');
  });

  it('holds each SDK once', () => {
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
    const holding = scripts.filter((file) =>
      readFileSync(join(folder, file), 'utf8').includes('"node_modules/@cloudbase/node-sdk/'),
    );
    expect(holding).toEqual(['node-sdk.js']);
  });
});
