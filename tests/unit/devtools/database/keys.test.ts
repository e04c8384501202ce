/** Encoded keys sort as MongoDB sorts the values they stand for. */
import fc from 'fast-check';
import { encodeKey, valueRange } from '../../../../devtools/cloud/database/keys';
import type { Value } from '../../../../devtools/cloud/database/values';
import { compare } from '../../../../devtools/cloud/database/values';

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '\uffff', '😀', '\ue000'),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(/a/, /a/i, /ab/),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', ''), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const directions = fc.constantFrom<1 | -1>(1, -1);

describe('index keys', () => {
  it('sort in MongoDB’s order, and in its reverse for a descending field', () => {
    fc.assert(
      fc.property(values, values, directions, (a, b, direction) => {
        const bytes = Buffer.compare(encodeKey(a, direction), encodeKey(b, direction));
        expect(Math.sign(bytes) + 0).toBe(Math.sign(compare(a, b) * direction) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('sort field by field when concatenated', () => {
    const pair = fc.tuple(values, values);
    fc.assert(
      fc.property(pair, pair, directions, directions, (a, b, first, second) => {
        const key = ([x, y]: [Value, Value]): Buffer =>
          Buffer.concat([encodeKey(x, first), encodeKey(y, second)]);
        const expected = compare(a[0], b[0]) * first || compare(a[1], b[1]) * second;
        expect(Math.sign(Buffer.compare(key(a), key(b))) + 0).toBe(Math.sign(expected) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('order the types: null, number, string, object, array, boolean, date, regular expression', () => {
    const ordered: Value[] = [
      null, NaN, -Infinity, -1.5, -0, 2 ** 53, Infinity, '', 'a', {}, { a: 1 }, [], [1], false, true,
      new Date(-1), new Date(0), /a/,
    ]; // prettier-ignore
    const keys = ordered.map((value) => encodeKey(value, 1));
    expect([...keys].sort((a, b) => Buffer.compare(a, b))).toEqual(keys);
    expect(encodeKey(undefined, 1)).toEqual(encodeKey(null, 1));
    expect(encodeKey(-0, 1)).toEqual(encodeKey(0, 1));
  });

  it('ranges hold exactly the values between their bounds, of the bound’s type', () => {
    const scalar = fc.oneof(
      fc.double({ noNaN: true }),
      fc.constantFrom('', 'a', 'b', 'a\0'),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true }),
    );
    const bound = fc.record({
      value: scalar.filter((value) => value !== null),
      inclusive: fc.boolean(),
    });
    fc.assert(
      fc.property(scalar, bound, directions, fc.boolean(), (value, end, direction, isUpper) => {
        const { low, high } = isUpper
          ? valueRange(Buffer.alloc(0), direction, undefined, end)
          : valueRange(Buffer.alloc(0), direction, end, undefined);
        const key = Buffer.concat([encodeKey(value, direction), encodeKey('next', 1)]);
        const inside = Buffer.compare(key, low) >= 0 && Buffer.compare(key, high) < 0;
        const order = compare(value, end.value) * (isUpper ? -1 : 1);
        const sameType = value !== null && encodeKey(value, 1)[0] === encodeKey(end.value, 1)[0];
        expect(inside).toBe(sameType && (order > 0 || (order === 0 && end.inclusive)));
      }),
      { numRuns: 2000 },
    );
  });
});
