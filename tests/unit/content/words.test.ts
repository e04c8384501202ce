/** Words for the content check: joined as far as one request takes, and what its answers mean. */
import fc from 'fast-check';
import { joined, suggestionOf } from '../../../cloudfunctions/features/content/words';

const LONGEST = 2_500;

it('sends all words in as few requests as take them', () => {
  expect(joined(['白班交给夜班', '', '叉车钥匙在值班室'])).toEqual(['白班交给夜班\n叉车钥匙在值班室']);
  expect(joined(['长'.repeat(LONGEST), '短'])).toEqual(['长'.repeat(LONGEST), '短']);
  expect(joined(['', ''])).toEqual([]);
});

it('leaves no word out and sends none that is too long', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 1_000 }), { maxLength: 12 }), (texts) => {
      const parts = joined(texts);
      expect(parts.every(({ length }) => length > 0 && length <= LONGEST)).toBe(true);
      expect(parts.join('\n')).toBe(texts.filter((text) => text !== '').join('\n'));
    }),
  );
});

it.each([
  ['pass', 'pass'],
  ['review', 'review'],
  ['risky', 'risky'],
  ['ok', 'unchecked'],
  [undefined, 'unchecked'],
  [{}, 'unchecked'],
])('takes the suggestion %j as %s', (given, kept) => {
  expect(suggestionOf(given)).toBe(kept);
});
