/** What no person should read, and where texts for people are found: in data, in scripts and in templates. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { NEVER } from './never';

/** Names that people say as they are written: standards, formats, order numbers. */
const SPOKEN = ['GB', 'AQ', 'TSG', 'JGJ', 'HEIC', 'YH', 'DH'];

const CHINESE = /[㐀-鿿]/;

/** Whether a text holds a Chinese character. */
export const isChinese = (text: string): boolean => CHINESE.test(text);

/**
 * What is wrong with a text that people read: words the product never says, English, punctuation of half width.
 * @param text - `{…}` in it is filled in later
 * @param allowed - more Latin words that its readers say
 */
export function wordFaults(text: string, allowed: readonly string[] = []): string[] {
  const plain = text.replace(/\{\w+\}/g, '');
  const english = (plain.match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !SPOKEN.includes(word) && !allowed.includes(word),
  );
  const narrow = plain.match(/[㐀-鿿][,:;?!]|[,;?!][㐀-鿿]/g) ?? [];
  return [
    ...NEVER.filter((word) => text.includes(word)).map((word) => `never: ${word}`),
    ...english.map((word) => `English: ${word}`),
    ...narrow.map((mark) => `half width: ${mark}`),
  ];
}

/** Every text of a value with its path, e.g. `states.0.label`. */
export function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    textsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** The string literals of a TypeScript file, comments left out. */
export function literalsOf(file: string): string[] {
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

/** What a template itself says: the text between its tags and in its attributes, without what is bound. */
export function shownBy(wxml: string): string[] {
  const plain = wxml
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<wxs\b[^]*?(?:<\/wxs>|\/>)/g, '')
    .replace(/\{\{[^]*?\}\}/g, '');
  const between = [...plain.matchAll(/>([^<]+)</g)];
  const said = [...plain.matchAll(/\b(?:placeholder|aria-label|title|label|text)="([^"]*)"/g)];
  return [...between, ...said].map(([, text = '']) => text.trim()).filter((text) => text !== '');
}
