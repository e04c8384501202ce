/** A directive as one person sees it, and who may see it at all. */
import type { DirectiveView } from '../../../typings/api';
import type { Directive, Millis } from '../../../typings/domain';
import type { Actor } from '../people/identify';

export function directiveView(
  { _id, rev, orderId, orderNumber, text, from, to, at, dueAt, answer }: Directive,
  actor: Pick<Actor, 'id'>,
  now: Millis,
): DirectiveView {
  return {
    id: _id,
    rev,
    orderId,
    orderNumber,
    text,
    from,
    to,
    at,
    dueAt,
    overdue: answer === null && now >= dueAt,
    answer: answer === null ? null : { text: answer.text, at: answer.at, by: answer.by.name },
    mine: answer === null && to.id === actor.id,
  };
}

/** Those who issue and answer it; what stands on an order is shown there as well. */
export const isParty = ({ from, to }: Directive, { id }: Pick<Actor, 'id'>): boolean =>
  from.id === id || to.id === id;
