/** Hazards that came back, in words. Pure. */
import type { Routes } from '../../../../typings/api';
import type { CauseKind, RepeatCard, RepeatRoundView, RepeatView } from '../../../../typings/repeat';
import { DAY, HOUR, startOfDay, wallClock } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.repeat;

/** 「11月24日」 */
export function dayText(at: number): string {
  const { month, day } = wallClock(at);
  return fill(TEXT.insight.day, { month, date: day });
}

export interface RepeatRow {
  id: string;
  title: string;
  place: string;
  state: string;
  times: string;
  failure: string;
  /** Whose turn it is and until when, or how long it is watched. */
  line: string;
  late: boolean;
}

function lineOf({ stage, owner, dueAt }: RepeatCard, late: boolean): string {
  const day = dueAt === null ? '' : dayText(dueAt);
  const name = owner?.name ?? '';
  if (stage === 'held') return t.heldText;
  if (stage === 'withdrawn') return t.withdrawnText;
  if (stage === 'watching') return fill(t.watchedTo, { day });
  const line = fill(stage === 'asks' ? t.asksOwner : t.measuredOwner, { name, day });
  return late ? [line, t.late].join(TEXT.insight.dot) : line;
}

/** @param now - tells what is late on a list that was kept */
export function repeatRow(card: RepeatCard, now: number): RepeatRow {
  const { id, title, place, stage, times, isFailure, dueAt } = card;
  const isOpen = stage === 'asks' || stage === 'measured';
  const late = isOpen && dueAt !== null && now >= dueAt;
  return {
    ...{ id, title, place, late },
    state: t.stage[stage],
    times: times === 0 ? '' : fill(t.times, { n: times }),
    failure: isFailure && isOpen ? t.cameBackAfter : '',
    line: lineOf(card, late),
  };
}

/** One coming back, as the page tells it. */
export interface RoundRow {
  no: number;
  head: string;
  state: string;
  by: string;
  failure: string;
  /** Labels with what was said. */
  facts: { label: string; text: string }[];
  orderId: string;
}

function roundRow(round: RepeatRoundView): RoundRow {
  const { no, number, orderId, openedAt, stage, isFailure, answer, done } = round;
  const said =
    answer === null
      ? []
      : [
          { label: t.causeLabel, text: t.cause[answer.cause] },
          ...answer.whys.map((text) => ({ label: t.whyLabel, text })),
          { label: t.measureLabel, text: answer.measure },
          {
            label: t.ownerLabel,
            text: fill(t.measuredOwner, { name: answer.owner, day: dayText(answer.dueAt) }),
          },
        ];
  const inPlace =
    done === null
      ? []
      : [
          {
            label: t.doneLabel,
            text: [done.text, fill(t.doneBy, { name: done.by, day: dayText(done.at) })].join(
              TEXT.insight.dot,
            ),
          },
        ];
  return {
    ...{ no, orderId, state: t.stage[stage] },
    head: fill(t.round, { no, day: dayText(openedAt) }),
    by: fill(t.by, { number }),
    failure: isFailure ? t.cameBackAfter : '',
    facts: [...said, ...inPlace],
  };
}

export interface RepeatPage {
  row: RepeatRow;
  rounds: RoundRow[];
  may: RepeatView['may'];
  /** The newest round, and the order by which it came. */
  no: number;
  orderId: string;
}

export const repeatPage = (view: RepeatView, now: number): RepeatPage => ({
  row: repeatRow(view, now),
  rounds: view.rounds.map(roundRow),
  may: view.may,
  no: view.rounds[0]?.no ?? 1,
  orderId: view.rounds[0]?.orderId ?? '',
});

/** Most times that why is asked, and the longest line (characters), as the server takes them. */
export const MOST_WHYS = 5;
export const MAX_LINE = 100;

/** An answer while it is written. */
export interface RootDraft {
  cause: CauseKind | '';
  whys: string[];
  measure: string;
  ownerId: string;
  dueAt: number;
}

export const EMPTY_ROOT: RootDraft = { cause: '', whys: [''], measure: '', ownerId: '', dueAt: 0 };

/** The first thing that is missing, in words; null when it may go. */
export function missingIn({ cause, whys, measure, ownerId }: RootDraft): string | null {
  if (cause === '') return t.lackCause;
  if ((whys[0] ?? '').trim() === '') return t.lackWhy;
  if (measure.trim() === '') return t.lackMeasure;
  return ownerId === '' ? t.lackOwner : null;
}

/** What goes to the server; questions that were left empty do not. */
export function rootInput(
  draft: RootDraft,
  id: string,
  no: number,
): Routes['repeats.answer']['input'] | null {
  const { cause, whys, measure, ownerId, dueAt } = draft;
  if (cause === '' || missingIn(draft) !== null) return null;
  const asked = whys.map((why) => why.trim()).filter((why) => why !== '');
  return { id, no, cause, whys: asked, measure: measure.trim(), ownerId, dueAt };
}

/** In the evening of a day that many days ahead. */
const evening = (now: number, days: number): number => startOfDay(now) + days * DAY + 18 * HOUR;

/** Days to choose from until which the measure is to be in place. */
export const dueChoices = (now: number): { dueAt: number; label: string }[] => [
  { dueAt: evening(now, 7), label: t.days7 },
  { dueAt: evening(now, 14), label: t.days14 },
  { dueAt: evening(now, 30), label: t.days30 },
];
