/** The only file that knows the collection `pictureHashes`. */
import type { PictureHash } from '../../../typings/domain';
import { _, collection } from '../../platform/sdk';

const hashes = collection<PictureHash>('pictureHashes');

/** What a hash is in four bands of 16 bits. */
export type Bands = Pick<PictureHash, 'bandA' | 'bandB' | 'bandC' | 'bandD'>;

const BANDS = ['bandA', 'bandB', 'bandC', 'bandD'] as const;

/** @param dHash - 16 hex */
export const bandsOf = (dHash: string): Bands => {
  const band = (no: number): number => parseInt(dHash.slice(4 * no, 4 * no + 4), 16);
  return { bandA: band(0), bandB: band(1), bandC: band(2), bandD: band(3) };
};

/** A band and those one bit away from it. */
const around = (band: number): number[] => [
  band,
  ...Array.from({ length: 16 }, (_none, bit) => band ^ (1 << bit)),
];

export interface HashStore {
  /** Pictures of which some band is at most one bit away: all within 7 bits of one of the hashes, and some that are not. */
  near(dHashes: readonly string[], limit: number): Promise<PictureHash[]>;
  put(hash: PictureHash): Promise<void>;
}

export const hashStore: HashStore = {
  near(dHashes, limit) {
    const wanted = dHashes.map(bandsOf);
    const any = BANDS.map((band) => ({
      [band]: _.in([...new Set(wanted.flatMap((one) => around(one[band])))]),
    }));
    return hashes.find(_.or(any), { limit });
  },
  put: (hash) => hashes.put(hash),
};
