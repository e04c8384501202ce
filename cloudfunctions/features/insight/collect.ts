/** From documents that changed to facts, and to the days that are made anew because of them; however often, and whoever else does. */
import type { Millis } from '../../../typings/domain';
import type { Counts, Fact } from '../../../typings/insight';
import { attempt } from '../../platform/look';
import type { Countable, Source } from './source';
import { dayOf, factId, factsOf, markDay, writeFact } from './store';

/** Names a failure in the log. */
const EVENT = 'insight.collect';

/** Writes at a time. */
const AT_ONCE = 20;

const NOTHING: Counts = { cells: [], names: {} };

/** Does something with each, some at a time. */
export async function inBatches<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE)
    await Promise.all(all.slice(start, start + AT_ONCE).map(work));
}

interface Work {
  document: Countable;
  of: string;
  /** Days to which it added something before, or was about to. */
  before: ReadonlyMap<string, Fact>;
}

/** @returns the days that it touches, old and new */
async function writeFacts({ document, of, before }: Work, now: Millis): Promise<string[]> {
  const counts = document.counts();
  const touched = [...new Set([...before.keys(), ...Object.keys(counts)])].sort();
  for (const day of touched) {
    const found = counts[day];
    const known = before.get(day);
    const emptiedAt = found === undefined ? (known?.emptiedAt ?? now) : null;
    const fact = { _id: factId(day, of), of, rev: document.rev, emptiedAt, ...(found ?? NOTHING) };
    await writeFact(fact, known !== undefined);
  }
  return touched;
}

/**
 * A run that was slow may have written facts that a faster one, which already counted the newer document, never saw. The
 * document is counted once more, or its facts are emptied where it is gone.
 */
async function makeGood(source: Source, documents: readonly Countable[], now: Millis): Promise<void> {
  const left: Countable[] = [];
  await inBatches(documents, async (document) => {
    if (!(await source.again(document._id, document.rev))) left.push(document);
  });
  if (left.length === 0) return;
  const known = new Set(await source.known(left.map(({ _id }) => _id)));
  const gone = left.filter(({ _id }) => !known.has(_id));
  const days = new Set<string>();
  await inBatches(gone, async (document) => {
    const of = `${source.kind}:${document._id}`;
    for (const day of Object.keys(document.counts())) {
      await writeFact({ _id: factId(day, of), of, rev: document.rev, emptiedAt: now, ...NOTHING }, true);
      days.add(day);
    }
  });
  await inBatches([...days].sort(), (day) => markDay(day, now));
}

/**
 * Counts documents. Their facts are written first, then the days are marked, then the documents are noted as counted: a run
 * that ends anywhere in between is made good by the next, which finds the same documents and the same days. What was made
 * of an older document never takes the place of what was made of a newer one.
 * @param isNoted - whether they are noted as counted; not for those that are counted in any case
 * @returns how many were counted
 */
export async function collect(
  source: Source,
  documents: readonly Countable[],
  now: Millis,
  isNoted = true,
): Promise<number> {
  const ofId = (id: string): string => `${source.kind}:${id}`;
  const before = new Map<string, Map<string, Fact>>();
  for (const fact of await factsOf(documents.map(({ _id }) => ofId(_id)))) {
    const known = before.get(fact.of) ?? new Map<string, Fact>();
    before.set(fact.of, known.set(dayOf(fact._id), fact));
  }
  const days = new Set<string>();
  const written: Countable[] = [];
  await inBatches(documents, async (document) => {
    const of = ofId(document._id);
    await attempt(EVENT, { of }, async () => {
      const touched = await writeFacts({ document, of, before: before.get(of) ?? new Map() }, now);
      for (const day of touched) days.add(day);
      await document.follow(now);
      written.push(document);
      return true;
    });
  });
  await inBatches([...days].sort(), (day) => markDay(day, now));
  if (isNoted) {
    const outrun: Countable[] = [];
    await inBatches(written, async (document) => {
      const { _id, rev, isGone } = document;
      if (!(await (isGone ? source.forget(_id, rev) : source.counted(_id, rev)))) outrun.push(document);
    });
    await makeGood(source, outrun, now);
  } else {
    await inBatches(written, async ({ _id, rev }) => {
      await source.again(_id, rev);
    });
  }
  return written.length;
}
