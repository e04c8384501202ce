/** The outline of an area in the degrees that phones measure in. */
import gcoord from 'gcoord';
import type { Outline } from '../../../typings/config';

/** Six decimals are a tenth of a metre. */
const DECIMALS = 1e6;

const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** Corners as gcj02: WeChat answers positions in it, and GPS receivers are up to half a kilometre beside it. */
export const cornersForPhones = ({ system, corners }: Outline): Outline['corners'] =>
  corners.map((corner) => {
    const [longitude, latitude] =
      system === 'gcj02' ? corner : gcoord.transform(corner, gcoord.WGS84, gcoord.GCJ02);
    return [rounded(longitude), rounded(latitude)];
  });
