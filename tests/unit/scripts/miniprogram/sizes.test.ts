/** The sizes that the build prints: every file counts once, in its package, and limits are kept. */
import {
  LIMITS,
  measurePackages,
  sizeFaults,
  sizeTable,
  type PackageSize,
} from '../../../../scripts/lib/miniprogram/sizes';
import { smallApp, type SmallApp } from './small-app';

let app: SmallApp;

beforeEach(() => {
  app = smallApp({
    'images/a.png': 'x'.repeat(1000),
    'packages/far/b/b.wxml': 'y'.repeat(500),
    'packages/far/b/types.d.ts': 'export type A = string;',
    'tsconfig.json': '{}',
  });
});

afterEach(() => app.remove());

const measure = (): PackageSize[] => measurePackages(app.program.root, ['packages/far'], ['tsconfig.json']);

const named = (name: string, total: number): PackageSize => ({
  name,
  kinds: { script: total, template: 0, style: 0, json: 0, asset: 0 },
  total,
});

describe('measurePackages', () => {
  it('counts a file in its own package', () => {
    const [main, far] = measure();
    expect(main).toMatchObject({ name: 'main', kinds: { asset: 1000 } });
    expect(far).toMatchObject({ name: 'packages/far', kinds: { template: 500, asset: 0, json: 2 } });
  });

  it('counts scripts as they are uploaded, and types not at all', () => {
    const [main, far] = measure();
    expect(far?.kinds.script).toBeLessThan(50);
    app.remove();
    app = smallApp({ 'app.ts': `/** ${'long '.repeat(100)} */\ninterface A { b: string }\nApp({});` });
    expect(measurePackages(app.program.root, ['packages/far'])[0]?.kinds.script).toBe(main?.kinds.script);
  });

  it('leaves out what project.config.json leaves out', () => {
    const all = measurePackages(app.program.root, ['packages/far']);
    expect((all[0]?.total ?? 0) - (measure()[0]?.total ?? 0)).toBe(2);
  });

  it('adds up', () => {
    for (const { kinds, total } of measure())
      expect(Object.values(kinds).reduce((sum, bytes) => sum + bytes, 0)).toBe(total);
  });
});

describe('sizeFaults', () => {
  const full = [named('main', LIMITS.main), named('packages/far', LIMITS.package)];

  it('allows what is just small enough', () => {
    expect(sizeFaults(full)).toEqual([]);
  });

  it.each([
    ['the main package', [named('main', LIMITS.main + 103)], 'main: 800.1 KB is more than 800.0 KB'],
    ['a subpackage', [named('a', LIMITS.package + 103)], 'a: 2048.1 KB is more than 2048.0 KB'],
    [
      'all together',
      Array.from({ length: 11 }, (_, index) => named(`p${index}`, LIMITS.package)),
      'all packages together: 22528.0 KB is more than 20480.0 KB',
    ],
  ])('refuses %s above its limit', (_, sizes, fault) => {
    expect(sizeFaults(sizes)).toEqual([fault]);
  });
});

it('prints a line per package and their sum', () => {
  const lines = sizeTable([named('main', 2048), named('packages/far', 1024)]).split('\n');
  expect(lines.map((line) => line.split(/\s+/))).toEqual([
    ['KB', 'script', 'template', 'style', 'json', 'asset', 'total'],
    ['main', '2.0', '0.0', '0.0', '0.0', '0.0', '2.0'],
    ['packages/far', '1.0', '0.0', '0.0', '0.0', '0.0', '1.0'],
    ['total', '3.0', '0.0', '0.0', '0.0', '0.0', '3.0'],
  ]);
});
