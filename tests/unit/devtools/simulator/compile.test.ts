/** What the compiler makes of WXSS and WXS, and how mistakes are named by file, line and column. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileApp, createAppCompiler } from '../../../../devtools/simulator/compile';
import { compileStyle } from '../../../../devtools/simulator/compile/style';
import { SourceTree } from '../../../../devtools/simulator/compile/tree';
import { type Problem } from '../../../../devtools/simulator/compile/types';
import { compileWxs } from '../../../../devtools/simulator/compile/wxs';
import { toPhoneUnits } from '../../../../devtools/simulator/units';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-compile-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const GOOD: Record<string, string> = {
  'app.json': '{ "pages": ["pages/a/a"] }',
  'app.js': 'App({});',
  'pages/a/a.wxml': '<view class="x">{{text}}</view>',
  'pages/a/a.js': 'Page({});',
};

function write(files: Record<string, string>): {
  root: string;
  npm: string;
  dependencies: Record<string, string>;
} {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { root: folder, npm: join(folder, 'node_modules'), dependencies: {} };
}

describe('a compiler that goes on', () => {
  it('compiles again when a file changed, came or went, and only then', async () => {
    const compiler = createAppCompiler(write(GOOD));
    const first = await compiler.compile();
    expect(await compiler.compile()).toBe(first);
    write({ 'pages/a/a.wxml': '<view class="y">{{text}}</view>' });
    const second = await compiler.compile();
    expect(second.files.get('app.js')).not.toEqual(first.files.get('app.js'));
    write({ 'pages/a/a.wxss': '.y { color: red; }' });
    expect(String((await compiler.compile()).files.get('app.js'))).toContain('color');
    rmSync(join(folder, 'pages/a/a.js'));
    expect((await compiler.compile()).errors).toHaveLength(1);
    expect((await compiler.compile()).errors).toHaveLength(1);
  });
});

describe('compileApp', () => {
  it('compiles a small app without a word', async () => {
    const { files, warnings, errors } = await compileApp(write(GOOD));
    expect({ warnings, errors }).toEqual({ warnings: [], errors: [] });
    expect([...files.keys()]).toEqual(['app.js']);
  });

  /** What it is, the file that has it, its text, and what else the compiler must tell than that file. */
  const mistakes: [string, string, string, Partial<Problem>][] = [
    ['a script that does not parse', 'pages/a/a.ts', 'Page({\n  data: {,\n});', { line: 2, column: 10 }],
    [
      'a module that is not there',
      'pages/a/a.js',
      "\nconst a = require('../b');\nPage({ a });",
      { line: 2, column: 20, message: 'cannot find module "../b"' },
    ],
    [
      'a broken expression in a template',
      'pages/a/a.wxml',
      '<view>\n  <view a="{{b c}}" />\n</view>',
      { line: 2 },
    ],
    [
      'a tag that nobody draws',
      'pages/a/a.wxml',
      '<view>\n  <map />\n</view>',
      { line: 2, column: 3, message: expect.stringContaining('NotEmulated: <map>') as string },
    ],
    ['a broken style', 'pages/a/a.wxss', '.a {\n  color red\n}', { line: 2, column: 3 }],
    [
      'an imported style that is not there',
      'pages/a/a.wxss',
      "\n@import './b.wxss';",
      { line: 2, column: 1, message: 'cannot find style "./b.wxss"' },
    ],
    [
      'a component that is not there',
      'pages/a/a.json',
      '{\n  "usingComponents": { "b": "/components/b" }\n}',
      { line: 2 },
    ],
    ['JSON that does not parse', 'app.json', '{ "pages": [}', { line: 1 }],
    ['a page without a template', 'app.json', '{ "pages": ["pages/b/b"] }', {}],
  ];

  it.each(mistakes)('names the place of %s', async (_, file, text, told) => {
    const result = await compileApp(write({ ...GOOD, [file]: text }));
    expect(result.errors[0]).toMatchObject({ file, ...told });
    expect(result.files.has('app.js')).toBe(false);
  });
});

/** What is made of one style. */
function style(text: string): string {
  return compileStyle(new SourceTree(write({ 'a.wxss': text })), 'a.wxss');
}

describe('compileStyle', () => {
  it.each([
    ['.a { width: 75rpx }', '.__scope__--a { width: 10vw }'],
    ['page .b > view {}', 'wx-page .__scope__--b > wx-view {}'],
    [':host { color: red }', '[wx-host="__scope__"] { color: red }'],
    ['#c {}', ':is(#_,[id$="--c"]) {}'],
    ['.a::after {}', '.__scope__--a::after {}'],
    ['@keyframes k { from {} to {} }', '@keyframes k { from {} to {} }'],
  ])('turns %s into %s', (given, expected) => {
    expect(style(given)).toBe(expected);
  });
});

describe('fonts from elsewhere', () => {
  const FACE = "@font-face { font-family: t; src: url('https://example.com/t.woff') }";

  it('go with the glyphs that only they can draw', () => {
    const css = style(
      `${FACE} .t-add:before { content: '\\E00D'; } .t { color: red } .q:after { content: '“' }`,
    );
    expect(css).not.toMatch(/font-face|E00D/);
    expect(css).toMatch(/color: red[^]*“/);
  });

  it('stay when they are in the package', () => {
    const css = style("@font-face { src: url(data:font/woff;base64,AA) } .a:before { content: '\\E00D' }");
    expect(css).toMatch(/font-face[^]*E00D/);
  });
});

describe('toPhoneUnits', () => {
  it.each([
    ['10rpx', '1.33333vw'],
    ['-.5rpx auto', '-0.06667vw auto'],
    ['calc(100vh - 20rpx)', 'calc(calc(100 * var(--phone-vh, 1vh)) - 2.66667vw)'],
    ['env(safe-area-inset-bottom, 4px)', 'var(--phone-safe-area-inset-bottom, 4px)'],
    ['10px 2vw', '10px 2vw'],
  ])('%s means %s', (given, expected) => {
    expect(toPhoneUnits(given)).toBe(expected);
  });
});

describe('compileWxs', () => {
  const run = (source: string): unknown => {
    const getRegExp = (pattern: string, flags?: string): RegExp => new RegExp(pattern, flags);
    const module = { exports: {} as unknown };
    const made = Reflect.construct(Function, ['module', 'getRegExp', compileWxs(source)]) as (
      ...given: unknown[]
    ) => void;
    made(module, getRegExp);
    return module.exports;
  };

  it.each(['Array', 'Object', 'String', 'Number', 'Boolean', 'Function'])('knows %s by its name', (name) => {
    const values =
      "{ Array: [], Object: {}, String: '', Number: 1, Boolean: true, Function: function () {} }";
    expect(run(`var v = ${values}; module.exports = v.${name}.constructor === '${name}';`)).toBe(true);
  });

  it('leaves escapes of regular expressions to the expression', () => {
    expect(run("module.exports = getRegExp('^\\d+$').test('123');")).toBe(true);
    expect(run("module.exports = getRegExp('^\\\\d+$').test('123');")).toBe(true);
  });
});
