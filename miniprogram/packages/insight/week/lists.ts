/** Top-3 点评 in words. Pure. */
import type { WeekTopView } from '../../../../typings/week-top';
import { isoDay } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { dayWords } from '../cockpit/words';

const t = TEXT.week;

export interface WeekArea {
  id: string;
  place: string;
  name: string;
  /** Why, and how many. */
  text: string;
  answer: string;
  answerHead: string;
  /** Until when an answer is awaited; empty where none is. */
  open: string;
  late: boolean;
  mine: boolean;
}

export interface WeekPage {
  monday: string;
  span: string;
  from: string;
  to: string;
  sentences: string[];
  commentHead: string;
  lines: string[];
  areas: WeekArea[];
  /** Whether this person is to comment. */
  comments: boolean;
}

/** A number stays with what it counts. */
const together = (words: string): string => words.replace(/(\d) | (?=\d)/g, '$1\u00a0');

export function weekPage(week: WeekTopView, now: number): WeekPage {
  const { monday, from, to, sentences, comment, areas, answerDueAt, comments } = week;
  const due = dayWords(isoDay(answerDueAt));
  const isLate = now >= answerDueAt;
  return {
    ...{ monday, from, to, comments },
    sentences: sentences.map(together),
    span: fill(t.span, { from: dayWords(from), to: dayWords(to) }),
    commentHead: comment === null ? t.comment : fill(t.commentBy, { name: comment.by }),
    lines: comment === null ? [] : comment.lines,
    areas: areas.map(({ areaId, name, n, reasons, answer, mine }, index) => ({
      ...{ id: areaId, name, mine, place: String(index + 1) },
      text:
        reasons.length === 0 ? fill(t.areaPlain, { n }) : fill(t.area, { reasons: reasons.join('，'), n }),
      answer: answer?.text ?? '',
      answerHead: answer === null ? '' : fill(t.answerBy, { name: answer.by }),
      open:
        comment === null || answer !== null ? '' : isLate ? t.answerLate : fill(t.answerNone, { day: due }),
      late: comment !== null && answer === null && isLate,
    })),
  };
}
