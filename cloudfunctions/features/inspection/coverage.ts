/** What is covered by plans, and how the rounds of a month went: counts for safety, and nobody's name beside a doubt. */
import type { Coverage, InspectionCounts, TaskKind } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { isoDay } from '../../../miniprogram/shared/time';
import { inspectionMonth, quickRounds } from '../../engine/insight';
import { monthOf } from '../insight/month';
import { plant, type Plant } from '../plant/current';
import { reach } from './reach';
import { patrolsOf } from './store';

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

/** A round that was missed and finished late counts as both. */
function countsOf({ rounds }: InspectionCounts): Coverage['counts'] {
  const of = (kind: TaskKind): Coverage['counts'][TaskKind] => {
    const { due, done, late, missed, handedOver } = rounds[kind];
    return { due, done, late, missed, handedOver };
  };
  return { spotCheck: of('spotCheck'), patrol: of('patrol') };
}

/**
 * The cover of the plans in force, and a month: its counts from at most 31 documents, in which a change of a round is some
 * minutes later, and where its patrols came, from those. Two database calls.
 * @param month - `yyyy-mm`; the running one unless told
 */
export async function coverage(month: string | undefined, now: Millis): Promise<Coverage> {
  const wanted = month ?? isoDay(now).slice(0, 7);
  const [inForce, { days }, patrols] = await Promise.all([
    plant(now),
    monthOf(wanted, now),
    patrolsOf(wanted, now),
  ]);
  const all = { days, before: [], now, isMine: () => true, isWhole: true };
  const { totals } = inspectionMonth(all);
  return {
    uncovered: uncovered(inForce),
    month: wanted,
    reach: reach(patrols, inForce, now),
    beforeUse: totals.rounds.beforeUse.done,
    counts: countsOf(totals),
    quick: quickRounds(days)
      .slice(0, QUICK_SHOWN)
      .map(({ taskId, title, date, seconds, usual }) => ({ taskId, title, date, seconds, usual })),
  };
}
