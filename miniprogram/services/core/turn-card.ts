/** The card on top of an order: whose turn it is, how much time is left, and in which tint. Pure. */
import type { OrderView } from '../../../typings/api';
import { fill, TEXT } from '../../shared/text';
import { dueSentence, parts, toneOf, turnTitle, twoLines, usedShare, type Part } from './turn';

const t = TEXT.order;

/** The work whose time is drawn as a bar; a look at what was done needs none. */
const DRAWN: readonly string[] = ['awaitingResponse', 'transferred', 'rectifying'];

/** What the card shows. */
export interface TurnCard {
  /** `wait`, `fix`, `verify`, `closed`, `late`; `plain` without a hue. */
  tone: string;
  heading: string;
  /** 还剩, 超 */
  word: string;
  time: Part[];
  beside: string;
  /** How much of the step’s time is used, 0–100; −1 draws no bar. */
  share: number;
}

function endOf({ state, sentence }: OrderView): TurnCard {
  const { turn, left } = twoLines(sentence);
  return { tone: 'closed', heading: turn || state.label, word: '', time: [], beside: left, share: -1 };
}

/** @param me - the id of the person who reads; @param at - the server's time (ms) */
export function turnCard(order: OrderView, me: string, at: number): TurnCard {
  const { next, state } = order;
  if (next === null) return endOf(order);
  const { owner, since, dueAt, escalatedTo } = next;
  const heading = turnTitle(state.id, owner.name, owner.id === me);
  const time = parts(dueAt - at);
  if (at >= dueAt) {
    const beside = escalatedTo === null ? '' : fill(t.raisedTo, { name: escalatedTo.name });
    return { tone: 'late', heading, word: t.over, time, beside, share: -1 };
  }
  return {
    tone: toneOf(state.id),
    heading,
    word: t.left,
    time,
    beside: dueSentence(state.id, dueAt, at),
    share: DRAWN.includes(state.id) ? usedShare(since, dueAt, at) : -1,
  };
}
