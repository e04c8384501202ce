/** What is told of a directive, and to whom; each once. */
import type { Directive, Millis, PersonRef } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { whenText } from '../../../miniprogram/shared/time';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

/** `directive`: a new one; `directiveDue` to who is to answer; `directiveLate` and `directiveAnswered` to its author. */
export type DirectiveNotice = 'directive' | 'directiveDue' | 'directiveLate' | 'directiveAnswered';

const READER: Record<DirectiveNotice, (directive: Directive) => PersonRef> = {
  directive: ({ to }) => to,
  directiveDue: ({ to }) => to,
  directiveLate: ({ from }) => from,
  directiveAnswered: ({ from }) => from,
};

/** Tells of a directive. Told again it is one message. */
export async function tellOf(
  directive: Directive,
  notice: DirectiveNotice,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { _id, orderId, orderNumber, text, from, to, dueAt, answer } = directive;
  const said =
    notice === 'directiveAnswered' ? { from: to.name, text: answer?.text ?? '' } : { from: from.name, text };
  const facts = {
    number: orderNumber ?? WORDS.directive,
    title: orderNumber === null ? WORDS.directiveAlone : WORDS.directive,
    ...said,
    owner: to.name,
    due: whenText(dueAt, now),
    dueAt,
  };
  const order = orderId === null || orderNumber === null ? null : { _id: orderId, number: orderNumber };
  const again = notice === 'directiveDue' || notice === 'directiveLate';
  const told = {
    key: `directive-${_id}-${notice}`,
    notice,
    to: READER[notice](directive),
    facts,
    order,
    again,
  };
  await notify(told, inForce, now);
}
