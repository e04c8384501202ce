/** A small mini-program in a folder of its own, which tests break in one place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MiniProgram } from '../../../../scripts/lib/miniprogram/project';
import { root as project } from '../../../support/process';

const FILES: Record<string, string> = {
  'app.json': JSON.stringify(
    {
      pages: ['pages/a/a'],
      subPackages: [{ root: 'packages/far', name: 'far', pages: ['b/b'] }],
      preloadRule: { 'pages/a/a': { network: 'all', packages: ['far'] } },
      window: { navigationBarTextStyle: 'black' },
    },
    null,
    2,
  ),
  'app.ts': 'App({});',
  'app.wxss': '.app {\n  color: #000;\n}\n',
  'pages/a/a.json': '{\n  "usingComponents": {\n    "t-popup": "tdesign-miniprogram/popup/popup"\n  }\n}\n',
  'pages/a/a.ts': 'Page({ data: { seen: true } });',
  'pages/a/a.wxml': '<view>\n  <t-popup visible="{{seen}}">字</t-popup>\n</view>\n',
  'packages/far/b/b.json': '{}',
  'packages/far/b/b.ts': 'Page({});',
  'packages/far/b/b.wxml': '<view />\n',
  // What the popup draws on its close button.
  'pages/a/a.wxss': ".t-icon-close:before {\n  content: '';\n}\n",
};

export interface SmallApp {
  program: MiniProgram;
  remove(): void;
}

/**
 * Writes a mini-program without a mistake.
 * @param changed - files to write instead, or besides
 */
export function smallApp(changed: Record<string, string> = {}): SmallApp {
  const root = mkdtempSync(join(tmpdir(), 'safeloop-miniprogram-'));
  for (const [name, text] of Object.entries({ ...FILES, ...changed })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const npm = join(project, 'node_modules');
  return {
    program: { root, npm, dependencies: { 'tdesign-miniprogram': '*' } },
    remove: () => rmSync(root, { recursive: true }),
  };
}
