/** A quiz while it is answered, and what came of it, in words. Pure. */
import type { QuizPaper, QuizResult } from '../../../../typings/training-views';
import { whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.training;

/** Question id → chosen option ids. */
export type Answers = Readonly<Record<string, readonly string[]>>;

export interface QuestionCard {
  id: string;
  text: string;
  url: string;
  /** 「可以选几个」 */
  hint: string;
  options: { id: string; text: string; on: boolean }[];
}

export interface QuizPage {
  /** 「第 2 题，共 10 题」 */
  heading: string;
  segments: ('done' | 'now' | 'open')[];
  card: QuestionCard;
  isLast: boolean;
}

/** The answers after a tap on an option: of a question with one right answer it takes the place of the other. */
export function chosen(paper: QuizPaper, answers: Answers, questionId: string, optionId: string): Answers {
  const { many = false } = paper.questions.find(({ id }) => id === questionId) ?? {};
  const before = answers[questionId] ?? [];
  const toggled = before.includes(optionId) ? before.filter((id) => id !== optionId) : [...before, optionId];
  return { ...answers, [questionId]: many ? toggled : [optionId] };
}

/** @returns null when the paper has no such question */
export function quizPage({ questions }: QuizPaper, answers: Answers, at: number): QuizPage | null {
  const question = questions[at];
  if (question === undefined) return null;
  const { id, text, url, many, options } = question;
  const isAnswered = (questionId: string): boolean => (answers[questionId] ?? []).length > 0;
  return {
    heading: fill(t.question, { n: at + 1, total: questions.length }),
    segments: questions.map((one, index) => (index === at ? 'now' : isAnswered(one.id) ? 'done' : 'open')),
    card: {
      id,
      text,
      url: url ?? '',
      hint: many ? t.many : t.one,
      options: options.map((option) => ({ ...option, on: (answers[id] ?? []).includes(option.id) })),
    },
    isLast: at === questions.length - 1,
  };
}

/** The first question without an answer; null when there is none. */
export function unanswered({ questions }: QuizPaper, answers: Answers): number | null {
  const at = questions.findIndex(({ id }) => (answers[id] ?? []).length === 0);
  return at < 0 ? null : at;
}

/** A question with what was right. */
export interface GradedCard {
  id: string;
  text: string;
  isRight: boolean;
  verdict: string;
  /** Each with whether it is right, and whether it was chosen. */
  options: { id: string; text: string; right: boolean; chosen: boolean }[];
  why: string;
}

export interface ResultView {
  passed: boolean;
  word: string;
  score: string;
  /** When it may be tried again; empty once passed. */
  again: string;
  mayTry: boolean;
  /** Those that were wrong come first. */
  questions: GradedCard[];
}

export function resultOf(paper: QuizPaper, result: QuizResult, now: number): ResultView {
  const { right, of, passed, from, questions } = result;
  const graded = questions.map(({ id, isRight, correct, chosen: taken, why }): GradedCard => {
    const asked = paper.questions.find((one) => one.id === id);
    return {
      id,
      text: asked?.text ?? '',
      isRight,
      verdict: isRight ? t.isRight : t.isWrong,
      options: (asked?.options ?? [])
        .map((option) => ({
          ...option,
          right: correct.includes(option.id),
          chosen: taken.includes(option.id),
        }))
        .filter((option) => option.right || option.chosen),
      why,
    };
  });
  const isNow = from === null || from <= now;
  const again = isNow ? t.againNow : fill(t.again, { time: whenText(from, now) });
  return {
    passed,
    word: passed ? t.passed : t.failed,
    score: fill(t.score, { right, of, pass: paper.pass }),
    again: passed ? '' : again,
    mayTry: !passed && isNow,
    questions: [...graded.filter(({ isRight }) => !isRight), ...graded.filter(({ isRight }) => isRight)],
  };
}
