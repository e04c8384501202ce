/** Pictures that look the same are found by their bands, in one call, and only in other orders. */
import { Db } from '@cloudbase/database';
import fc from 'fast-check';
import { compared } from '../../../cloudfunctions/features/capture/alike';
import { bandsOf, hashStore } from '../../../cloudfunctions/features/capture/store';
import { distance, NEAR } from '../../../miniprogram/shared/dhash';
import type { Evidence, PictureHash } from '../../../typings/domain';
import { memory, type Memory } from '../notices/memory';

let rows: Memory<PictureHash>;

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: new Db({}).command,
  collection: () => new Proxy({}, { get: (_none, method) => Reflect.get(rows, method) as unknown }),
}));

const evidence = (id: string, dHash: string | null): Evidence => ({
  ...{ id, purpose: 'scene', round: 1, fileId: `cloud://${id}`, source: 'camera', takenAt: null },
  ...{ uploadedBy: 'p-1', receivedAt: 1, state: 'sealed', format: 'jpeg', bytes: 1, originalSha256: 'x' },
  ...{ sealedSha256: 'y', sealedFileId: `cloud://sealed/${id}`, sealedAt: 1, refusedBecause: null, dHash },
});

const order = (no: number) => ({ _id: `order-${no}`, number: `YH-20261125-000${no}` });

const sealed = async (no: number, ...hashes: (string | null)[]): Promise<Evidence[]> => {
  const before = Object.fromEntries(
    hashes.map((dHash, at) => [`${no}-${at}`, evidence(`${no}-${at}`, dHash)]),
  );
  return Object.values(await compared(order(no), before));
};

/** A hash with some bits turned. */
function turned(dHash: string, bits: readonly number[]): string {
  const digits = Array.from(dHash, (digit) => parseInt(digit, 16));
  for (const bit of bits) digits[bit >> 2] = (digits[bit >> 2] ?? 0) ^ (1 << (bit & 3));
  return digits.map((digit) => digit.toString(16)).join('');
}

const HASH = '1644ce4c0f0e022f';

beforeEach(() => {
  rows = memory<PictureHash>();
});

it('finds every hash that is near, wherever its bits differ', async () => {
  const bits = fc.uniqueArray(fc.nat(63), { maxLength: NEAR });
  await fc.assert(
    fc.asyncProperty(bits, async (changed) => {
      const other = turned(HASH, changed);
      rows = memory<PictureHash>();
      await sealed(1, other);
      const found = await hashStore.near([HASH], 10);
      expect(found.map(({ _id }) => _id)).toEqual(['1-0']);
      expect(distance(HASH, other)).toBe(changed.length);
    }),
  );
});

it('says which other order it looks like, the nearest picture of each', async () => {
  await sealed(1, turned(HASH, [1, 2, 3]), turned(HASH, [5]));
  await sealed(2, HASH);
  const [one, dark] = await sealed(3, turned(HASH, [9]), null);
  expect(one!.alike).toEqual([
    { orderId: 'order-2', number: order(2).number, evidenceId: '2-0', sealedFileId: 'cloud://sealed/2-0' },
    { orderId: 'order-1', number: order(1).number, evidenceId: '1-1', sealedFileId: 'cloud://sealed/1-1' },
  ]);
  expect(dark).not.toHaveProperty('alike');
});

it('says nothing of pictures of the same order, nor of those that differ more', async () => {
  await sealed(1, turned(HASH, [0, 9, 20, 25, 33, 40, 50, 60]));
  const [one, same] = await sealed(2, HASH, HASH);
  expect([one!.alike, same!.alike]).toEqual([undefined, undefined]);
});

it('asks once for all pictures, and keeps each once however often it is sealed', async () => {
  await sealed(1, HASH, turned(HASH, [1]), turned(HASH, [2]));
  await sealed(1, HASH, turned(HASH, [1]), turned(HASH, [2]));
  expect(rows.calls).toEqual({ find: 2, put: 6 });
  expect([...rows.rows.keys()]).toEqual(['1-0', '1-1', '1-2']);
  expect(rows.rows.get('1-0')).toMatchObject(bandsOf(HASH));
});

it('asks nothing for pictures without a hash', async () => {
  await sealed(1, null);
  expect(rows.calls).toEqual({});
});

it('never stands in the way of sealing', async () => {
  const told = jest.spyOn(console, 'error').mockImplementation();
  rows = { ...rows, find: () => Promise.reject(new Error('down')) };
  expect(await sealed(1, HASH)).toEqual([evidence('1-0', HASH)]);
  expect(told).toHaveBeenCalled();
  told.mockRestore();
});
