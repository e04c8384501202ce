/** From what a scanner read or somebody typed to a place of this plant, by the phone's own copy of it. Pure. */
import { areaKey, pointNumber, readLabel } from '../../shared/label';
import { decoded } from './decode';
import type { Area, Plant, Point } from './places';

/** What a code turned out to be. */
export type Found =
  | { kind: 'point'; point: Point }
  /** The label at the entrance to an area in which no phone may be used. */
  | { kind: 'area'; area: Area }
  /** A label that the phone's copy of the plant does not have: newer than it, or retired. `no` may be empty. */
  | { kind: 'unknown'; no: string }
  | { kind: 'foreign' };

/** `C-7` and `C-07` are the same number to people. */
const sameNumber = (a: string, b: string): boolean => {
  const [lettersA, digitsA] = a.split('-');
  const [lettersB, digitsB] = b.split('-');
  return lettersA === lettersB && Number(digitsA) === Number(digitsB);
};

/** The point with this number, however it is written; null when the phone knows none, or several that could be meant. */
export function pointNamed(text: string, plant: Plant | null): Point | null {
  const no = pointNumber(text);
  if (no === null || plant === null) return null;
  const exact = plant.points.find((point) => point.no === no);
  const [like, another] = plant.points.filter((point) => sameNumber(point.no, no));
  return exact ?? (another === undefined ? (like ?? null) : null);
}

/** What a scanned text or the scene of a mini-program code names. */
export function findLabel(text: string, plant: Plant | null): Found {
  const target = readLabel(decoded(text));
  if (target === null) return { kind: 'foreign' };
  if (target.kind === 'point') {
    const point = pointNamed(target.no, plant);
    return point === null ? { kind: 'unknown', no: target.no } : { kind: 'point', point };
  }
  const [area, another] = plant?.areas.filter(({ id }) => areaKey(id) === target.key) ?? [];
  return area === undefined || another !== undefined ? { kind: 'unknown', no: '' } : { kind: 'area', area };
}
