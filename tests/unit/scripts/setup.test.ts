/** Set-up installs when packages are missing or stale, and only then. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fingerprint, isFresh, isSupportedNode } from '../../../scripts/setup.mjs';

const manifest = { name: 'plain', version: '1.0.0', engines: { node: '>=20.19' } };
const lock = {
  name: 'plain',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { name: 'plain', version: '1.0.0' } },
};

const script = pathToFileURL(resolve(__dirname, '../../../scripts/setup.mjs')).href;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safeloop-setup-'));
  await write('package.json', manifest);
  await write('package-lock.json', lock);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, body: unknown): Promise<void> {
  await writeFile(join(folder, name), JSON.stringify(body));
}

/** Sets the folder up in a process of its own; answers what was said. Rejects when it fails. */
async function setup(): Promise<string> {
  const program = `import(${JSON.stringify(script)}).then(({ setup }) => setup(${JSON.stringify(folder)}))`;
  return (await promisify(execFile)(process.execPath, ['--eval', program])).stderr;
}

describe('isSupportedNode', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['100.0.0', true],
    ['20.18.9', false],
    ['18.20.4', false],
    ['9.99.99', false],
  ])('%s against >=20.19: %s', (version, supported) => {
    expect(isSupportedNode(version, '>=20.19')).toBe(supported);
  });
});

describe('setup', () => {
  it('refuses an old Node and says what to install', async () => {
    await write('package.json', { ...manifest, engines: { node: '>=1000.0' } });
    await expect(setup()).rejects.toThrow(/SafeLoop needs Node >=1000\.0; this is/);
  });

  it('installs once, then stays quiet', async () => {
    expect(isFresh(folder)).toBe(false);
    expect(await setup()).toContain('Installing packages');
    expect(isFresh(folder)).toBe(true);
    expect(await setup()).toBe('');
  });

  it('explains a failed installation and stays stale', async () => {
    await write('package.json', { ...manifest, dependencies: { missing: 'file:missing' } });
    await expect(setup()).rejects.toThrow(/could not be installed[^]*needs the network/);
    expect(isFresh(folder)).toBe(false);
    expect(existsSync(join(folder, '.setup.lock'))).toBe(false);
  });

  it('is stale after a change of the packages, but not of a script', async () => {
    await setup();
    await write('package.json', { ...manifest, scripts: { walk: 'node walk.js' } });
    expect(isFresh(folder)).toBe(true);
    await write('package.json', { ...manifest, overrides: { jimp: '1.0.0' } });
    expect(isFresh(folder)).toBe(false);
    await write('package.json', manifest);
    await write('package-lock.json', { ...lock, version: '1.0.1' });
    expect(isFresh(folder)).toBe(false);
  });

  it('is stale when node_modules is gone', async () => {
    await setup();
    await rm(join(folder, 'node_modules'), { recursive: true });
    expect(isFresh(folder)).toBe(false);
  });

  it('installs once when two commands start together', async () => {
    const told = (await Promise.all([setup(), setup()])).join('');
    expect(told.match(/Installing packages/g)).toHaveLength(1);
    expect(isFresh(folder)).toBe(true);
  });
});

describe('fingerprint', () => {
  const machine = { version: 'v20.19.0', platform: 'linux', arch: 'x64' };

  it.each([{ version: 'v22.0.0' }, { platform: 'darwin' }, { arch: 'arm64' }])(
    'differs with %j',
    (change) => {
      expect(fingerprint(folder, { ...machine, ...change })).not.toBe(fingerprint(folder, machine));
    },
  );
});
