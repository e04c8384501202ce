/** Days as instants. */
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import type { Range } from './range';

/** The instants of days; the second is left out. */
export const spanOf = ({ from, to }: Range): { from: Millis; to: Millis } => ({
  from: Date.parse(`${from}T00:00:00+08:00`),
  to: Date.parse(`${to}T00:00:00+08:00`) + DAY,
});
