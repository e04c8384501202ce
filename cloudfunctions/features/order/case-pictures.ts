/** Pictures of the plant's own cases, for teaching: the first sealed one of the place as it was found. */
import { mayShow } from '../content/media';
import { ordersNumbered } from './store';

/**
 * One database call when there are numbers. What the content check minds, or nobody checked, is left out.
 * @returns order number → file id; an order without such a picture is left out
 */
export async function casePictures(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const orders = await ordersNumbered(numbers);
  return new Map(
    orders.flatMap(({ number, evidence }) => {
      const [first] = Object.values(evidence)
        .filter((one) => one.purpose === 'scene' && one.sealedFileId !== null && mayShow(one))
        .sort((a, b) => a.receivedAt - b.receivedAt);
      return first?.sealedFileId == null ? [] : [[number, first.sealedFileId] as const];
    }),
  );
}
