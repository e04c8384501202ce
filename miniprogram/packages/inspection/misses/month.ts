/** How inspections, trainings, meetings and tickets of the running month went, in words. Pure. */
import type { InspectionCounts, InspectionMonth, RoundCounts, RoundKind } from '../../../../typings/insight';
import { fill, TEXT } from '../../../shared/text';
import type { CoverageBlock } from './lists';

const t = TEXT.inspection;

type Line = CoverageBlock['lines'][number];

const sumOf = <K extends string>(all: readonly Record<K, number>[], key: K): number =>
  all.reduce((sum, one) => sum + one[key], 0);

type Part = keyof typeof t.monthParts;

/** What there was any of, in the order given. */
const parts = (counts: Partial<Record<Part, number>>): string =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([part, n]) => fill(t.monthParts[part as Part], { n }))
    .join('，');

/** A line of what there was any of. */
function line(key: string, title: string, ...sentences: string[]): Line[] {
  const said = sentences.filter((sentence) => sentence !== '');
  return said.length === 0 ? [] : [{ key, title, text: said.join('。') }];
}

function roundLine(kind: RoundKind, rounds: RoundCounts): Line[] {
  const { due, done, late, missed, explained, handedOver, findings, made, joined } = rounds;
  const went =
    kind !== 'beforeUse'
      ? parts({ due, done, missed, late, explained, handedOver })
      : done === 0
        ? ''
        : fill(t.useCount, { count: done });
  return line(kind, t[kind], went, parts({ findings, made, joined }));
}

function linesOf({ rounds, trainings, meetings, permits }: InspectionCounts): Line[] {
  const levels = Object.values(trainings);
  const tickets = Object.values(permits);
  return [
    ...roundLine('spotCheck', rounds.spotCheck),
    ...roundLine('patrol', rounds.patrol),
    ...roundLine('beforeUse', rounds.beforeUse),
    ...line(
      'training',
      t.monthTraining,
      parts({ passed: sumOf(levels, 'passed'), overdue: sumOf(levels, 'overdue') }),
    ),
    ...line(
      'meeting',
      t.monthMeeting,
      parts({ meetings: meetings.due, held: meetings.held, missed: meetings.missed }),
    ),
    ...line(
      'permit',
      t.monthPermit,
      parts({
        asked: sumOf(tickets, 'asked'),
        approved: sumOf(tickets, 'approved'),
        closed: sumOf(tickets, 'closed'),
      }),
    ),
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
