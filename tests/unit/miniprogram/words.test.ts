/** Every word of the mini-program: from one catalogue, in the product's tone, and Chinese. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_MESSAGES } from '../../../miniprogram/shared/errors';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { DUTY_WORDS, ROLE_WORDS, WORDS } from '../../../miniprogram/shared/words';
import { ownFiles } from '../../../scripts/lib/miniprogram/project';
import { NEVER } from '../../support/never';
import { isChinese, literalsOf, shownBy, textsOf, wordFaults } from '../../support/words';

const root = join(__dirname, '../../../miniprogram');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const CATALOGUE = [
  ...textsOf(TEXT, 'text'),
  ...textsOf(ERROR_MESSAGES, 'errors'),
  ...textsOf(WORDS, 'words'),
  ...textsOf(ROLE_WORDS, 'roles'),
  ...textsOf(DUTY_WORDS, 'duties'),
];

describe('the catalogue', () => {
  it('is not empty', () => {
    expect(CATALOGUE.length).toBeGreaterThan(300);
  });

  it.each(CATALOGUE)('%s keeps to the words of the product', (_, text) => {
    expect(wordFaults(text)).toEqual([]);
  });

  it.each(ownFiles(root, '.ts').filter((file) => file.startsWith('shared/')))(
    '%s makes its sentences of such words',
    (file) => {
      const sentences = literalsOf(join(root, file)).filter(isChinese);
      expect(sentences.flatMap((text) => wordFaults(text))).toEqual([]);
    },
  );

  it.each(NEVER)('would be refused with %s in it', (word) => {
    expect(wordFaults(`先看${word}`)).toEqual([`never: ${word}`]);
  });

  it.each([
    ['有几处没填对,改好再发', ['half width: 对,']],
    ['确定吗?', ['half width: 吗?']],
    ['请点 OK 再发', ['English: OK']],
    ['编号 YH-20261122-0007，{count} 张 HEIC', []],
  ])('%s: %j', (text, faults) => {
    expect(wordFaults(text)).toEqual(faults);
  });
});

describe('templates', () => {
  it.each(ownFiles(root, '.wxml'))('%s takes its words from the catalogue', (file) => {
    const wxml = read(file).replace(/<!--[^]*?-->/g, '');
    expect(isChinese(wxml)).toBe(false);
    expect(shownBy(wxml).filter((text) => /[A-Za-z]{2,}/.test(text))).toEqual([]);
  });

  it('are read between their tags and in the attributes that are read aloud', () => {
    const wxml = '<view id="ab" aria-label="Close">Sent {{count}}<wxs module="m">var ab;</wxs></view>';
    expect(shownBy(wxml)).toEqual(['Sent', 'Close']);
  });
});

describe('pages, components and services', () => {
  const sources = ownFiles(root, '.ts').filter((file) => !file.startsWith('shared/'));

  it.each(sources)('%s takes its words from the catalogue', (file) => {
    // Marks that join two texts of the catalogue are no words.
    expect(literalsOf(join(root, file)).filter(isChinese)).toEqual([]);
  });
});

describe('titles and prompts of app.json and the pages', () => {
  it.each(ownFiles(root, '.json'))('%s', (file) => {
    const config = JSON.parse(read(file)) as { navigationBarTitleText?: string; component?: boolean };
    const said = textsOf(config).filter(([, text]) => isChinese(text));
    expect(said.flatMap(([, text]) => wordFaults(text))).toEqual([]);
    const isPage = /^(pages|packages)\//.test(file) && config.component !== true;
    expect(!isPage || isChinese(config.navigationBarTitleText ?? '')).toBe(true);
  });
});

describe('fill', () => {
  it('puts values in their places and leaves out what is missing', () => {
    expect(fill('{count} 条在{where}', { count: 2 })).toBe('2 条在');
  });
});
