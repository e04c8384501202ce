/** Finding documents: the plan's candidates, matched, sorted and cut. */
import { distanceOf, nearIn } from './geo';
import { compileFilter } from './match';
import type { Plan } from './planner';
import { plan } from './planner';
import type { Collection, Store, Stored } from './store';
import type { Doc, SortKey } from './values';
import { sortDocs } from './values';

/** What is looked for; `limit` Infinity for all. */
export interface FindRequest {
  filter: Doc;
  order: readonly SortKey[];
  skip: number;
  limit: number;
}

/** What was found, and how many documents were looked at for it. */
export interface Found<D> {
  found: D[];
  examined: number;
}

/** Sorts what matched: by the asked order, else by distance when the filter asks for what is near. */
export function arrange<D extends { doc: Doc }>(
  matched: D[],
  { filter, order, skip, limit }: FindRequest,
): D[] {
  const near = nearIn(filter);
  let arranged = matched;
  if (near) {
    const measured = matched.flatMap((one) => {
      const distance = distanceOf(one.doc, near);
      return distance === null ? [] : [{ one, distance }];
    });
    arranged = measured.sort((a, b) => a.distance - b.distance).map(({ one }) => one);
  }
  if (order.length > 0) {
    const byDoc = new Map(arranged.map((one) => [one.doc, one]));
    arranged = sortDocs([...byDoc.keys()], order).flatMap((doc) => byDoc.get(doc) ?? []);
  }
  return arranged.slice(skip, skip + limit);
}

function* candidates(store: Store, collection: Collection, { scans, reverse }: Plan): Generator<Stored> {
  if (scans.length === 0) yield* store.scan(collection);
  for (const { index, ranges } of scans) {
    for (const range of reverse ? [...ranges].reverse() : ranges) yield* store.range(index, range, reverse);
  }
}

/**
 * Finds committed documents.
 * @throws CloudError for a filter the database refuses
 */
export function find(store: Store, collection: Collection, request: FindRequest): Found<Stored> {
  const { filter, order, skip, limit } = request;
  const matches = compileFilter(filter);
  const near = nearIn(filter) !== null;
  const chosen = plan(filter, order, skip + limit, collection.indexes, (...range) =>
    store.countRange(...range),
  );
  const streaming = chosen.ordered && !near;
  const found: Stored[] = [];
  const seen = new Set<number>();
  let examined = 0;
  for (const stored of candidates(store, collection, chosen)) {
    examined++;
    if (chosen.scans.length > 1) {
      if (seen.has(stored.seq)) continue;
      seen.add(stored.seq);
    }
    if (!matches(stored.doc)) continue;
    found.push(stored);
    if (streaming && found.length >= skip + limit) break;
  }
  if (streaming) return { found: found.slice(skip, skip + limit), examined };
  return { found: arrange(found, request), examined };
}
