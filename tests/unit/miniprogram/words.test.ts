/** Every word of the mini-program: from one catalogue, in the product's tone, and Chinese. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ERROR_MESSAGES } from '../../../miniprogram/shared/errors';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { DUTY_WORDS, ROLE_WORDS, WORDS } from '../../../miniprogram/shared/words';

const root = join(__dirname, '../../../miniprogram');

/** product.md, "Never on a screen". */
const FORBIDDEN = ['违规人员', '抓拍', '处罚', '考核', '操作失败', '参数错误', '系统异常', '无权限', '配额'];

const CHINESE = /[㐀-鿿]/;
/** Names of formats that people say, and `C-07`, `HEIC` and the like are no English. */
const LATIN = /[A-Za-z]{2,}/g;
const SPOKEN = ['HEIC', 'YH'];

const files = (extension: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(`.${extension}`))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('miniprogram_npm'));

/** All texts of a catalogue with their paths. */
function texts(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  );
}

/** The string literals of a TypeScript file; comments are left out. */
function literals(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    )
      found.push(node.text);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** What a person can read in a template itself: the text between its tags, without what is bound. */
const shown = (wxml: string): string[] => {
  const plain = wxml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<wxs[\s\S]*?<\/wxs>/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '');
  return [...plain.matchAll(/>([^<]+)</g)].map(([, text = '']) => text.trim()).filter((text) => text !== '');
};

const CATALOGUE = [
  ...texts(TEXT, 'text.'),
  ...texts(ERROR_MESSAGES, 'errors.'),
  ...texts(WORDS, 'words.'),
  ...texts(ROLE_WORDS, 'roles.'),
  ...texts(DUTY_WORDS, 'duties.'),
];

describe('the catalogue', () => {
  it('is not empty', () => {
    expect(CATALOGUE.length).toBeGreaterThan(300);
  });

  it.each(CATALOGUE)('%s keeps to the words of the product', (_, text) => {
    expect(FORBIDDEN.filter((word) => text.includes(word))).toEqual([]);
    const words = text.replace(/\{\w+\}/g, '').match(LATIN) ?? [];
    expect(words.filter((word) => !SPOKEN.includes(word))).toEqual([]);
    expect(text).not.toMatch(/[一-鿿][,:;?!]/);
  });
});

describe('templates', () => {
  const templates = files('wxml').map((file) => [relative(root, file), readFileSync(file, 'utf8')] as const);

  it.each(templates)('%s takes its words from the catalogue', (_, wxml) => {
    expect(wxml.replace(/<!--[\s\S]*?-->/g, '')).not.toMatch(CHINESE);
    expect(shown(wxml).filter((text) => /[A-Za-z]{2,}/.test(text))).toEqual([]);
  });
});

describe('pages, components and services', () => {
  const sources = files('ts')
    .map((file) => [relative(root, file), file] as const)
    .filter(([name]) => !name.startsWith('shared/'));

  it.each(sources)('%s takes its words from the catalogue', (_, file) => {
    // Marks that join two texts of the catalogue are no words.
    expect(literals(file).filter((text) => CHINESE.test(text))).toEqual([]);
  });
});

describe('titles and prompts of app.json and the pages', () => {
  it.each(files('json').map((file) => [relative(root, file), file] as const))('%s', (name, file) => {
    const values = texts(JSON.parse(readFileSync(file, 'utf8')) as object).filter(([, text]) =>
      CHINESE.test(text),
    );
    for (const [, text] of values) expect(FORBIDDEN.filter((word) => text.includes(word))).toEqual([]);
    const config = JSON.parse(readFileSync(file, 'utf8')) as {
      navigationBarTitleText?: string;
      component?: boolean;
    };
    if (name.startsWith('pages/') || (name.startsWith('packages/') && config.component !== true))
      expect(config.navigationBarTitleText).toMatch(CHINESE);
  });
});

describe('fill', () => {
  it('puts values in their places and leaves out what is missing', () => {
    expect(fill('{count} 条在{where}', { count: 2 })).toBe('2 条在');
  });
});
