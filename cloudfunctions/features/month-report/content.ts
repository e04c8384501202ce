/** What a report of a month tells, read from its days: as many calls and documents, however much happened. */
import type { Millis } from '../../../typings/domain';
import type { ReportContent, ReportDecision, ReportRepeat } from '../../../typings/month-report';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { dayAfter, lengthOf } from '../../engine/insight';
import { forecastsOf, gapsOf, sentencesOf, wholeWeeks, withoutNames } from '../../engine/month-report';
import { stageOf } from '../../engine/repeat';
import { issuedIn } from '../directives/issued';
import { overviewOf } from '../insight/overview';
import { WHOLE_PLANT } from '../insight/scope';
import { countedDays } from '../insight/month';
import type { Plant } from '../plant/current';
import { cameBackIn } from '../repeats/came-back';

/** Decisions of a month that are told; a plant with more has them in its ledger. */
const DECISIONS = 50;

/** Hazards that came back in a month of which is told; a plant with more has them on its list. */
const REPEATS = 30;

/** The first and the last day of a month. @param month - `yyyy-mm` */
export function daysOfMonth(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  const next = dayAfter(from, 31).slice(0, 'yyyy-mm'.length);
  return { from, to: dayAfter(`${next}-01`, -1) };
}

/** The month before the one that holds an instant. */
export const monthBefore = (now: Millis): string =>
  isoDay(Date.parse(`${isoDay(now).slice(0, 'yyyy-mm'.length)}-01T00:00:00+08:00`) - DAY).slice(
    0,
    'yyyy-mm'.length,
  );

async function decisionsOf(
  { from, to }: { from: string; to: string },
  { people }: Plant,
  now: Millis,
): Promise<ReportDecision[]> {
  const start = Date.parse(`${from}T00:00:00+08:00`);
  const end = Date.parse(`${to}T00:00:00+08:00`) + DAY;
  const names = people.map(({ name }) => name);
  const found = await issuedIn(start, end, DECISIONS);
  return found.map(({ text, at, dueAt, answer }) => ({
    ...{ at, dueAt, text: withoutNames(text, names) },
    answer: answer === null ? null : withoutNames(answer.text, names),
    late: (answer?.at ?? now) > dueAt,
  }));
}

/** What came back in a month, as it stands now. */
async function repeatsOf(
  { from, to }: { from: string; to: string },
  { people }: Plant,
  now: Millis,
): Promise<ReportRepeat[]> {
  const start = Date.parse(`${from}T00:00:00+08:00`);
  const end = Date.parse(`${to}T00:00:00+08:00`) + DAY;
  const names = people.map(({ name }) => name);
  const said = (words: string | undefined): string | null =>
    words === undefined ? null : withoutNames(words, names);
  const rounds = await cameBackIn(start, end, REPEATS);
  return rounds.map(({ title, place, round }) => ({
    ...{ title, place, stage: stageOf(round, now), isFailure: round.isFailure },
    cause: round.answer?.cause ?? null,
    root: said(round.answer?.whys.at(-1)),
    measure: said(round.answer?.measure),
  }));
}

/** Eight database calls. @param month - `yyyy-mm`, one that is over */
export async function contentOf(month: string, inForce: Plant, now: Millis): Promise<ReportContent> {
  const span = daysOfMonth(month);
  const [first = span.from] = wholeWeeks(span.to);
  const [overview, days, decisions, repeats] = await Promise.all([
    overviewOf({ period: 'month', of: span.to }, WHOLE_PLANT, inForce, now),
    countedDays(first, span.to),
    decisionsOf(span, inForce, now),
    repeatsOf(span, inForce, now),
  ]);
  const counted = days.filter(({ _id, cells }) => _id >= span.from && cells.length > 0).length;
  const isYearKnown = overview.kpis.some(({ id, previous }) => id === 'repeats' && previous !== null);
  const categories = inForce.templates.categories.map(({ id }) => id);
  return {
    ...{ month, overview, decisions, repeats, sentences: sentencesOf(overview) },
    forecasts: forecastsOf(days, span.to, categories),
    gaps: gapsOf(overview, lengthOf(span) - counted, isYearKnown),
  };
}
