/** How inspections, trainings, meetings and tickets of the running month went, in words. Pure. */
import type { InspectionCounts, InspectionMonth, RoundCounts, RoundKind } from '../../../../typings/insight';
import { fill, TEXT } from '../../../shared/text';
import type { CoverageBlock } from './lists';

const t = TEXT.inspection;

type Line = CoverageBlock['lines'][number];

const sumOf = <K extends string>(all: readonly Record<K, number>[], key: K): number =>
  all.reduce((sum, one) => sum + one[key], 0);

/** What was found, and how many orders came of it or were there; nothing when all was in order. */
const foundIn = ({ findings, made, joined }: RoundCounts): string[] =>
  findings === 0 ? [] : [fill(t.monthFound, { findings, made, joined })];

function roundLine(kind: RoundKind, rounds: RoundCounts): Line[] {
  const { due, done, late, missed, explained, handedOver: handed } = rounds;
  if (due + done === 0) return [];
  const went =
    kind === 'beforeUse'
      ? fill(t.useCount, { count: done })
      : fill(t.counts, { due, done, late, missed, explained, handed });
  return [{ key: kind, title: t[kind], text: [went, ...foundIn(rounds)].join('。') }];
}

/** A line of what there was any of. */
const line = (key: string, title: string, words: string, numbers: Record<string, number>): Line[] =>
  Object.values(numbers).every((number) => number === 0) ? [] : [{ key, title, text: fill(words, numbers) }];

function linesOf({ rounds, trainings, meetings, permits }: InspectionCounts): Line[] {
  const levels = Object.values(trainings);
  const tickets = Object.values(permits);
  const { due, held, missed } = meetings;
  return [
    ...roundLine('spotCheck', rounds.spotCheck),
    ...roundLine('patrol', rounds.patrol),
    ...roundLine('beforeUse', rounds.beforeUse),
    ...line('training', t.monthTraining, t.monthTrainings, {
      passed: sumOf(levels, 'passed'),
      overdue: sumOf(levels, 'overdue'),
    }),
    ...line('meeting', t.monthMeeting, t.monthMeetings, { due, held, missed }),
    ...line('permit', t.monthPermit, t.monthPermits, {
      asked: sumOf(tickets, 'asked'),
      approved: sumOf(tickets, 'approved'),
      closed: sumOf(tickets, 'closed'),
    }),
  ];
}

/** 「本月」 as one card: what there was any of, for whom it is told, and what is still being counted. */
export function monthBlock({ month, totals, missing }: InspectionMonth): CoverageBlock {
  const lines = linesOf(totals);
  const hints = [
    // Certificates are told to whoever oversees the whole plant alone.
    ...(totals.certificates === null ? [t.monthOwn] : []),
    ...(lines.length === 0 ? [t.monthNone] : []),
    ...(missing.length === 0 ? [] : [fill(t.monthMissing, { count: missing.length })]),
  ];
  return { heading: fill(t.month, { month: Number(month.split('-')[1]) }), hint: hints.join('。'), lines };
}
