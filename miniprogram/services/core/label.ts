/** What a scanned label says of its point: stopped, proposed to be stopped, or what is open there. It never says that all is well. Pure. */
import type { Routes, StateView } from '../../../typings/api';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { decoded } from './decode';
import { pointOfLabel, type Plant } from './places';

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
}

/** The big number that a label holds, alone, as `p=` or in an address; the phone may not know the point yet. */
export function numberOf(text: string): string {
  const said = decoded(text);
  return (/(?:^|[?&])p=([^&#]+)/.exec(said)?.[1] ?? said).trim().toUpperCase();
}

/** What this phone's copy of the plant knows of a point. */
export function knownPoint(
  no: string,
  plant: Plant | null,
): Pick<LabelPage, 'pointId' | 'no' | 'place'> | null {
  const point = pointOfLabel(no, plant);
  if (point === null) return null;
  const area = plant?.areas.find(({ id }) => id === point.areaId);
  return { pointId: point.id, no: point.no, place: placeOf(area?.name ?? '', point.name) };
}

const placeOf = (areaName: string, name: string): string =>
  [areaName, name].filter((part) => part !== '').join(' · ');

/** @param now - the server's time (ms) */
export function labelPage({ point, stopped, proposed, open }: PointStatus, now: number): LabelPage {
  const known = {
    pointId: point.id,
    no: point.no,
    place: placeOf(point.areaName, point.name),
    // The order of the stop has a line of its own.
    open: open.filter(({ id }) => id !== stopped?.orderId),
    stopOrderId: stopped?.orderId ?? '',
    stopOrder: stopped === null ? '' : fill(t.stopOrder, { number: stopped.number }),
    none: stopped === null && !proposed && open.length === 0,
  };
  if (stopped !== null) {
    const since = fill(t.since, { time: whenText(stopped.at, now) });
    return { ...known, verdict: 'stopped', heading: `${t.stopped} · ${since}`, hint: t.stoppedHint };
  }
  if (proposed) return { ...known, verdict: 'proposed', heading: t.proposed, hint: t.proposedHint };
  return { ...known, verdict: '', heading: '', hint: '' };
}
