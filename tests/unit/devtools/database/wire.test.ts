/** Our EJSON is bson's canonical EJSON. */
import { EJSON } from 'bson';
import fc from 'fast-check';
import type { Doc } from '../../../../devtools/cloud/database/values';
import { decode, decodeDoc, encode } from '../../../../devtools/cloud/database/wire';
import { NotEmulated } from '../../../../devtools/cloud/types';

const now = (): number => 1_700_000_000_000;
const plain = fc.oneof(
  fc.jsonValue(),
  fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
  fc.double(),
  fc.date({ noInvalidDate: true }),
) as fc.Arbitrary<Doc[string]>;

describe('EJSON', () => {
  it('is written and read back as bson does it, which knows no -0', () => {
    const documents = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), plain, { noNullPrototype: true });
    fc.assert(
      fc.property(documents, (doc) => {
        const text = EJSON.stringify(doc, { relaxed: false });
        expect(JSON.parse(encode(doc))).toEqual(JSON.parse(text));
        expect(decode(encode(doc), now)).toEqual(EJSON.parse(text));
      }),
      { examples: [[{ a: -0 }]] },
    );
  });

  it.each([
    [{ n: { $numberLong: '9007199254740991' } }, { n: Number.MAX_SAFE_INTEGER }],
    [{ d: { $date: { $numberLong: '5' } } }, { d: new Date(5) }],
    [{ d: { $date: '2026-01-01T00:00:00Z' } }, { d: new Date('2026-01-01T00:00:00Z') }],
    [{ r: { $regularExpression: { pattern: 'a', options: 'gi' } } }, { r: /a/i }],
    [{ s: { $tcb_server_date: { offset: { $numberInt: '60000' } } } }, { s: new Date(now() + 60_000) }],
    [{ q: { $regex: 'a', $ne: 'b' } }, { q: { $regex: 'a', $ne: 'b' } }],
  ])('reads %j', (raw, expected) => {
    expect(decode(JSON.stringify(raw), now)).toEqual(expected);
  });

  it.each([{ $oid: '0'.repeat(24) }, { $numberDecimal: '1' }, { $numberLong: '9007199254740993' }])(
    'does not stand in for %j',
    (raw) => expect(() => decode(JSON.stringify({ x: raw }), now)).toThrow(NotEmulated),
  );

  it('refuses what is no EJSON object', () => {
    for (const text of ['{', '[]', '1', '{"__proto__":1}']) {
      expect(() => decodeDoc(text, now)).toThrow('[InvalidParameter]');
    }
    expect(decodeDoc(undefined, now)).toEqual({});
  });
});
