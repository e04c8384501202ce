/** Answering a directive: once, by the one it was given to. */
import type { DirectiveView, Routes } from '../../../typings/api';
import type { Directive, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { tellOf } from './notices';
import { directives } from './store';
import { directiveView, isParty } from './view';

/** The answer that stands: the same words again are no failure. @throws AppError DIRECTIVE_ANSWERED for others */
function standing(directive: Directive, text: string, actor: Actor): Directive {
  const { answer } = directive;
  if (answer === null) throw new AppError('BUSY');
  if (answer.by.id !== actor.id || answer.text !== text) {
    throw new AppError('DIRECTIVE_ANSWERED', { name: answer.by.name });
  }
  return directive;
}

/**
 * Answers a directive; its author finds the answer in their inbox. Three database calls.
 * @throws AppError NOT_FOUND for one that is not theirs to see; NOT_FOR_YOU when somebody else is asked;
 * DIRECTIVE_ANSWERED
 */
export async function answer(
  actor: Actor,
  { id, rev, text: given }: Routes['directives.answer']['input'],
  now: Millis,
): Promise<DirectiveView> {
  const text = given.trim();
  const known = await directives.get(id);
  if (known === null || !isParty(known, actor)) throw new AppError('NOT_FOUND');
  if (known.to.id !== actor.id) throw new AppError('NOT_FOR_YOU', { who: known.to.name });
  if (known.answer !== null) return directiveView(standing(known, text, actor), actor, now);
  const said = { text, at: now, by: { id: actor.id, name: actor.name } };
  if (!(await directives.answer(id, rev, said))) {
    const fresh = await directives.get(id);
    if (fresh === null) throw new AppError('NOT_FOUND');
    return directiveView(standing(fresh, text, actor), actor, now);
  }
  const answered: Directive = { ...known, answer: said, rev: rev + 1, remindAt: null };
  await tellOf(answered, 'directiveAnswered', await plant(now), now);
  return directiveView(answered, actor, now);
}
