/** An answer to the photo quiz: counted once and told to nobody, and then it is told what was done. */
import type { BriefingView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { actsOf } from '../../engine/briefing';
import type { Actor } from '../people/identify';
import { maySee } from './rights';
import { getBriefing, writeAnswer } from './store';
import { answerKey, briefingView } from './view';

/**
 * Two database calls. The first answer of a person counts.
 * @throws AppError BRIEFING_UNKNOWN; BRIEFING_OVER outside its time or without a quiz; BAD_REQUEST for another option
 */
export async function answer(
  actor: Actor,
  { id, optionId }: { id: string; optionId: string },
  now: Millis,
): Promise<BriefingView> {
  const briefing = await getBriefing(id);
  if (briefing === null || !maySee(briefing, actor)) throw new AppError('BRIEFING_UNKNOWN');
  const key = answerKey(briefing, actor);
  const { answers, card } = briefing;
  if (answers.by[key]) return briefingView(briefing, actor, now);
  const { quiz } = card;
  if (quiz === null || !actsOf(briefing, actor, false, now).includes('answer'))
    throw new AppError('BRIEFING_OVER');
  if (!quiz.options.some((option) => option.id === optionId))
    throw new AppError('BAD_REQUEST', {}, { optionId: '请从给出的几项里选' });
  const isRight = optionId === quiz.rightId;
  const isCounted = await writeAnswer(id, key, isRight);
  const answered = {
    by: { ...answers.by, [key]: true as const },
    answered: answers.answered + Number(isCounted),
    right: answers.right + Number(isCounted && isRight),
  };
  return briefingView({ ...briefing, answers: answered }, actor, now);
}
