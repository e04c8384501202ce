/** What the text of a search speaks of. */
import { aimOf } from '../../../cloudfunctions/features/order/search';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const NOW = Date.parse('2026-11-25T09:00:00+08:00');
const people = [
  { id: 'p-1', name: '王大勇' },
  { id: 'p-2', name: '王大勇' },
];

const aim = (text: string) => aimOf(text, people, NOW);

it.each(['YH-20261124-0007', 'yh-20261124-0007', '20261124-0007', '202611240007', 'YH 20261124 7'])(
  '%s is one number',
  (text) => {
    expect(aim(text)).toEqual({ by: 'number', numbers: ['YH-20261124-0007'] });
  },
);

it.each(['0007', '7', 'YH-7'])('%s is the end of a number of any of the last days', (text) => {
  const found = aim(text);
  expect(found).toMatchObject({ by: 'number' });
  const numbers = found.by === 'number' ? found.numbers : [];
  expect(numbers.slice(0, 2)).toEqual(['YH-20261125-0007', 'YH-20261124-0007']);
  expect(numbers).toHaveLength(92);
});

it('finds a number beyond four digits', () => {
  expect(aim('20261124-12345')).toEqual({ by: 'number', numbers: ['YH-20261124-12345'] });
});

it('takes a whole name for everybody of that name, and a part of one for a word', () => {
  expect(aim(' 王大勇 ')).toEqual({ by: 'person', ids: ['p-1', 'p-2'] });
  expect(aim('大勇')).toEqual({ by: 'words', words: ['大勇'] });
});

it('parts words at blanks, in whatever case', () => {
  expect(aim('打磨区  C-07 护罩')).toEqual({ by: 'words', words: ['打磨区', 'c-07', '护罩'] });
});
