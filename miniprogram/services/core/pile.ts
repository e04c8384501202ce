/** Orders as rows of a pile: what and where, whose turn, how long, and one button each. Pure. */
import type { OrderCard, Pile, StateView } from '../../../typings/api';
import { TEXT } from '../../shared/text';
import { leftParts, placeText } from './order';
import { turnTitle } from './turn';

/** An order of a pile. */
export interface PileRow {
  id: string;
  title: string;
  place: string;
  state: StateView;
  /** 「轮到张工整改」; empty when the reader's own turn needs no telling. */
  whose: string;
  /** Parts that stay together where the line breaks: 「还剩 40 分钟」「14:10 前」. */
  left: string[];
  late: boolean;
  /** The button's action and word; without an action of one's own it leads to the order. */
  act: string;
  button: string;
}

/** Orders under one heading. */
export interface PileView {
  id: string;
  title: string;
  hint: string;
  /** In all; there may be more than rows. */
  n: number;
  rows: PileRow[];
  /** How many are not among the rows. */
  rest: number;
}

/** @param me - the reader's id */
export function pileRow(order: OrderCard, me: string, now: number): PileRow {
  const { id, title, state, next, action } = order;
  return {
    id,
    title,
    place: placeText(order.place),
    state,
    whose: next === null || next.owner.id === me ? '' : turnTitle(state.id, next.owner.name, false),
    left: leftParts(order, now),
    late: next !== null && now >= next.dueAt,
    act: action?.id ?? '',
    button: action?.label ?? TEXT.common.see,
  };
}

/** A pile in its words; null when it is empty, so that nobody reads of nothing. */
export function pileView(
  { id, title, hint }: Pick<PileView, 'id' | 'title' | 'hint'>,
  { orders, n }: Pile,
  me: string,
  now: number,
): PileView | null {
  if (n === 0 && orders.length === 0) return null;
  const rows = orders.map((order) => pileRow(order, me, now));
  return { id, title, hint, n: Math.max(n, rows.length), rows, rest: Math.max(0, n - rows.length) };
}

/** A list that is there as a whole, as a pile. */
export const pileOf = (orders: readonly OrderCard[]): Pile => ({ orders: [...orders], n: orders.length });
