/** Asks about 疑似重大 while the report is held; whatever is not answered in time goes without. */
import type { ScreeningAnswer } from '../../../../typings/config';
import type { Draft } from '../../../services/core/draft';
import { cardOf, nextOf, saidTo, withAnswer, type Asked } from '../../../services/core/screening';
import { drafts } from '../../../services/drafts';
import { knownPlant } from '../../../services/session';

/** Forgets what was said to the card of another template, which the person changed since. */
export function forgetOthers({ id, content }: Draft): void {
  const cardId = cardOf(knownPlant(), content.templateId)?.id;
  if (content.screening != null && content.screening.cardId !== cardId) drafts.edit(id, { screening: null });
}

/** The question to ask now; while one stands on the screen the report waits a little. Null when there is none. */
export function askNow(draft: Draft): Asked | null {
  const card = cardOf(knownPlant(), draft.content.templateId);
  if (draft.state !== 'held' || card === null) return null;
  const next = nextOf(card, saidTo(card, draft.content.screening));
  if (next === null) return null;
  const isAsked = draft.hold?.open.includes('screening') === true;
  return isAsked || drafts.ask(draft.id, 'screening') ? next : null;
}

/** Keeps an answer with the report. @returns whether it was the last one */
export function keepAnswer({ id, content }: Draft, questionId: string, answer: ScreeningAnswer): boolean {
  const card = cardOf(knownPlant(), content.templateId);
  if (card === null) return false;
  const said = withAnswer(saidTo(card, content.screening), questionId, answer);
  const isLast = nextOf(card, said) === null;
  drafts.edit(id, { screening: said });
  drafts.answer(id, 'screening', !isLast);
  return isLast;
}
