/** How far a position is from an area, in whole metres. */
import { distanceTo, type Spot } from '../../../miniprogram/shared/geo';
import type { Outline } from '../../../typings/config';
import { cornersForPhones } from './outline';

/** @param position - gcj02 degrees, as phones measure; 0 inside of the area */
export const distanceToArea = (outline: Outline, position: Spot): number =>
  Math.round(distanceTo(position, cornersForPhones(outline)));
