/** The words of the configuration, of the starter plant and of the functions: what ends on a screen keeps to the product's words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isChinese, literalsOf, textsOf, wordFaults } from '../../support/words';

const root = join(__dirname, '../../..');

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** Names of the database are for machines. */
const UNSAID = ['cloudfunctions/config/database.json', 'cloudfunctions/config/indexes.json'];

const DATA = [...filesOf('cloudfunctions/config', '.json'), ...filesOf('scripts/plant', '.json')].filter(
  (file) => !UNSAID.includes(file),
);

const dataOf = (file: string): [string, string][] =>
  textsOf(JSON.parse(readFileSync(join(root, file), 'utf8')));

/** Keys whose texts people read, wherever they stand. */
const SAID = /(?:^|\.)(?:title|name|label|told|measure|accident|post|promise|because|building)$/;

it('reads flows, notices, templates and the plant', () => {
  expect(DATA).toEqual(
    expect.arrayContaining([
      'cloudfunctions/config/flows/hazard.json',
      'cloudfunctions/config/notices.json',
      'cloudfunctions/config/templates.json',
      'scripts/plant/people.json',
    ]),
  );
});

describe.each(DATA)('%s', (file) => {
  it('keeps to the words of the product', () => {
    const faults = dataOf(file)
      .filter(([, text]) => isChinese(text))
      .flatMap(([path, text]) => wordFaults(text).map((fault) => `${path}: ${fault}`));
    expect(faults).toEqual([]);
  });

  it('says everything in Chinese', () => {
    const foreign = dataOf(file).filter(([path, text]) => SAID.test(path) && !isChinese(text));
    expect(foreign).toEqual([]);
  });
});

describe('the functions', () => {
  it.each(filesOf('cloudfunctions', '.ts'))('%s', (file) => {
    const sentences = literalsOf(join(root, file)).filter(isChinese);
    // 模板 ID is what WeChat's own console calls it; administrators alone read of it.
    expect(sentences.flatMap((text) => wordFaults(text, ['ID']))).toEqual([]);
  });
});
