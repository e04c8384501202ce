/** Misses as cards, what plans cover, where patrols came, and what went fast, in words. Pure. */
import type { Coverage, TaskCard } from '../../../../typings/inspection';
import { durationText, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.inspection;

export interface MissCard {
  id: string;
  title: string;
  place: string;
  due: string;
  /** Nobody said why, and it is not done. */
  open: boolean;
  owner: string;
  progress: string;
  state: string;
  raised: string;
  /** How many findings no order came of; empty when none. */
  noOrders: string;
}

/** A heading with what is told below it, line by line. */
export interface CoverageBlock {
  heading: string;
  hint: string;
  lines: { key: string; title: string; text: string }[];
}

function stateOf({ state, miss, owner, dueAt }: TaskCard, now: number): string {
  if (state === 'done') return t.finishedLate;
  if (state === 'dropped') return t.dropped;
  const reason = miss?.reason ?? null;
  if (reason !== null) return fill(t.explained, { reason });
  if (miss === null) return fill(t.stillLate, { time: durationText(now - dueAt) });
  return fill(t.waitsReason, { name: owner.name });
}

/** @param now - the server's time (ms) */
export function missCard(task: TaskCard, now: number): MissCard {
  const { id, title, kind, place, dueAt, owner, answered, items, state, miss, noOrders = 0 } = task;
  const raised = miss?.raisedTo.map(({ name }) => name).join('、') ?? '';
  return {
    id,
    title,
    place: `${t[kind]} · ${place}`,
    due: fill(t.before, { time: whenText(dueAt, now) }),
    open: state !== 'done' && state !== 'dropped' && (miss?.reason ?? null) === null,
    owner: fill(t.owner, { name: owner.name }),
    progress: fill(t.progress, { answered, items }),
    state: stateOf(task, now),
    raised: raised === '' ? '' : fill(t.raised, { names: raised }),
    noOrders: noOrders === 0 ? '' : fill(t.noOrders, { count: noOrders }),
  };
}

type Area = NonNullable<Partial<Coverage>['reach']>[number];

const pointsOf = (points: Area['never']): string => points.map(({ no, name }) => `${no} ${name}`).join('、');

/** 「要去 6 处，到过 5 处。没到过：E-03 电缆沟口」 */
function reachLine({ points, reached, phoneFree, unlabelled, never }: Area): string {
  const all = fill(reached === points ? t.reachAll : t.reachSome, { points, reached });
  return [
    all,
    ...(never.length === 0 ? [] : [fill(t.reachNever, { points: pointsOf(never) })]),
    ...(unlabelled.length === 0 ? [] : [fill(t.reachBare, { points: pointsOf(unlabelled) })]),
    ...(phoneFree ? [t.reachPhoneFree] : []),
  ].join('。');
}

/** @param coverage - a server of the release before tells no reach */
export function coverageBlocks({
  uncovered,
  month,
  reach = [],
  quick,
}: Omit<Coverage, 'reach'> & Partial<Coverage>): CoverageBlock[] {
  const places = uncovered.map(({ areaId, areaName, all, points }) => ({
    key: areaId,
    title: areaName,
    text: all
      ? t.areaAll
      : fill(t.areaSome, {
          count: points.length,
          points: points.map(({ no, name }) => `${no} ${name}`).join('、'),
        }),
  }));
  const fast = quick.map(({ taskId, title, date, seconds, usual }) => ({
    key: taskId,
    title: `${title} · ${date}`,
    text: fill(t.quickRow, { seconds, usual }),
  }));
  const hint = places.length === 0 ? t.uncoveredNone : '';
  const [, number = ''] = month.split('-');
  return [
    { heading: t.uncovered, hint, lines: places },
    ...(reach.length === 0
      ? []
      : [
          {
            heading: fill(t.reach, { month: Number(number) }),
            hint: t.reachHint,
            lines: reach.map((area) => ({ key: area.areaId, title: area.areaName, text: reachLine(area) })),
          },
        ]),
    ...(fast.length === 0 ? [] : [{ heading: t.quick, hint: t.quickHint, lines: fast }]),
  ];
}
