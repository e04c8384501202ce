/** To which points the patrols of a month really came, by area: a label that was read is evidence of it, not proof. */
import type { Coverage } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { reachOf, type Reach } from '../../../miniprogram/shared/checklist';
import type { Plant } from '../plant/current';
import type { WalkedRow } from './store';

/** The better evidence of two. */
const better = (a: Reach, b: Reach): Reach => (a === 'label' || b === null ? a : b);

/** What a patrol tells of a point. */
const reachIn = ({ answers }: WalkedRow, pointId: string): Reach =>
  reachOf(Object.values(answers).filter(({ itemId }) => itemId.startsWith(`${pointId}:`)));

/** A patrol that may still be walked in time is no reason to say that nobody came. */
const wasDue = ({ open, dueAt, state }: WalkedRow, now: Millis): boolean =>
  state !== 'dropped' && (!open || dueAt <= now);

/** @param patrols - of the month; points that are gone from the plant are left out */
export function reach(
  patrols: readonly WalkedRow[],
  { places, pointById }: Pick<Plant, 'places' | 'pointById'>,
  now: Millis,
): Coverage['reach'] {
  const found = new Map<string, Reach>();
  for (const patrol of patrols.filter((each) => wasDue(each, now)))
    for (const pointId of patrol.pointIds)
      found.set(pointId, better(found.get(pointId) ?? null, reachIn(patrol, pointId)));
  return places.areas.flatMap(({ id: areaId, name: areaName, phoneFree }) => {
    const here = [...found].flatMap(([id, how]) => {
      const point = pointById.get(id);
      return point?.areaId === areaId ? [{ point: { id, no: point.no, name: point.name }, how }] : [];
    });
    if (here.length === 0) return [];
    const pointsWith = (wanted: Reach): typeof here => here.filter(({ how }) => how === wanted);
    return [
      {
        ...{ areaId, areaName, phoneFree },
        points: here.length,
        reached: here.length - pointsWith(null).length,
        unlabelled: phoneFree ? [] : pointsWith('answer').map(({ point }) => point),
        never: pointsWith(null).map(({ point }) => point),
      },
    ];
  });
}
