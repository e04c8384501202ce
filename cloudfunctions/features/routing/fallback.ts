/** Tells which hazards only the last, unconditional rule of the routing table speaks of, so that safety can add a rule. */
import type { Places, Roster, RoutingTable, Templates } from '../../../typings/config';
import type { Urgency } from '../../../typings/domain';
import { createRuleSpace, URGENCIES } from './cells';
import { isUnconditional } from './rules';
import { weekdaysText } from './week-text';

/** Hazards that no rule but the last one speaks of, at some hour of the shift at least. */
export interface FallbackCell {
  areaId: string;
  categoryId: string;
  urgency: Urgency;
  shiftId: string;
  /** 0 (Sunday)–6, Monday first. */
  weekdays: number[];
}

/**
 * Lists the cells that only the fallback covers, for a plain hazard: a thing, not suspected major, at no marked point.
 * @param routing - a table whose last rule has no conditions; without one there is no fallback and no cell
 */
export function fallbackCells(
  routing: RoutingTable,
  places: Places,
  templates: Templates,
  roster: Roster,
): FallbackCell[] {
  const last = routing.rules.at(-1);
  if (!last || !isUnconditional(last)) return [];
  const fallback = 1n << BigInt(routing.rules.length - 1);
  const space = createRuleSpace(routing, places, templates, roster);
  const moments = space.moments.map((moment) => ({ ...moment, set: space.moment(moment) }));
  const hazards = templates.categories.flatMap(({ id }) =>
    URGENCIES.map((urgency) => ({
      categoryId: id,
      urgency,
      set: space.plain & space.category(id) & space.urgency(urgency),
    })),
  );
  return places.areas.flatMap(({ id: areaId, departmentId }) => {
    const here = space.place({ areaId, departmentId, pointId: null });
    return hazards.flatMap(({ categoryId, urgency, set }) =>
      roster.shifts.flatMap(({ id: shiftId }) => {
        const left = moments.filter(
          (moment) => moment.shiftId === shiftId && (here & set & moment.set) === fallback,
        );
        const weekdays = [...new Set(left.map(({ weekday }) => weekday))];
        return weekdays.length === 0 ? [] : { areaId, categoryId, urgency, shiftId, weekdays };
      }),
    );
  });
}

/** Cells that differ in nothing a reader needs to be told apart; all by name. */
interface Row {
  areas: string[];
  categories: string[];
  urgencies: string[];
  when: string;
}

const URGENCY_NAMES: Record<Urgency, string> = { high: '高', medium: '中', low: '低' };

/** More areas than these are counted, not named. */
const NAMED_AREAS = 6;

/**
 * Says in few lines which hazards only the fallback covers, e.g.
 * 「没有专门的派单规则：全部区域的消防、机械防护，不分紧急程度，整周」.
 */
export function fallbackLines(
  routing: RoutingTable,
  places: Places,
  templates: Templates,
  roster: Roster,
): string[] {
  const names = (items: readonly { id: string; name: string }[]): Map<string, string> =>
    new Map(items.map(({ id, name }) => [id, name]));
  const [areas, categories] = [names(places.areas), names(templates.categories)];
  const hazards = new Map<string, FallbackCell[]>();
  for (const cell of fallbackCells(routing, places, templates, roster)) {
    const key = `${cell.areaId} ${cell.categoryId} ${cell.urgency}`;
    hazards.set(key, [...(hazards.get(key) ?? []), cell]);
  }
  const rows = [...hazards.values()].flatMap((cells): Row[] => {
    const [first] = cells;
    if (!first) return [];
    const area = areas.get(first.areaId) ?? first.areaId;
    const category = categories.get(first.categoryId) ?? first.categoryId;
    const when = timesText(cells, roster.shifts);
    return [{ areas: [area], categories: [category], urgencies: [URGENCY_NAMES[first.urgency]], when }];
  });
  return merged(merged(merged(rows, 'urgencies'), 'areas'), 'categories').map((row) => {
    const urgency =
      row.urgencies.length === URGENCIES.length ? '不分紧急程度' : `紧急程度${row.urgencies.join('、')}`;
    return `没有专门的派单规则：${areasText(row.areas, places)}的${row.categories.join('、')}，${urgency}，${row.when}`;
  });
}

/** Makes one row of those that differ in one dimension only. */
function merged(rows: readonly Row[], along: 'areas' | 'categories' | 'urgencies'): Row[] {
  const groups = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, [along]: null });
    const known = groups.get(key);
    if (known) known[along].push(...row[along]);
    else groups.set(key, { ...row, [along]: [...row[along]] });
  }
  return [...groups.values()];
}

function areasText(areas: readonly string[], places: Places): string {
  if (areas.length === places.areas.length) return '全部区域';
  if (areas.length <= NAMED_AREAS) return areas.join('、');
  return `${areas.slice(0, NAMED_AREAS).join('、')}等 ${areas.length} 个区域`;
}

/** `整周`, `每天 中班、夜班；周六、周日 白班`. */
function timesText(cells: readonly FallbackCell[], shifts: Roster['shifts']): string {
  const byDays = new Map<string, string[]>();
  for (const { shiftId, weekdays } of cells) {
    const days = weekdaysText(weekdays);
    const name = shifts.find(({ id }) => id === shiftId)?.name ?? shiftId;
    byDays.set(days, [...(byDays.get(days) ?? []), name]);
  }
  if (byDays.size === 1 && byDays.get(weekdaysText([0, 1, 2, 3, 4, 5, 6]))?.length === shifts.length) {
    return '整周';
  }
  return [...byDays].map(([days, names]) => `${days} ${names.join('、')}`).join('；');
}
