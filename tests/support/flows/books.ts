/** Random books of flows as publishing lets them through: the shipped one bent, and small ones put together. */
import fc from 'fast-check';
import deadlineTable from '../../../cloudfunctions/config/deadlines.json';
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { prove } from '../../../cloudfunctions/engine/prove';
import type { FlowBook } from '../../../typings/flow';
import { BEND_NAMES, BENDS, type BendName } from './bend';
import { Choices } from './choice';
import { composed } from './compose';

export const shipped: FlowBook = parseConfig('flows', shippedFlows);
export const deadlines = parseConfig('deadlines', deadlineTable);

/** A book that may run, and how it came about. */
export interface RandomBook {
  book: FlowBook;
  origin: 'shipped' | 'composed';
  /** The bends that publishing let through. */
  bends: BendName[];
  refused: number;
}

/** As publishing does: its shape, then its proof. */
function isPublishable(book: FlowBook): boolean {
  try {
    return prove(parseConfig('flows', book), deadlines).length === 0;
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') return false;
    throw error;
  }
}

interface Recipe {
  seed: number[] | null;
  bends: { name: BendName; numbers: number[] }[];
}

function bookOf({ seed, bends }: Recipe): RandomBook {
  const small = seed === null ? null : composed(new Choices(seed));
  const isSmall = small !== null && isPublishable(small);
  const made: RandomBook = {
    book: isSmall ? small : shipped,
    origin: isSmall ? 'composed' : 'shipped',
    bends: [],
    refused: Number(small !== null && !isSmall),
  };
  for (const { name, numbers } of bends) {
    const bent = structuredClone(made.book);
    BENDS[name](bent, new Choices(numbers));
    if (isPublishable(bent)) {
      made.book = bent;
      made.bends.push(name);
    } else made.refused += 1;
  }
  return made;
}

const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: 9_999 }), { minLength: length, maxLength: length });

/** @param most - bends that are tried on one book */
export const randomBooks = (most: number): fc.Arbitrary<RandomBook> =>
  fc
    .record({
      seed: fc.oneof(fc.constant(null), numbers(120)),
      bends: fc.array(fc.record({ name: fc.constantFrom(...BEND_NAMES), numbers: numbers(12) }), {
        maxLength: most,
      }),
    })
    .map(bookOf);
