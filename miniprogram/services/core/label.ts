/** What a scanned label says of its point: stopped, proposed to be stopped, or what is open there. It never says that all is well. Pure. */
import type { Routes, StateView } from '../../../typings/api';
import type { Role } from '../../../typings/domain';
import { LABEL_MAKERS } from '../../shared/label';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import type { Area, Plant } from './places';
import { pointNamed } from './scan';

const t = TEXT.label;

export type PointStatus = Routes['points.status']['output'];

export interface LabelPage {
  /** Empty when this phone's copy of the plant does not have the point. */
  pointId: string;
  no: string;
  /** 「焊接一区 · 气瓶点」 */
  place: string;
  /** `stopped`, `proposed`; empty when neither. */
  verdict: '' | 'stopped' | 'proposed';
  heading: string;
  hint: string;
  /** The order of the stop; empty without one. */
  stopOrderId: string;
  stopOrder: string;
  open: { id: string; title: string; number: string; state: StateView }[];
  /** Nothing is open and nothing is stopped, as far as anybody said. */
  none: boolean;
  /** Who looked at it last before use; empty when whoever uses it need not, or must not use it. */
  useHint: string;
}

/** Whether somebody with these roles may have labels made. */
export const makesLabels = (roles: readonly Role[] = []): boolean =>
  LABEL_MAKERS.some((role) => roles.includes(role));

/** What this phone's copy of the plant knows of a point. */
export function knownPoint(
  no: string,
  plant: Plant | null,
): Pick<LabelPage, 'pointId' | 'no' | 'place'> | null {
  const point = pointNamed(no, plant);
  if (point === null) return null;
  const area = plant?.areas.find(({ id }) => id === point.areaId);
  return { pointId: point.id, no: point.no, place: placeOf(area?.name ?? '', point.name) };
}

/** What a label at the entrance of an area leads to: the points inside, which nobody may scan. */
export interface EntrancePage {
  areaId: string;
  place: string;
  inside: { no: string; name: string }[];
}

export const entrancePage = ({ id, name }: Area, plant: Plant | null): EntrancePage => ({
  areaId: id,
  place: name,
  inside: (plant?.points ?? [])
    .filter(({ areaId }) => areaId === id)
    .map(({ no, name: what }) => ({ no, name: what })),
});

const placeOf = (areaName: string, name: string): string =>
  [areaName, name].filter((part) => part !== '').join(' · ');

/** Who looked at a machine last before use, and what was wrong with it; that all was well then says nothing of now. */
function useHintOf({ last }: NonNullable<PointStatus['beforeUse']>, now: number): string {
  if (last === null) return t.useNever;
  const who = fill(t.useLast, { time: whenText(last.at, now), name: last.by.name });
  const { verdict } = last;
  if (verdict === null || verdict === 'usable') return who;
  return fill(t.useFound, { last: who, found: TEXT.inspection[verdict] });
}

/** @param now - the server's time (ms) */
export function labelPage(
  { point, stopped, proposed, open, beforeUse }: PointStatus,
  now: number,
): LabelPage {
  const known = {
    pointId: point.id,
    no: point.no,
    place: placeOf(point.areaName, point.name),
    // The order of the stop has a line of its own.
    open: open.filter(({ id }) => id !== stopped?.orderId),
    stopOrderId: stopped?.orderId ?? '',
    stopOrder: stopped === null ? '' : fill(t.stopOrder, { number: stopped.number }),
    none: stopped === null && !proposed && open.length === 0,
    useHint: beforeUse === null || stopped !== null ? '' : useHintOf(beforeUse, now),
  };
  if (stopped !== null) {
    const since = fill(t.since, { time: whenText(stopped.at, now) });
    return { ...known, verdict: 'stopped', heading: `${t.stopped} · ${since}`, hint: t.stoppedHint };
  }
  if (proposed) return { ...known, verdict: 'proposed', heading: t.proposed, hint: t.proposedHint };
  return { ...known, verdict: '', heading: '', hint: '' };
}
