/** The questions about 疑似重大 after a report: which one is next, and what was said so far. Pure; it decides nothing. */
import type { ReportInput } from '../../../typings/api';
import type { ScreeningAnswer, ScreeningCard } from '../../../typings/config';
import { fill, TEXT } from '../../shared/text';
import type { Plant } from './places';

const t = TEXT.screening;

/** What was said to a card so far. */
export type Said = NonNullable<ReportInput['screening']>;

/** A question as the page asks it. */
export interface Asked {
  cardId: string;
  questionId: string;
  text: string;
  /** 「再问 3 句，第 2 句」 */
  no: string;
}

/** The card that asks after a template; null when none does, or the phone does not know. */
export function cardOf(plant: Plant | null, templateId: string | null): ScreeningCard | null {
  if (templateId === null) return null;
  return plant?.screening?.find(({ templateIds }) => templateIds.includes(templateId)) ?? null;
}

/** What was said to this card; what was said to another one, before the template was changed, does not count. */
export const saidTo = (card: ScreeningCard, said: Said | null | undefined): Said =>
  said?.cardId === card.id ? said : { cardId: card.id, answers: {} };

/** The first question that was not answered; null when none is left, or no answer could matter any more. */
export function nextOf(card: ScreeningCard, { answers }: Said): Asked | null {
  const isSettled =
    card.raisedBy === 'all' &&
    card.questions.some(({ id, raises }) => {
      const answer = answers[id];
      return answer !== undefined && !raises.includes(answer);
    });
  const index = card.questions.findIndex(({ id }) => answers[id] === undefined);
  const question = card.questions[index];
  if (isSettled || question === undefined) return null;
  const total = card.questions.length;
  const no = total === 1 ? t.one : fill(t.no, { no: index + 1, total });
  return { cardId: card.id, questionId: question.id, text: question.text, no };
}

/** What was said with one answer more. */
export const withAnswer = (said: Said, questionId: string, answer: ScreeningAnswer): Said => ({
  ...said,
  answers: { ...said.answers, [questionId]: answer },
});
