/** What is told of a directive, and to whom; each once. */
import type { Directive, Millis, PersonRef } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { whenText } from '../../../miniprogram/shared/time';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';

/** `directive`: a new one; `directiveDue` to who is to answer; `directiveLate` and `directiveAnswered` to its author. */
export type DirectiveNotice = 'directive' | 'directiveDue' | 'directiveLate' | 'directiveAnswered';

const READER: Record<DirectiveNotice, (directive: Directive) => PersonRef> = {
  directive: ({ to }) => to,
  directiveDue: ({ to }) => to,
  directiveLate: ({ from }) => from,
  directiveAnswered: ({ from }) => from,
};

/**
 * Tells of a directive, as of an order: it rings where it may, and lies in the inbox in any case. Told again it is one
 * message. Nothing happens when the configuration in force has no such notice.
 */
export async function tellOf(
  directive: Directive,
  notice: DirectiveNotice,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { notices } = inForce;
  if (!notices.notices.some(({ id }) => id === notice)) return;
  const { _id, orderId, orderNumber, text, from, to, dueAt, answer } = directive;
  const reader = READER[notice](directive);
  const said =
    notice === 'directiveAnswered' ? { from: to.name, text: answer?.text ?? '' } : { from: from.name, text };
  await deliver({
    order: orderId === null || orderNumber === null ? null : { _id: orderId, number: orderNumber },
    key: `directive-${_id}-${notice}`,
    effect: {
      kind: 'notice',
      notice,
      to: reader,
      urgency: 'medium',
      facts: {
        number: orderNumber ?? WORDS.directive,
        title: orderNumber === null ? WORDS.directiveAlone : WORDS.directive,
        ...said,
        owner: to.name,
        due: whenText(dueAt, now),
        dueAt,
      },
    },
    addressee: addresseeOf(inForce, reader.id),
    isGrave: false,
    hours: hoursOf(inForce),
    notices,
    now,
    again: notice === 'directiveDue' || notice === 'directiveLate',
  });
}
