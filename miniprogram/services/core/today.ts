/** 主管今日: what waits for a supervisor, by time left, with the small stuff together. Pure. */
import type { GrantedAction, OrderCard } from '../../../typings/api';
import { HOUR, durationText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { placeText } from './order';

const t = TEXT.supervisor;

/** The ids of the actions that answer several orders together. */
const RESPOND = 'respond';
const ASSIGN = 'assign';

/** Orders of one state. */
export interface Count {
  stateId: string;
  label: string;
  ring: number;
  tone: string;
  n: number;
}

const STATES = [
  { stateId: 'awaitingResponse', label: t.awaitingResponse, ring: 2, tone: 'wait' },
  { stateId: 'rectifying', label: t.rectifying, ring: 3, tone: 'fix' },
  { stateId: 'awaitingVerification', label: t.awaitingVerification, ring: 4, tone: 'verify' },
] as const;

/** A card with its one button. */
export interface TodayRow {
  id: string;
  thumb: string | null;
  title: string;
  place: string;
  left: string;
  overdue: boolean;
  /** The button's id and word; without an action of one's own it leads to the order. */
  act: string;
  button: string;
}

export interface Today {
  counts: Count[];
  rows: TodayRow[];
  /** Low urgency that waits for a response: answered together. */
  low: OrderCard[];
}

/** Each order once. */
const together = (lists: readonly (readonly OrderCard[])[]): OrderCard[] => [
  ...new Map(lists.flat().map((order) => [order.id, order])).values(),
];

const leftOf = ({ next }: OrderCard, now: number): string => {
  if (next === null) return '';
  const time = durationText(Math.abs(next.dueAt - now));
  return fill(now >= next.dueAt ? t.overdue : t.left, { time });
};

/** Whether an order may be answered together with others: small, and without a need to look closer. */
const isSmall = ({ urgency, suspectedMajor, state, action }: OrderCard): boolean =>
  urgency === 'low' && !suspectedMajor && state.id === 'awaitingResponse' && action?.id === RESPOND;

/**
 * @param waiting - open orders whose turn it is with this person
 * @param area - open orders of what they oversee
 */
export function todayOf(waiting: readonly OrderCard[], area: readonly OrderCard[], now: number): Today {
  const all = together([waiting, area]);
  const mine = [...waiting].sort((a, b) => (a.next?.dueAt ?? 0) - (b.next?.dueAt ?? 0));
  return {
    counts: STATES.map((state) => ({
      ...state,
      n: all.filter((order) => order.state.id === state.stateId).length,
    })),
    rows: mine
      .filter((order) => !isSmall(order))
      .map((order) => ({
        id: order.id,
        thumb: order.thumb,
        title: order.title,
        place: placeText(order.place),
        left: leftOf(order, now),
        overdue: order.next !== null && now >= order.next.dueAt,
        act: order.action?.id ?? '',
        button: order.action?.label ?? t.see,
      })),
    low: mine.filter(isSmall),
  };
}

/** How long a shift that was taken over is taken as taken (ms). */
const SHIFT = 8 * HOUR;

/** Whether 接班 was tapped in this shift. @param at - when it was tapped; anything else counts as never */
export const isOnShift = (at: unknown, now: number): boolean =>
  typeof at === 'number' && at <= now && now - at < SHIFT;

/** Giving an order to somebody, as the server understands it; whether it may be done is the server's answer. */
export const assigning = (): GrantedAction => ({
  id: ASSIGN,
  label: '',
  style: 'more',
  form: [{ id: 'personId', label: '', required: true }],
});

/** What came of answering several orders. */
export interface BulkResult {
  done: number;
  left: number;
  /** The first refusal. */
  reason: string;
}

/** 「6 件已安排好」 or how many were, how many not, and why. */
export const bulkSentence = ({ done, left, reason }: BulkResult): string =>
  left === 0 ? fill(t.allDone, { count: done }) : fill(t.someLeft, { done, left, reason });
