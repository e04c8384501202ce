/** Which areas a position may be in, by their outlines. Pure. */
import type { Position } from '../../../typings/domain';
import { distanceTo } from '../../shared/geo';
import type { Area } from './places';

/** Around a position this far an area may still be meant: people stand at its edge, and outlines are drawn by hand (m). */
const REACH = 30;

/** A fix that is worse than this says nothing about an area (m). */
const WORST = 500;

/** `coarse`: the fix is too poor to choose by; `outside`: no area is near. */
export type Around = { kind: 'areas'; areas: Area[] } | { kind: 'coarse' } | { kind: 'outside' };

/**
 * The areas that a position may be in: those around it first, among them those of `recent` first, then the nearest. All
 * floors of a building are among them, because a position has none.
 * @param recent - ids of the areas that were reported at last, latest first
 */
export function areasAround(
  position: Position,
  areas: readonly Area[],
  recent: readonly string[] = [],
): Around {
  const { accuracy } = position;
  if (!(accuracy <= WORST)) return { kind: 'coarse' };
  const rank = ({ id }: Area): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const near = areas
    .flatMap((area) =>
      area.outline === undefined ? [] : [{ area, metres: distanceTo(position, area.outline) }],
    )
    .filter(({ metres }) => metres <= REACH + accuracy)
    .sort(
      (a, b) =>
        Number(a.metres > 0) - Number(b.metres > 0) ||
        (a.metres > 0 ? 0 : rank(a.area) - rank(b.area)) ||
        a.metres - b.metres,
    );
  return near.length === 0 ? { kind: 'outside' } : { kind: 'areas', areas: near.map(({ area }) => area) };
}
