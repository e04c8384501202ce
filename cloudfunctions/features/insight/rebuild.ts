/** All facts and all days made anew, from every document that is there: the same numbers as change by change, however it stops. */
import type { Millis } from '../../../typings/domain';
import { collect, inBatches } from './collect';
import { makeDay } from './days';
import type { Source } from './source';
import { daysDue, factsAfter, markAllDays, removeFact } from './store';

/** Documents of one read. */
const BATCH = 200;

export interface Rebuilt {
  documents: number;
  /** Facts of documents that are there no more. */
  orphans: number;
  days: number;
}

/** Every document counted once more, whether or not it changed: for those from before anything was counted, and for new measures. */
async function recount(source: Source, now: Millis): Promise<number> {
  let done = 0;
  for (let last = '', isMore = true; isMore;) {
    const documents = await source.after(last, BATCH);
    done += await collect(source, documents, now, false);
    isMore = documents.length === BATCH;
    last = documents.at(-1)?._id ?? last;
  }
  return done;
}

/** Facts of documents that went without saying so, as by hand. */
async function removeOrphans(sources: readonly Source[]): Promise<number> {
  let removed = 0;
  for (let last = '', isMore = true; isMore;) {
    const facts = await factsAfter(last, BATCH);
    for (const { kind, known } of sources) {
      const prefix = `${kind}:`;
      const own = facts.filter(({ of, emptiedAt }) => emptiedAt === null && of.startsWith(prefix));
      if (own.length === 0) continue;
      const there = new Set(await known([...new Set(own.map(({ of }) => of.slice(prefix.length)))]));
      const orphans = own.filter(({ of }) => !there.has(of.slice(prefix.length)));
      await inBatches(orphans, async (fact) => {
        removed += await removeFact(fact);
      });
    }
    isMore = facts.length === BATCH;
    last = facts.at(-1)?._id ?? last;
  }
  return removed;
}

/** Makes the days that are marked; those that others mark or make meanwhile are as good. */
async function makeDays(now: Millis): Promise<number> {
  let made = 0;
  for (;;) {
    const due = await daysDue(0, BATCH);
    if (due.length === 0) return made;
    for (const day of due) made += Number(await makeDay(day, now));
  }
}

/** Takes as many database calls as there is to read and write; the timer may run meanwhile. */
export async function rebuild(sources: readonly Source[], now: Millis): Promise<Rebuilt> {
  let documents = 0;
  for (const source of sources) documents += await recount(source, now);
  const orphans = await removeOrphans(sources);
  await markAllDays(now);
  return { documents, orphans, days: await makeDays(now) };
}
