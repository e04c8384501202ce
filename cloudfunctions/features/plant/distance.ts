/** How far a position is from an area, in whole metres. */
import { distanceTo, type Corner, type Spot } from '../../../miniprogram/shared/geo';
import type { Outline } from '../../../typings/config';
import { cornersForPhones } from './outline';

/** @param position - gcj02 degrees, as phones measure; 0 inside of the area */
export const distanceToArea = (outline: Outline, position: Spot): number =>
  Math.round(distanceTo(position, cornersForPhones(outline)));

const spotOf = ([longitude, latitude]: Corner): Spot => ({ longitude, latitude });

/** How far two areas are from each other (m), from corner to border; 0 for those that overlap, as floors do. */
export function metresApart(a: Outline, b: Outline): number {
  const [mine, other] = [cornersForPhones(a), cornersForPhones(b)];
  return Math.min(
    ...mine.map((corner) => distanceTo(spotOf(corner), other)),
    ...other.map((corner) => distanceTo(spotOf(corner), mine)),
  );
}
