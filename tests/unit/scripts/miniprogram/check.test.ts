/** The gates of the mini-program: the product passes, and every kind of mistake is told by file, line and column. */
import { join } from 'node:path';
import { checkMiniProgram } from '../../../../scripts/lib/miniprogram/check';
import { describeProblem, miniProgramOf } from '../../../../scripts/lib/miniprogram/project';
import type { Problem } from '../../../../devtools/simulator/compile/types';
import { root } from '../../../support/process';
import { smallApp } from './small-app';

async function problemsWith(changed: Record<string, string>): Promise<Problem[]> {
  const app = smallApp(changed);
  try {
    return (await checkMiniProgram(app.program)).problems;
  } finally {
    app.remove();
  }
}

/** Among the problems is this one, and each says where and what it is. */
function expectTold(found: Problem[], problem: Partial<Problem>): void {
  expect(found).toEqual(expect.arrayContaining([expect.objectContaining(problem)]));
  for (const { file, message } of found) {
    expect(file).not.toBe('');
    expect(message).not.toBe('');
  }
}

describe('the product', () => {
  it('passes every gate', async () => {
    const { problems, files } = await checkMiniProgram(miniProgramOf(root));
    expect(problems.map(describeProblem)).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['app.json', 'miniprogram_npm/tdesign-miniprogram/popup/popup.wxml']),
    );
  });
});

it('finds nothing in an app without a mistake', async () => {
  expect(await problemsWith({})).toEqual([]);
});

const TEMPLATE = 'packages/far/b/b.wxml';
const PAGE = 'packages/far/b/b.json';

/** What it is, the file that has it, its text, and what else must be told than that file. */
const MISTAKES: [string, string, string, Partial<Problem>][] = [
  ['an expression that does not parse', TEMPLATE, '<view>\n  <view id="{{a b}}" />\n</view>', { line: 2 }],
  [
    'what only the base library of today compiles',
    TEMPLATE,
    '<view>\n  <view wx:if="{{a?.b}}" />\n</view>',
    { line: 2, column: 15, message: expect.stringMatching(/^wcc: /) as string },
  ],
  ['a tag that is not closed', TEMPLATE, '<view>\n  <text>字\n</view>', { line: 2 }],
  ['an attribute that no tag has', TEMPLATE, '<view>\n  <view wx:els />\n</view>', { line: 2, column: 9 }],
  ['a tag that nobody named', TEMPLATE, '<view>\n  <t-cell />\n</view>', { line: 2, column: 3 }],
  ['a style that does not parse', 'app.wxss', '.a {\n  color: red;\n', { line: 1, column: 1 }],
  [
    'a style that only WeChat refuses',
    'app.wxss',
    '.a {\n  color: red;\n}\n.a > *:not(.b) {\n  color: red;\n}\n',
    { line: 4, message: expect.stringMatching(/^wcsc: /) as string },
  ],
  [
    'a style that is imported and not there',
    'app.wxss',
    '.a {\n  color: red;\n}\n@import "none.wxss";\n',
    { line: 4, column: 1 },
  ],
  [
    'a picture from elsewhere',
    'app.wxss',
    '.a {\n  background: url(https://example.com/a.png);\n}\n',
    { line: 2, column: 3, message: 'nothing is loaded from elsewhere' },
  ],
  ['JSON that does not parse', PAGE, '{\n  "disableScroll": true,\n}', { line: 2, column: 24 }],
  [
    'a page that is not there',
    'app.json',
    '{\n  "pages": [\n    "pages/a/a",\n    "pages/b/b"\n  ]\n}',
    { line: 4, column: 5, message: expect.stringContaining('pages/b/b') as string },
  ],
  [
    'a key of app.json that WeChat does not know',
    'app.json',
    '{\n  "pages": ["pages/a/a"],\n  "lazyCodeLoad": "requiredComponents"\n}',
    { line: 3, column: 3 },
  ],
  [
    'a key of a page that WeChat does not know',
    PAGE,
    '{\n  "navigationBarTitle": "字"\n}',
    { line: 2, column: 3 },
  ],
  [
    'a tab that is no page',
    'app.json',
    '{\n  "pages": ["pages/a/a"],\n  "tabBar": {\n    "color": "#000000", "selectedColor": "#000000", "backgroundColor": "#000000",\n    "list": [\n      { "pagePath": "pages/a/a", "text": "a" },\n      { "pagePath": "pages/c/c", "text": "c" }\n    ]\n  }\n}',
    { line: 7, column: 21 },
  ],
  [
    'a subpackage that is preloaded and not there',
    'app.json',
    '{\n  "pages": ["pages/a/a"],\n  "preloadRule": {\n    "pages/a/a": { "packages": ["near"] }\n  }\n}',
    { line: 4, column: 33, message: 'there is no such subpackage' },
  ],
  [
    'a component that is not there',
    PAGE,
    '{\n  "usingComponents": {\n    "my-card": "/components/card/card"\n  }\n}',
    { line: 3 },
  ],
  [
    'a component that is named and not used',
    PAGE,
    '{\n  "usingComponents": {\n    "t-popup": "tdesign-miniprogram/popup/popup"\n  }\n}',
    { line: 3, column: 5, message: '<t-popup> is not used' },
  ],
  [
    'a file that nothing uses',
    'pages/old/old.wxml',
    '<view />',
    { line: 1, column: 1, message: 'nothing uses this file' },
  ],
  [
    'a glyph that the product asks for without a drawing',
    'pages/a/a.wxml',
    '<view>\n  <t-popup visible="{{seen}}" close-icon="add">字</t-popup>\n</view>',
    { line: 2, column: 31 },
  ],
];

it.each(MISTAKES)('tells %s', async (_, file, text, told) => {
  expectTold(await problemsWith({ [file]: text }), { file, ...told });
});

it('tells WXS that does not parse', async () => {
  const found = await problemsWith({
    [TEMPLATE]: '<wxs src="./b.wxs" module="m" />\n<view>{{m.a}}</view>',
    'packages/far/b/b.wxs': 'var a = 1;\nvar b = => 2;\n',
  });
  expectTold(found, { file: 'packages/far/b/b.wxs', line: 2, column: 10 });
});

it('tells a glyph of TDesign without a drawing', async () => {
  const found = await problemsWith({
    [PAGE]: '{ "usingComponents": { "t-search": "tdesign-miniprogram/search/search" } }',
    [TEMPLATE]: '<t-search />',
  });
  expectTold(found, { file: 'miniprogram_npm/tdesign-miniprogram/search/search.wxml', line: 1 });
});

it('tells every broken template, and not those that only use one', async () => {
  const broken = '<view id="{{a?.b}}" />';
  const found = await problemsWith({
    'pages/a/a.wxml': broken,
    'packages/far/b/b.wxml': '<import src="./c.wxml" />\n<template is="c" />',
    'packages/far/b/c.wxml': `<template name="c">${broken}</template>`,
  });
  const files = found.filter(({ message }) => message.startsWith('wcc')).map(({ file }) => file);
  expect(files.sort()).toEqual(['packages/far/b/c.wxml', 'pages/a/a.wxml']);
});

it('names a place as editors do', () => {
  expect(describeProblem({ file: join('a', 'b.wxml'), line: 2, column: 3, message: '字' })).toBe(
    'miniprogram/a/b.wxml:2:3 字',
  );
});
