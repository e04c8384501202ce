/** Lists what does not fit together in the screening cards. */
import type { Screening, Templates } from '../../../../typings/config';
import { repeated } from './repeated';

/**
 * Lists the holes of the cards: a template that is not there, one that two cards ask about, or something named twice.
 * @param screening - the cards to prove
 * @param templates - what can be reported
 */
export function screeningHoles({ cards }: Screening, { templates }: Pick<Templates, 'templates'>): string[] {
  const titleOf = new Map(templates.map(({ id, title }) => [id, title]));
  return [
    ...repeated(cards.map(({ id }) => id)).map((id) => `有两张卡片的编号都是 ${id}`),
    ...repeated(cards.map(({ title }) => title)).map((title) => `有两张卡片都叫“${title}”`),
    ...repeated(cards.flatMap(({ templateIds }) => templateIds)).map(
      (id) => `模板“${titleOf.get(id) ?? id}”有两张卡片来问`,
    ),
    ...cards.flatMap(({ title, templateIds }) =>
      templateIds.filter((id) => !titleOf.has(id)).map((id) => `卡片“${title}”的模板 ${id} 不存在`),
    ),
    ...cards.flatMap(({ title, questions }) =>
      repeated(questions.map(({ id }) => id)).map((id) => `卡片“${title}”有两个问题的编号都是 ${id}`),
    ),
  ];
}
