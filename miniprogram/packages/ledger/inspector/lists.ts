/** What an inspector is shown, in words. Pure. */
import type { Shown } from '../../../../typings/ledger';
import { whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { jobRow, type JobRow } from '../lists';

const t = TEXT.ledger;

export interface InspectorPage {
  plant: string;
  span: string;
  at: string;
  rate: string;
  rateSaid: string;
  facts: { key: string; name: string; value: string }[];
  months: { key: string; name: string; found: string; closed: string }[];
  papers: JobRow[];
  missing: string;
}

const PERCENT = 100;

/** How much of what was found is mended; not said while more is open than is counted yet. */
function rateOf(found: number, open: number): Pick<InspectorPage, 'rate' | 'rateSaid'> {
  if (open > found) return { rate: t.none, rateSaid: t.rateCounting };
  if (found === 0) return { rate: t.none, rateSaid: t.rateNone };
  const closed = found - open;
  // Rounded down: a single one that is open is not hidden by it.
  const n = Math.floor((closed * PERCENT) / found);
  return { rate: fill(t.percent, { n }), rateSaid: fill(t.rateOf, { found, closed }) };
}

/** @param now - the server's time (ms) */
export function inspectorPage(shown: Shown, now: number): InspectorPage {
  const { plant, from, to, at, counts, months, open, overdue, openMajors, papers, missing } = shown;
  const fact = (key: keyof typeof t.facts, value: string) => ({ key, name: t.facts[key], value });
  const count = (n: number): string => fill(t.count, { n });
  return {
    plant,
    span: fill(t.span, { from, to }),
    at: fill(t.shownAt, { at: whenText(at, now) }),
    ...rateOf(counts.found, open),
    facts: [
      fact('open', count(open)),
      fact('overdue', count(overdue)),
      fact('majors', fill(t.majors, { n: Math.max(counts.majors, openMajors), open: openMajors })),
      fact('rounds', fill(t.ofAll, { done: counts.roundsDone, due: counts.roundsDue })),
      fact('trainings', fill(t.times, { n: counts.trainings })),
      fact('meetings', fill(t.meetings, { n: counts.meetings })),
      fact('permits', fill(t.permits, { n: counts.permits, closed: counts.permitsClosed })),
    ],
    months: months.map(({ month, found, closed: ended }) => ({
      ...{ key: month, name: fill(t.monthName, { month: Number(month.slice(5)) }) },
      ...{ found: count(found), closed: count(ended) },
    })),
    papers: papers.map((job) => jobRow(job, now)),
    missing: missing.length === 0 ? '' : fill(t.shownMissing, { count: missing.length }),
  };
}
