/** In place of the phone's position, where the platform did not approve the plant's use of it. */
import type { Position } from '../../../typings/domain';

export const LOCATED = false;

export const locate = (): Promise<Position | null> => Promise.resolve(null);
