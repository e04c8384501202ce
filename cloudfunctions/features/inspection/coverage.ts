/** What is covered by plans, and how the rounds of a month went: counts for safety, and nobody's name beside a doubt. */
import type { Coverage } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { isoDay } from '../../../miniprogram/shared/time';
import { plant, type Plant } from '../plant/current';
import { tasksOfMonth, type Counted } from './store';

/** With fewer rounds of a plan nothing is usual yet. */
const ROUNDS_TO_COMPARE = 5;

/** A round that took less than this part of the usual time is worth a friendly question. */
const QUICK_PART = 0.3;

/** Rounds that usually take less (s) are quick in any case. */
const USUAL_AT_LEAST = 60;

const QUICK_SHOWN = 20;

function uncovered({ places, inspection }: Plant): Coverage['uncovered'] {
  const planned = new Set(inspection.plans.flatMap(({ route }) => route.map(({ pointId }) => pointId)));
  return places.areas.flatMap(({ id: areaId, name: areaName }) => {
    const here = places.points.filter((point) => point.areaId === areaId);
    const bare = here.filter(({ id }) => !planned.has(id));
    const points = bare.map(({ id, no, name }) => ({ id, no, name }));
    const all = bare.length === here.length;
    return bare.length > 0 || all ? [{ areaId, areaName, all, points }] : [];
  });
}

/** `due`: those that have opened and were not dropped. A round that was missed and finished late counts as both. */
function countsOf(tasks: readonly Counted[], now: Millis): Coverage['counts'] {
  const opened = tasks.filter(({ state, opensAt }) => state !== 'dropped' && opensAt <= now);
  const of = (kind: Counted['kind']): Coverage['counts'][Counted['kind']] => {
    const own = opened.filter((task) => task.kind === kind && task.beforeUse !== true);
    const count = (is: (task: Counted) => boolean): number => own.filter(is).length;
    return {
      due: own.length,
      done: count(({ state }) => state === 'done'),
      late: count(({ finished }) => finished?.late === true),
      missed: count(({ isMissed }) => isMissed),
      handedOver: count(({ handovers }) => handovers.length > 0),
    };
  };
  return { spotCheck: of('spotCheck'), patrol: of('patrol') };
}

/** @param values - at least one */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function quickOnes(tasks: readonly Counted[]): Coverage['quick'] {
  const byPlan = new Map<string, { task: Counted; seconds: number }[]>();
  for (const task of tasks) {
    if (task.seconds === null) continue;
    const known = byPlan.get(task.planId) ?? [];
    byPlan.set(task.planId, [...known, { task, seconds: task.seconds }]);
  }
  return [...byPlan.values()]
    .flatMap((rounds) => {
      const usual = median(rounds.map(({ seconds }) => seconds));
      if (rounds.length < ROUNDS_TO_COMPARE || usual < USUAL_AT_LEAST) return [];
      return rounds.flatMap(({ task: { _id: taskId, title, date }, seconds }) =>
        seconds < QUICK_PART * usual ? [{ taskId, title, date, seconds, usual }] : [],
      );
    })
    .sort((a, b) => b.date.localeCompare(a.date))
    .slice(0, QUICK_SHOWN);
}

/**
 * The cover of the plans in force, and a month.
 * @param month - `yyyy-mm`; the running one unless told. One database call per started thousand of its rounds.
 */
export async function coverage(month: string | undefined, now: Millis): Promise<Coverage> {
  const wanted = month ?? isoDay(now).slice(0, 7);
  const [inForce, tasks] = await Promise.all([plant(now), tasksOfMonth(wanted)]);
  return {
    uncovered: uncovered(inForce),
    month: wanted,
    beforeUse: tasks.filter(({ beforeUse, state }) => beforeUse === true && state === 'done').length,
    counts: countsOf(tasks, now),
    quick: quickOnes(tasks),
  };
}
