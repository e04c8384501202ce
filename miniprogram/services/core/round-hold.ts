/** Answers whose reports may still be taken back: each stays on the phone as long as its report does, so that task and order never disagree. Pure. */
import type { DraftState } from './draft';
import { answered, begunAt, isPending, type KeptAnswer, type NewAnswer, type Round } from './round';

/**
 * The round once a report of it was given up for good. What never left the phone is open again with what was filled in;
 * of what may have arrived the server is told that no order came, and unless the round is over the item is open again.
 * @param isOver - the server has ended the round
 */
export function givenUp(round: Round, orderId: string, isOver: boolean): Round {
  const { answers, held = [], unreported = [] } = round;
  const isIt = (one: KeptAnswer): boolean => one.orderId === orderId;
  const fresh = [...answers, ...held].find((one) => isIt(one) && one.tried !== true);
  if (fresh !== undefined) {
    const left = {
      ...round,
      answers: answers.filter((one) => one !== fresh),
      held: held.filter((one) => one !== fresh),
    };
    return { ...reopened(left, fresh), done: false };
  }
  const told = { ...round, unreported: [...new Set([...unreported, orderId])] };
  return isOver ? told : { ...told, at: null, done: false, ending: false };
}

/** Whether something of a round is not with the server: to be sent now, or held. */
export const isKept = (round: Round): boolean => isPending(round) || (round.held ?? []).length > 0;

/** The order of the last answer that may be taken back; empty when there is none. */
export const lastHeld = ({ held = [] }: Pick<Round, 'held'>): string => held[held.length - 1]?.orderId ?? '';

/** The round with an answer that is held. @param id - for the answer @param next - where to go now */
export function withheld(round: Round, answer: NewAnswer, id: string, next: string | null): Round {
  const after = answered(round, answer, id, next);
  const isIt = (one: KeptAnswer): boolean => one.itemId === answer.itemId && one.tried !== true;
  return {
    ...after,
    answers: after.answers.filter((one) => !isIt(one)),
    held: [...(round.held ?? []), ...after.answers.filter(isIt)],
  };
}

/** The item is open again, with what was filled in. */
function reopened(round: Round, { itemId, number, text = '', photos }: KeptAnswer): Round {
  const begun = { number: number === undefined ? '' : String(number), text, reason: '', photos };
  return { ...begunAt(round, itemId, begun), at: itemId, ending: false };
}

/**
 * The round as its reports stand: what was taken back is open again, and what is on its way may be sent.
 * @param stateOf - of a report; null when this phone does not know it any more, because it arrived
 * @returns the very same round when nothing changed
 */
export function settled(round: Round, stateOf: (orderId: string) => DraftState | null): Round {
  const { held = [], answers, done, ending = false } = round;
  const stateIn = ({ orderId }: KeptAnswer): DraftState | null =>
    orderId === null ? null : stateOf(orderId);
  const staying = held.filter((one) => stateIn(one) === 'held');
  if (staying.length === held.length) return round;
  const back = held.filter((one) => stateIn(one) === 'editing');
  const going = held.filter((one) => !staying.includes(one) && !back.includes(one));
  const open = back.reduce(reopened, { ...round, held: staying, answers: [...answers, ...going] });
  const isOver = staying.length === 0 && back.length === 0 && ending;
  return isOver ? { ...open, done: true, ending: false } : { ...open, done };
}
