/** The planner: which index answers a query, in which ranges, and whether in the asked order. */
import type { Index } from './indexes';
import type { Bound, KeyRange } from './keys';
import { encodeKey, prefixRange, rangeable, valueRange } from './keys';
import type { Doc, SortKey, Value } from './values';
import { isDoc } from './values';

/** Ranges of one index, in key order. */
export interface Scan {
  index: Index;
  ranges: KeyRange[];
}

/** How documents are found. Without scans the whole collection is read. */
export interface Plan {
  scans: Scan[];
  /** The documents come in the asked order, so that a limit ends the reading. */
  ordered: boolean;
  reverse: boolean;
}

/** What a filter surely demands of one path. */
interface Demand {
  /** The only possible values. */
  points?: Value[];
  lower?: Bound;
  upper?: Bound;
}

/** More key ranges than this are not worth their look-ups. */
const MAX_RANGES = 1000;
/** Keys counted to compare two indexes. */
const MAX_COUNTED = 2000;

const pointable = (value: Value): boolean => !Array.isArray(value) && !(value instanceof RegExp);

function isCondition(value: Value): value is Doc {
  return isDoc(value) && Object.keys(value).some((name) => name.startsWith('$'));
}

function demandOf(condition: Value): Demand {
  if (!isCondition(condition)) return pointable(condition) ? { points: [condition] } : {};
  const demand: Demand = {};
  const { $eq, $in, $exists, $gt, $gte, $lt, $lte } = condition;
  if ($eq !== undefined && pointable($eq)) demand.points = [$eq];
  else if (Array.isArray($in) && $in.every(pointable)) demand.points = $in;
  else if ($exists === false) demand.points = [null];
  const lower = $gte ?? $gt;
  const upper = $lte ?? $lt;
  if (lower !== undefined && rangeable(lower)) demand.lower = { value: lower, inclusive: $gte !== undefined };
  if (upper !== undefined && rangeable(upper)) demand.upper = { value: upper, inclusive: $lte !== undefined };
  return demand;
}

/** Collects what a filter demands, looking into `$and`; conditions it does not understand demand nothing. */
function demandsOf(filter: Doc, demands = new Map<string, Demand>()): Map<string, Demand> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDoc(part)) demandsOf(part, demands);
    } else if (!path.startsWith('$')) {
      demands.set(path, { ...demandOf(condition), ...demands.get(path) });
    }
  }
  return demands;
}

/** The prefixes grown by one field's possible values, in key order, each once. */
function extend(prefixes: Buffer[], points: Value[], direction: 1 | -1): Buffer[] {
  const keys = points.map((point) => encodeKey(point, direction)).sort((a, b) => Buffer.compare(a, b));
  const distinct = keys.filter((key, at) => !keys[at - 1]?.equals(key));
  return prefixes.flatMap((prefix) => distinct.map((key) => Buffer.concat([prefix, key])));
}

interface Candidate {
  scan: Scan;
  /** Paths of the filter that the ranges honour. */
  used: number;
  /** Fields held to a single value: they do not disturb an order. */
  fixed: Set<string>;
}

function along(index: Index, demands: Map<string, Demand>): Candidate {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let used = 0;
  const fixed = new Set<string>();
  for (const { path, direction } of index.fields) {
    const demand = demands.get(path);
    const { points, lower, upper } = demand ?? {};
    if (points && prefixes.length * points.length <= MAX_RANGES) {
      prefixes = extend(prefixes, points, direction);
      if (points.length === 1) fixed.add(path);
      used++;
      continue;
    }
    if (lower ?? upper) {
      const ranges = prefixes.map((prefix) => valueRange(prefix, direction, lower, upper));
      return { scan: { index, ranges }, used: used + 1, fixed };
    }
    break;
  }
  return { scan: { index, ranges: prefixes.map((prefix) => prefixRange(prefix)) }, used, fixed };
}

/** Whether an index yields the asked order, read forward or backward. */
function direction({ scan, fixed }: Candidate, order: readonly SortKey[]): 'forward' | 'reverse' | null {
  const { fields } = scan.index;
  let at = 0;
  let sense = 0;
  for (const key of order) {
    while (fields[at] && fields[at]?.path !== key.path && fixed.has(fields[at]?.path ?? '')) at++;
    const field = fields[at++];
    if (field?.path !== key.path) return null;
    if (fixed.has(field.path)) continue;
    const wanted = field.direction * key.direction;
    if (sense !== 0 && sense !== wanted) return null;
    sense = wanted;
  }
  return sense === -1 ? 'reverse' : 'forward';
}

/** Counts keys in ranges, stopping at a limit. */
export type CountRange = (index: Index, range: KeyRange, limit: number) => number;

interface Ranked {
  plan: Plan;
  cost: number;
  used: number;
}

function cost(scan: Scan, count: CountRange): number {
  let total = 0;
  for (const range of scan.ranges) {
    total += count(scan.index, range, MAX_COUNTED - total);
    if (total >= MAX_COUNTED) break;
  }
  return total;
}

/** The cheapest single index, or null when none helps. */
function best(
  demands: Map<string, Demand>,
  order: readonly SortKey[],
  wanted: number,
  indexes: readonly Index[],
  count: CountRange,
): Ranked | null {
  const candidates = indexes.flatMap((index): Ranked[] => {
    const candidate = along(index, demands);
    const { scan, used } = candidate;
    const sense = order.length > 0 ? direction(candidate, order) : null;
    if (used === 0 && sense === null) return [];
    const ordered = order.length === 0 || sense !== null;
    const plan = { scans: [scan], ordered, reverse: sense === 'reverse' };
    const keys = cost(scan, count);
    // A limit ends the reading early only if every key read is a hit.
    const early = ordered && used === demands.size ? Math.min(keys, wanted) : keys;
    return [{ plan, used, cost: early }];
  });
  candidates.sort(
    (a, b) => a.cost - b.cost || Number(b.plan.ordered) - Number(a.plan.ordered) || b.used - a.used,
  );
  return candidates[0] ?? null;
}

/** One index per branch of a top-level `$or`, or null when a branch has none. */
function union(
  filter: Doc,
  order: readonly SortKey[],
  wanted: number,
  indexes: readonly Index[],
  count: CountRange,
): Ranked | null {
  const branches = filter['$or'];
  if (!Array.isArray(branches) || branches.length === 0) return null;
  const scans: Scan[] = [];
  let total = 0;
  for (const branch of branches) {
    const ranked = isDoc(branch) ? best(demandsOf(branch), [], wanted, indexes, count) : null;
    if (!ranked) return null;
    scans.push(...ranked.plan.scans);
    total += ranked.cost;
  }
  return { plan: { scans, ordered: order.length === 0, reverse: false }, cost: total, used: 1 };
}

/**
 * Chooses how to find documents. Ranges may hold more than the filter wants, never less.
 * @param wanted - documents after which reading may stop (skip + limit)
 */
export function plan(
  filter: Doc,
  order: readonly SortKey[],
  wanted: number,
  indexes: readonly Index[],
  count: CountRange,
): Plan {
  const single = best(demandsOf(filter), order, wanted, indexes, count);
  const several = union(filter, order, wanted, indexes, count);
  const [first] = [single, several].filter((ranked) => ranked !== null).sort((a, b) => a.cost - b.cost);
  return first?.plan ?? { scans: [], ordered: order.length === 0, reverse: false };
}
