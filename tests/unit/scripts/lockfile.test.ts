/** The lock file installs the same packages on every machine. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface Locked {
  version: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
}

const folder = resolve(__dirname, '../../..');
const text = readFileSync(join(folder, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** Where Node would find a package from inside another one; undefined when the lock file does not hold it. */
function find(from: string, name: string): Locked | undefined {
  for (let at = from; ; at = dirname(at)) {
    const found = packages[at === '.' ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (found !== undefined || at === '.') return found;
  }
}

it('names no registry, so that any mirror can serve it', () => {
  expect(text).not.toContain('"resolved"');
});

it('holds what every package asks for, on every platform', () => {
  const missing = Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (name) => find(at || '.', name) === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

it('has a checksum for whatever is installed on every platform', () => {
  const bare = Object.entries(packages).filter(
    ([at, { integrity, os }]) => at !== '' && integrity === undefined && os === undefined,
  );
  expect(bare.map(([at]) => at)).toEqual([]);
});

it('pins each package of package.json exactly', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect([name, version]).toEqual([name, packages[`node_modules/${name}`]?.version]);
  }
});
