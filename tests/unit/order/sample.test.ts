/** The day's sample: as large as it must be, the same for everybody, and another one tomorrow. */
import * as fc from 'fast-check';
import { sampleOf } from '../../../cloudfunctions/features/order/checks';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: {},
  collection: () => ({}),
  secret: () => 'a secret for tests, 32 characters or more',
}));

const some = fc.uniqueArray(fc.uuid(), { maxLength: 60 });

it('is at least the square root of all, drawn from them, whatever their order', () => {
  fc.assert(
    fc.property(some, (ids) => {
      const sample = sampleOf(ids, '20261125');
      expect(sample.size).toBe(Math.ceil(Math.sqrt(ids.length)));
      expect(ids).toEqual(expect.arrayContaining([...sample]));
      expect(sampleOf([...ids].reverse(), '20261125')).toEqual(sample);
    }),
    { numRuns: 100 },
  );
});

it('never lets go of what it drew while more comes in, unless lower lots push it out', () => {
  const ids = Array.from({ length: 30 }, (_none, n) => `order-${n}`);
  const drawn = sampleOf(ids, '20261125');
  const more = sampleOf([...ids, 'order-30'], '20261125');
  expect([...drawn].filter((id) => !more.has(id)).length).toBeLessThanOrEqual(1);
});

it('is drawn anew each day', () => {
  const ids = Array.from({ length: 100 }, (_none, n) => `order-${n}`);
  expect(sampleOf(ids, '20261125')).not.toEqual(sampleOf(ids, '20261126'));
});
