/** How large the way of a patrol is drawn on this phone. */
import { look } from '../../../services/look';
import type { Screen } from './plane';

/** From the edge of the screen to the plane on both sides together (px): margin and frame. */
const AROUND = 50;

/** As the styles of the map have them (px). */
const DOT = { normal: 46, large: 54 } as const;
const LETTER = { normal: 13, large: 16 } as const;

export function planeScreen(): Screen {
  const size = look().large ? 'large' : 'normal';
  return { width: wx.getWindowInfo().windowWidth - AROUND, dot: DOT[size], letter: LETTER[size] };
}
