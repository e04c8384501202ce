/** What a measurement comes to: a figure, and the bound it must keep. */

export interface Figure {
  what: string;
  value: number;
  /** The value must not be greater. */
  bound: number;
}

export const isKept = ({ value, bound }: Figure): boolean => value <= bound;

/** The middle of some numbers; of an even count the lower one. @throws RangeError when there are none */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('the median of nothing');
  return middle;
}
