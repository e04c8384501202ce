/** What a round adds to its day: docs/measures.md, Rounds. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { CountsByDay, RoundKind } from '../../../typings/insight';
import type { Task } from '../../../typings/inspection';
import { findingsOf } from '../inspection';
import { Tally } from './cells';

/** Rounds before use are another kind: nobody owes them. */
const kindOf = ({ kind, beforeUse }: Pick<Task, 'kind' | 'beforeUse'>): RoundKind =>
  beforeUse === true ? 'beforeUse' : kind;

/** Midnight at which a day begins, +08:00. */
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/**
 * From which minute of its day on it counts: one that is made for the next shift is nothing yet. Whoever reads leaves out
 * what is still to come.
 */
export const opensIn = ({ date, opensAt }: Pick<Task, 'date' | 'opensAt'>): string =>
  String(Math.ceil((opensAt - midnight(date)) / MINUTE));

/** When a cell that opens in a minute of a day begins to count. */
export const opensAtIn = (day: string, opens: string): number => midnight(day) + Number(opens) * MINUTE;

/** The round itself stands under the area of its first point, what was found under that of the point. */
export function countRound(task: Task): CountsByDay {
  const { _id, date, planId, title, areaId, state, finished, isMissed, miss, handovers, stops } = task;
  const kind = kindOf(task);
  const by = { kind, plan: planId, ...(kind === 'beforeUse' ? {} : { opens: opensIn(task) }) };
  const areas = Object.fromEntries(stops.map((stop) => [stop.areaId, stop.areaName]));
  const tally = new Tally({ area: areas, plan: { [planId]: title } });
  const cell = (area: string, n: Record<string, number>, each?: [string, number][]): void =>
    tally.add(date, { of: 'round', by: { ...by, area }, n, ...(each === undefined ? {} : { each }) });
  if (state === 'dropped') {
    cell(areaId, { dropped: 1 });
    return tally.counts();
  }
  cell(
    areaId,
    {
      due: Number(kind !== 'beforeUse'),
      done: Number(state === 'done'),
      inTime: Number(finished?.late === false),
      late: Number(finished?.late === true),
      missed: Number(isMissed),
      explained: Number(state === 'missed' && (miss?.reason ?? null) !== null),
      handedOver: Number(handovers.length > 0),
      stops: Number(task.verdict === 'stop'),
    },
    task.seconds === null ? undefined : [[_id, task.seconds]],
  );
  const found = new Map(findingsOf(task).map(({ item, answer }) => [item.id, answer]));
  const isOver = state === 'done' || state === 'missed';
  for (const stop of stops) {
    const here = stop.items.flatMap(({ id }) => found.get(id) ?? []);
    const reported = here.filter(({ orderId }) => orderId !== null);
    const joined = reported.filter((answer) => answer.joined === true);
    const isReached = stop.items.some(({ id }) => Object.hasOwn(task.answers, id));
    cell(stop.areaId, {
      points: Number(isOver),
      reached: Number(isOver && isReached),
      findings: here.length,
      reported: reported.length,
      made: reported.length - joined.length,
      joined: joined.length,
    });
  }
  return tally.counts();
}
