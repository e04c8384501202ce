/** Safety's desk: what nobody decided, heard or took, in the order in which it is to be looked at. Pure. */
import type { Desk, OrderCard } from '../../../typings/api';
import { durationText, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { pileView, type PileView } from './pile';

const t = TEXT.desk;

/** Piles from top to bottom: whoever was not reached first, then what has two hours, then the rest. */
const ORDER = ['unreached', 'determinations', 'rulings', 'overdue', 'approvals', 'reviews', 'stops'] as const;

type PileId = (typeof ORDER)[number];

/** Piles that wait for somebody's decision; what is stopped already stands still. */
const WAITING: readonly PileId[] = ORDER.filter((id) => id !== 'stops');

/** A pile with what may be done to it. */
export interface DeskPile extends PileView {
  /** Each row offers 打电话 in place of its action. */
  calls: boolean;
  /** How many of the orders the reader may give to somebody. */
  assignable: number;
}

/** A duty by law with its date. */
export interface DutyRow {
  key: string;
  orderId: string;
  label: string;
  number: string;
  due: string;
  late: boolean;
}

/** A person whom no message reaches. */
export interface MuteRow {
  id: string;
  name: string;
  duty: string;
  phone: string | null;
}

/** A template without a card, and how many of its orders are open. */
export interface BareRow {
  key: string;
  title: string;
  open: string;
}

export interface DeskPage {
  /** 「7 件等人定」; empty when nothing waits. */
  lead: string;
  piles: DeskPile[];
  duties: DutyRow[];
  holes: string[];
  mute: MuteRow[];
  /** Templates that no screening card asks about. */
  bare: BareRow[];
}

/** The action that gives several orders to one person. */
type Giving = 'assign' | 'transfer';

/** How the reader may give an order away; null when they may not. */
const givingOf = ({ may }: OrderCard): Giving | null =>
  may.includes('assign') ? 'assign' : may.includes('transfer') ? 'transfer' : null;

/** Orders that may be given to somebody together, by the action that does it. */
export function givings(orders: readonly OrderCard[]): { action: Giving; orders: OrderCard[] }[] {
  return (['assign', 'transfer'] as const).flatMap((action) => {
    const mine = orders.filter((order) => givingOf(order) === action);
    return mine.length === 0 ? [] : [{ action, orders: mine }];
  });
}

/** How many orders wait, each counted once although it may lie on two piles. */
function waiting(desk: Desk): number {
  const seen = new Set<string>();
  let hidden = 0;
  for (const id of WAITING) {
    const { orders, n } = desk[id];
    for (const order of orders) seen.add(order.id);
    hidden += Math.max(0, n - orders.length);
  }
  return seen.size + hidden;
}

/** @param me - the reader's id */
export function deskPage(desk: Desk, me: string, now: number): DeskPage {
  const count = waiting(desk);
  return {
    lead: count === 0 ? '' : fill(t.lead, { count }),
    piles: ORDER.flatMap((id) => {
      const pile = pileView({ id, title: t[id], hint: t[`${id}Hint`] }, desk[id], me, now);
      if (pile === null) return [];
      const assignable = id === 'overdue' ? desk[id].orders.filter((order) => givingOf(order) !== null) : [];
      return [{ ...pile, calls: id === 'unreached', assignable: assignable.length }];
    }),
    duties: desk.duties.map(({ orderId, number, label, dueAt }) => {
      const late = now >= dueAt;
      return {
        key: `${orderId}:${label}`,
        orderId,
        label,
        number,
        due: late
          ? fill(t.dutyOver, { time: durationText(now - dueAt) })
          : fill(t.dutyBefore, { time: whenText(dueAt, now) }),
        late,
      };
    }),
    holes: desk.holes.map(({ text }) => text),
    mute: desk.mute.map(({ person: { id, name }, post, phone }) => ({ id, name, duty: post, phone })),
    bare: desk.unscreened.map(({ templateId, title, open }) => ({
      key: templateId ?? '',
      title,
      open: open === 0 ? '' : fill(TEXT.screening.bareOpen, { open }),
    })),
  };
}

/** Whether there is nothing at all on the desk. */
export const isQuiet = ({ piles, duties, holes, mute }: DeskPage): boolean =>
  piles.length + duties.length + holes.length + mute.length === 0;
