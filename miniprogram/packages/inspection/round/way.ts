/** How far a patrol is: which points were come to, which is next, and the way between them as a map, or as a list where nobody knows the ground. Pure. */
import type { TaskStop, TaskView } from '../../../../typings/inspection';
import { currentOf, stepsOf, stopWords, type Round, type Step } from '../../../services/core/round';
import { reachOf } from '../../../shared/checklist';
import { fill, TEXT } from '../../../shared/text';
import { planeOf, type Line, type Plane, type Screen } from './plane';

const t = TEXT.inspection;

/** A point on the way. `found`: all was looked at, and something is not in order. */
export interface WayStop {
  pointId: string;
  /** From 1, in walking order. */
  n: number;
  name: string;
  area: string;
  progress: string;
  mark: 'done' | 'found' | 'next' | 'open';
  /** For who listens: 「3 E-03 电缆沟口，3 项」. */
  label: string;
}

/** The map: what {@link planeOf} lays out, with what became of each stop. */
export interface WayMap extends Omit<Plane, 'dots' | 'legs'> {
  legs: (Line & { done: boolean })[];
  dots: (WayStop & { left: number; top: number })[];
}

export interface Way {
  /** 「已到 3 / 8 处，下一处 D-08 气瓶库」 */
  sentence: string;
  /** The button that goes on: 「去查 D-08」; empty when all was looked at. */
  go: string;
  stops: WayStop[];
  map: WayMap | null;
}

/** No way: of a spot check. */
export const NO_WAY: Way = { sentence: '', go: '', stops: [], map: null };

/** How the points of a route were come to. */
export interface Reached {
  all: number;
  /** Something was answered there, or the label was read. */
  reached: number;
  /** The label was read, or its number typed: evidence, not proof. */
  labelled: number;
  /** Come to without a label, where one could have been read. */
  bare: number;
}

/** Nobody may use a phone in these areas (ids), so no label is read there. */
export type PhoneFree = ReadonlySet<string>;

const NOWHERE: PhoneFree = new Set();

/** The points of a round as far as this phone knows. */
export function reachedIn(
  { stops }: Pick<TaskView, 'stops'>,
  steps: readonly Step[],
  { seen }: Pick<Round, 'seen'>,
  phoneFree: PhoneFree = NOWHERE,
): Reached {
  const found = stops.map(({ pointId, areaId }) => {
    const given = steps.flatMap((step) => (step.stop.pointId === pointId && step.given ? [step.given] : []));
    const how = seen[pointId] === undefined ? reachOf(given) : 'label';
    return { how, isBare: how === 'answer' && !phoneFree.has(areaId) };
  });
  return {
    all: stops.length,
    reached: found.filter(({ how }) => how !== null).length,
    labelled: found.filter(({ how }) => how === 'label').length,
    bare: found.filter(({ isBare }) => isBare).length,
  };
}

/** What the labels say of those that were come to; nothing is missing where no label can be read. */
function labelWords({ reached, labelled, bare }: Reached): string {
  if (labelled > 0) return t.reachedSeen;
  if (bare === reached) return t.reachedBare;
  return bare === 0 ? t.reachedPhoneFree : t.reachedBareElsewhere;
}

/** 「8 处到了 7 处，扫过标签 5 处」, of a patrol; empty for one machine. */
export function reachedWords(task: TaskView, round: Round, phoneFree: PhoneFree = NOWHERE): string {
  if (task.kind !== 'patrol') return '';
  const found = reachedIn(task, stepsOf(task, round), round, phoneFree);
  const { all, reached, labelled, bare } = found;
  const came = reached === all ? fill(t.reachedAll, { all }) : fill(t.reachedSome, { all, reached });
  return fill(labelWords(found), { came, labelled, bare });
}

function markOf(here: readonly Step[], isNext: boolean): WayStop['mark'] {
  const isDone = here.every(({ lack }) => lack === null);
  if (isDone) return here.some(({ given }) => given?.result === 'notOk') ? 'found' : 'done';
  return isNext ? 'next' : 'open';
}

const isOver = ({ mark }: WayStop): boolean => mark === 'done' || mark === 'found';

/** In words which point is next: by its area, or by its own name where all are in one. */
const nameOf = ({ pointNo, pointName, areaName }: TaskStop, stops: readonly TaskStop[]): string =>
  `${pointNo} ${stops.every((stop) => stop.areaName === areaName) ? pointName : areaName}`;

/** @param screen - null: the map is not shown */
export function wayOf(task: TaskView, round: Round, screen: Screen | null): Way {
  if (task.kind !== 'patrol') return NO_WAY;
  const steps = stepsOf(task, round);
  // Where somebody went to look again is not where the way goes on.
  const next =
    currentOf(steps, round)?.lack == null ? currentOf(steps, { at: null }) : currentOf(steps, round);
  const stops = task.stops.map((stop, index): WayStop => {
    const here = steps.filter((step) => step.stop === stop);
    const { pointId, pointNo, pointName, areaName: area } = stop;
    const progress = stopWords(steps, pointId);
    const name = `${pointNo} ${pointName}`;
    const mark = markOf(here, next?.stop === stop);
    return { pointId, n: index + 1, name, area, progress, mark, label: `${index + 1} ${name}，${progress}` };
  });
  const { all, reached } = reachedIn(task, steps, round);
  const plane = screen === null || task.walk === undefined ? null : planeOf(task.walk, screen);
  const byId = new Map(stops.map((stop) => [stop.pointId, stop]));
  return {
    sentence:
      next === null
        ? fill(t.wayOver, { all })
        : fill(t.way, { reached, all, next: nameOf(next.stop, task.stops) }),
    go: next === null ? '' : fill(t.goThere, { other: next.stop.pointNo }),
    stops,
    map: plane && {
      ...plane,
      dots: plane.dots.flatMap(({ pointId, left, top }) => {
        const stop = byId.get(pointId);
        return stop === undefined ? [] : [{ ...stop, left, top }];
      }),
      legs: plane.legs.map((leg, index) => ({
        ...leg,
        done: [index, index + 1].every((n) => {
          const stop = byId.get(plane.dots[n]?.pointId ?? '');
          return stop !== undefined && isOver(stop);
        }),
      })),
    },
  };
}

/** Whether a patrol is still to begin: then it begins with the way. */
export const isUnwalked = (task: TaskView, round: Round): boolean =>
  task.kind === 'patrol' &&
  task.mine &&
  round.at === null &&
  Object.keys(round.begun).length === 0 &&
  stepsOf(task, round).every(({ given }) => given === null);
