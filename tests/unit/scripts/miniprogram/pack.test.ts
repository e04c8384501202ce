/** What the build packs for DevTools: all that the app is made of and no more, and nothing that is loaded from elsewhere. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileApp } from '../../../../devtools/simulator/compile';
import { checkMiniProgram } from '../../../../scripts/lib/miniprogram/check';
import { packPackages } from '../../../../scripts/lib/miniprogram/pack';
import { miniProgramOf, type MiniProgram } from '../../../../scripts/lib/miniprogram/project';
import { root as project } from '../../../support/process';
import { smallApp, type SmallApp } from './small-app';

const PACKAGE = 'miniprogram_npm/tdesign-miniprogram';

async function pack(program: MiniProgram): Promise<number> {
  return packPackages(program, (await checkMiniProgram(program)).files);
}

describe('a small app', () => {
  let app: SmallApp;
  const path = (name: string): string => join(app.program.root, PACKAGE, name);

  beforeEach(async () => {
    app = smallApp();
    await pack(app.program);
  });

  afterEach(() => app.remove());

  it('gets the component that it uses, with what that uses in turn', () => {
    for (const file of [
      'popup/popup.js',
      'popup/popup.wxs',
      'popup/popup.wxss',
      'overlay/overlay.wxml',
      'common/utils.wxs',
      'common/style/index.wxss',
      'mixins/transition.js',
      'miniprogram_npm/tslib/index.js',
    ])
      expect({ file, packed: existsSync(path(file)) }).toEqual({ file, packed: true });
  });

  it('gets no other component, and no types', () => {
    expect(existsSync(path('calendar'))).toBe(false);
    const names = readdirSync(path('.'), { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.d.ts'))).toEqual([]);
  });

  it('loses what it no longer uses, and keeps the rest untouched', async () => {
    const kept = statSync(path('popup/popup.js')).mtimeMs;
    writeFileSync(path('popup/old.js'), '');
    await pack(app.program);
    expect(existsSync(path('popup/old.js'))).toBe(false);
    expect(statSync(path('popup/popup.js')).mtimeMs).toBe(kept);
  });
});

describe('the product', () => {
  let folder: string;
  let packed: MiniProgram;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'safeloop-pack-'));
    const product = miniProgramOf(project);
    const root = join(folder, 'miniprogram');
    cpSync(product.root, root, { recursive: true, filter: (file) => !file.includes('miniprogram_npm') });
    await pack({ ...product, root });
    // Only what was packed stands for the package.
    const home = join(folder, 'node_modules/tdesign-miniprogram');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ miniprogram: 'files' }));
    cpSync(join(root, PACKAGE), join(home, 'files'), { recursive: true });
    packed = { ...product, root, npm: join(folder, 'node_modules') };
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('compiles with nothing but the packed files', async () => {
    const { errors } = await compileApp(packed);
    expect(errors).toEqual([]);
  });

  it('loads nothing from elsewhere, and has no glyph without its font', () => {
    const sheets = readdirSync(packed.root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.wxss'),
    );
    expect(sheets.length).toBeGreaterThan(10);
    for (const sheet of sheets) {
      const text = readFileSync(join(packed.root, sheet), 'utf8');
      expect(text).not.toMatch(/url\(\s*["']?(?!data:)/);
      expect(text).not.toMatch(/@font-face|\\e[0-9a-f]{3}['"]/i);
    }
  });

  it('is as 构建 npm leaves it: nothing is left to build in DevTools', () => {
    const { setting, miniprogramRoot } = JSON.parse(
      readFileSync(join(project, 'project.config.json'), 'utf8'),
    ) as {
      setting: { packNpmManually: boolean; packNpmRelationList: unknown[] };
      miniprogramRoot: string;
    };
    // DevTools packs package.json files below miniprogramRoot, and those of the list.
    expect(setting).toMatchObject({ packNpmManually: false, packNpmRelationList: [] });
    expect(existsSync(join(project, miniprogramRoot, 'package.json'))).toBe(false);
  });
});
