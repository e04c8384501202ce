/** 督办指令: management asks one person for one thing by one date. */
import type { DirectiveView, Routes } from '../../../typings/api';
import type { Directive, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { tellOf } from './notices';
import { directives } from './store';
import { directiveView } from './view';

type Input = Routes['directives.issue']['input'];

/** Nobody is asked for something by a date farther away than this. */
const FARTHEST = 366 * DAY;

/** Notes on an order, if this person may see it, that there are directives about it; answers its number. */
export type Direct = (actor: Actor, orderId: string, now: Millis) => Promise<string>;

/** @throws AppError REPLAY_REFUSED for somebody else's directive, REPLAY_MISMATCH for another one under the same id */
function replayOf(issued: Directive, actor: Actor, inputHash: string): Directive {
  if (issued.from.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (issued.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return issued;
}

/**
 * Issues a directive, on an order or alone; who is to answer finds it in their inbox. At most four database calls and those of the message.
 * @param requestId - becomes the directive's id
 * @param direct - throws NOT_FOUND for an order that is not theirs to see
 * @throws AppError NOT_FOUND; PERSON_UNKNOWN; BAD_REQUEST for oneself, or a date that is no date to come; REPLAY_…
 */
export async function issue(
  actor: Actor,
  input: Input,
  requestId: string,
  now: Millis,
  direct: Direct,
): Promise<DirectiveView> {
  const { orderId, dueAt } = input;
  const inputHash = keyed('input', canonical(input));
  const inForce = await plant(now);
  const known = await directives.get(requestId);
  if (known !== null) return directiveView(replayOf(known, actor, inputHash), actor, now);
  const to = inForce.personById.get(input.to);
  if (to?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  if (to.id === actor.id) throw new AppError('BAD_REQUEST', {}, { to: '请选别人来办' });
  if (dueAt <= now || dueAt > now + FARTHEST) {
    throw new AppError('BAD_REQUEST', {}, { dueAt: '请选一个今天以后、一年以内的时间' });
  }
  const directive: Directive = {
    _id: requestId,
    schema: 1,
    rev: 1,
    orderId,
    orderNumber: orderId === null ? null : await direct(actor, orderId, now),
    text: input.text.trim(),
    from: { id: actor.id, name: actor.name },
    to: { id: to.id, name: to.name },
    at: now,
    dueAt,
    remindAt: dueAt,
    answer: null,
    requestId,
    inputHash,
  };
  if ((await directives.add(directive)) === 'exists') {
    const first = await directives.get(requestId);
    if (first === null) throw new Error('a directive vanished');
    return directiveView(replayOf(first, actor, inputHash), actor, now);
  }
  await tellOf(directive, 'directive', inForce, now);
  return directiveView(directive, actor, now);
}
