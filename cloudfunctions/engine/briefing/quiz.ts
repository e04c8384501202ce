/** The photo quiz of a card: a picture of an order that this plant closed, and three things that may be the matter. */
import type { BriefingQuiz } from '../../../typings/briefing';
import type { Template } from '../../../typings/config';
import { shuffled } from '../draw';

/** A picture that may be shown to a whole team. */
export interface QuizPicture {
  orderId: string;
  templateId: string;
  evidenceId: string;
  sealedFileId: string;
  place: string;
  measure: string;
}

const OTHERS = 2;

/** Options that are wrong: of other categories as far as there are, since two of one category may both be seen. */
function othersOf(right: Template, templates: readonly Template[], seed: string): Template[] {
  const known = new Set([right.title]);
  const distinct = shuffled(templates, ({ id }) => id, seed).filter(({ title }) => {
    const isNew = !known.has(title);
    known.add(title);
    return isNew;
  });
  const far = distinct.filter(({ categoryId }) => categoryId !== right.categoryId);
  const near = distinct.filter(({ categoryId }) => categoryId === right.categoryId);
  return [...far, ...near].slice(0, OTHERS);
}

/**
 * Draws the quiz of a card, always the same from the same pictures.
 * @param cardId - decides what is drawn
 * @param templates - in force; a picture of another one is passed over
 * @returns null without a picture, or without enough to choose from
 */
export function quizOf(
  cardId: string,
  pictures: readonly QuizPicture[],
  templates: readonly Template[],
): BriefingQuiz | null {
  const byId = new Map(templates.map((template) => [template.id, template]));
  for (const picture of shuffled(pictures, ({ evidenceId }) => evidenceId, cardId)) {
    const right = byId.get(picture.templateId);
    if (right === undefined) continue;
    const others = othersOf(right, templates, cardId);
    if (others.length < OTHERS) return null;
    const { orderId, evidenceId, sealedFileId, place, measure } = picture;
    const options = shuffled([right, ...others], ({ id }) => id, `${cardId} options`);
    return {
      ...{ orderId, evidenceId, sealedFileId, place, measure },
      options: options.map(({ id, title }) => ({ id, title })),
      rightId: right.id,
    };
  }
  return null;
}
