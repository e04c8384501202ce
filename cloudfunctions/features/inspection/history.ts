/** Rounds that are over, of one machine or one area: what was decided, what was found, and numbers over time. */
import type { MachineHistory } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { inLimits } from '../../../miniprogram/shared/checklist';
import { answered, findingsOf, idInChecklist } from '../../engine/inspection';
import { photoLinks } from '../capture/links';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { maySeeTask } from './rights';
import { roundsOf, type PastRound } from './store';

/** Rounds that are read: more than a month of them, every shift. */
const READS = 100;

/** Rounds with their photos: as many as somebody scrolls through. */
const WITH_PHOTOS = 20;

type Round = MachineHistory['rounds'][number];
type Links = ReadonlyMap<string, string>;

/** The part of a round that was here. */
const partOf = (task: PastRound, isHere: (stop: PastRound['stops'][number]) => boolean): PastRound => ({
  ...task,
  stops: task.stops.filter(isHere),
});

/** @param part - of the round, as far as it was here */
function roundOf(part: PastRound, readable: boolean, links: Links): Round[] {
  const { _id: taskId, kind, title, finished, verdict } = part;
  if (finished === null) return [];
  const numbers = answered(part).flatMap(({ item, answer }): Round['numbers'] => {
    if (item.answer.kind !== 'number' || answer?.number === undefined || answer.result === 'na') return [];
    const { number: value } = answer;
    const { unit } = item.answer;
    const isWithin = inLimits(value, item.answer);
    return [{ itemId: idInChecklist(item.id), text: item.text, unit, value, inLimits: isWithin }];
  });
  const findings = findingsOf(part).map(({ item, answer }) => ({
    text: item.text,
    orderId: answer.orderId,
    ...(answer.noOrder === true ? { noOrder: true as const } : {}),
    photos: answer.photos.flatMap((id) => links.get(id) ?? []),
  }));
  const beforeUse = part.beforeUse === true;
  const { at, by } = finished;
  return [{ taskId, kind, title, beforeUse, readable, at, by, verdict, findings, numbers }];
}

/** @param rounds - newest first */
function meanBetweenFindings(rounds: readonly Round[]): Millis | null {
  const times = rounds.filter(({ findings }) => findings.length > 0).map(({ at }) => at);
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || times.length < 2) return null;
  return Math.round((newest - oldest) / (times.length - 1));
}

/** What was found, as pictures. One call for up to 50 of them. */
function findingLinks(parts: readonly PastRound[]): Promise<Links> {
  const shown = parts.flatMap((part) =>
    findingsOf(part).flatMap(({ answer }) => answer.photos.flatMap((id) => part.evidence[id] ?? [])),
  );
  return photoLinks(shown);
}

async function told(parts: readonly PastRound[], actor: Actor, inForce: Plant): Promise<MachineHistory> {
  const readable = new Set(parts.filter((part) => maySeeTask(part, actor, inForce)));
  const links = await findingLinks(parts.slice(0, WITH_PHOTOS).filter((part) => readable.has(part)));
  const rounds = parts.flatMap((part) => roundOf(part, readable.has(part), links));
  return { rounds, betweenFindings: meanBetweenFindings(rounds) };
}

/** Plans of patrols that come by. */
const patrolsBy = ({ inspection }: Plant, isHere: (pointId: string) => boolean): string[] =>
  inspection.plans
    .filter(({ kind, route }) => kind === 'patrol' && route.some(({ pointId }) => isHere(pointId)))
    .map(({ id }) => id);

/**
 * The last rounds of a machine and the patrols that came to it, newest first. One database call. A patrol whose plan is
 * gone is not among them.
 * @throws AppError PLACE_UNKNOWN
 */
export async function history(actor: Actor, pointId: string, now: Millis): Promise<MachineHistory> {
  const inForce = await plant(now);
  const tasks = await roundsOf(
    pointId,
    patrolsBy(inForce, (id) => id === pointId),
    READS,
  );
  // A machine that is gone keeps its history.
  if (tasks.length === 0 && !inForce.pointById.has(pointId)) throw new AppError('PLACE_UNKNOWN');
  // A route may have led elsewhere before.
  const here = tasks.filter(({ pointIds }) => pointIds.includes(pointId));
  return told(
    here.map((task) => partOf(task, (stop) => stop.pointId === pointId)),
    actor,
    inForce,
  );
}

/** The last patrols of an area, newest first. One database call. @throws AppError PLACE_UNKNOWN */
export async function patrols(actor: Actor, areaId: string, now: Millis): Promise<MachineHistory> {
  const inForce = await plant(now);
  if (!inForce.areaById.has(areaId)) throw new AppError('PLACE_UNKNOWN');
  const isHere = (pointId: string): boolean => inForce.pointById.get(pointId)?.areaId === areaId;
  const tasks = await roundsOf(null, patrolsBy(inForce, isHere), READS);
  const here = tasks.filter(({ areaIds }) => areaIds.includes(areaId));
  return told(
    here.map((task) => partOf(task, (stop) => stop.areaId === areaId)),
    actor,
    inForce,
  );
}
