/** Open orders of the whole plant laid into piles by what they wait for: for safety, the duty leader and the manager. */
import type { Decisions, Desk, NightCard, OrderCard, Pile } from '../../../typings/api';
import type { Duty, Millis, Reached } from '../../../typings/domain';
import type { FlowBook, FlowState } from '../../../typings/flow';
import { LAW_DUTY_WORDS, WORDS } from '../../../miniprogram/shared/words';
import { waitsForLook } from '../content/media';
import type { Actor } from '../people/identify';
import { bookOf, type Plant } from '../plant/current';
import { unscreened } from './screening';
import { areWordsWaiting } from './shown';
import { decisionsOf, openAt, openReached, type OrderRow, type ReachedRow } from './store';
import { brief, cards } from './view';

/** Open orders looked at, the most urgent first, and cards shown of each pile. */
const READS = 500;
const SHOWN = 20;
const SHOWN_AT_NIGHT = 50;
const AT_POINT = 50;

/** An open order with the state it stands in. */
interface Standing<Row extends OrderRow = OrderRow> {
  order: Row;
  book: FlowBook;
  state: FlowState;
}

async function standing<Row extends OrderRow>(orders: Row[]): Promise<Standing<Row>[]> {
  const books = await Promise.all(orders.map(({ flow }) => bookOf(flow.version)));
  return orders.flatMap((order, index) => {
    const book = books[index];
    const flow = book?.flows.find(({ id }) => id === order.flow.id);
    const state = flow?.states.find(({ id }) => id === order.state);
    return book === undefined || state === undefined ? [] : [{ order, book, state }];
  });
}

const FAILED: readonly Reached['result'][] = ['refused', 'failed', 'notConfigured'];

/** Whether the latest message to the one whose turn it is did not arrive. */
export function isUnreached({ next, reached }: Pick<ReachedRow, 'next' | 'reached'>): boolean {
  const latest = Object.values(reached)
    .filter(({ to }) => to.id === next?.owner.id)
    .sort((a, b) => b.at - a.at)[0];
  return latest !== undefined && FAILED.includes(latest.result);
}

const isRuled = ({ state }: Standing): boolean => state.deadline === 'rule';
const isDetermined = ({ order, state }: Standing): boolean =>
  order.suspectedMajor && state.deadline === 'determine';
const isProposed = ({ order, book }: Standing): boolean =>
  book.starts.stop === `${order.flow.id}/${order.state}`;
const isStopped = ({ order }: Standing): boolean =>
  order.stoppage !== null && order.stoppage.unlocked === null;

const isOpen = ({ open }: OrderRow): boolean => open;

/** What a pile of safety's desk holds. */
const DESK: Record<
  'rulings' | 'determinations' | 'unreached' | 'overdue' | 'approvals' | 'stops' | 'reviews',
  (each: Standing<ReachedRow>, now: Millis) => boolean
> = {
  rulings: isRuled,
  determinations: isDetermined,
  unreached: ({ order }) => isUnreached(order),
  overdue: ({ order }, now) => order.next !== null && now >= order.next.dueAt,
  approvals: ({ state }) => state.approval !== undefined,
  stops: (each) => isProposed(each) || isStopped(each),
  reviews: ({ order }) => areWordsWaiting(order) || Object.values(order.evidence).some(waitsForLook),
};

type PileId = keyof typeof DESK;
const PILES = Object.keys(DESK) as PileId[];

/** Cards of orders that may lie on several piles: each is drawn once. */
async function drawer(
  orders: OrderRow[],
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<(some: OrderRow[]) => OrderCard[]> {
  const distinct = [...new Map(orders.map((order) => [order._id, order])).values()];
  const byId = new Map((await cards(distinct, actor, inForce, now)).map((card) => [card.id, card]));
  return (some) => some.flatMap(({ _id }) => byId.get(_id) ?? []);
}

const dutyOf = ({ order }: Standing, { id, dueAt }: Duty, now: Millis): Desk['duties'][number] => ({
  orderId: order._id,
  number: order.number,
  label: LAW_DUTY_WORDS[id],
  dueAt,
  overdue: now >= dueAt,
});

/** Safety's piles, the duties by law, and what no screening card asks about. One database call and one for the pictures. */
export async function deskPiles(
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<Pick<Desk, PileId | 'duties' | 'unscreened'>> {
  const open = await standing(await openReached(READS));
  const laid = new Map(
    PILES.map((id) => [id, open.filter((each) => DESK[id](each, now)).map(({ order }) => order)]),
  );
  const top = (id: PileId): OrderRow[] => (laid.get(id) ?? []).slice(0, SHOWN);
  const cardsOf = await drawer(PILES.flatMap(top), actor, inForce, now);
  const pile = (id: PileId): Pile => ({ orders: cardsOf(top(id)), n: laid.get(id)?.length ?? 0 });
  return {
    rulings: pile('rulings'),
    determinations: pile('determinations'),
    unreached: pile('unreached'),
    overdue: pile('overdue'),
    approvals: pile('approvals'),
    stops: pile('stops'),
    reviews: pile('reviews'),
    duties: open
      .flatMap((each) =>
        each.order.duties.filter(({ done }) => done === null).map((duty) => dutyOf(each, duty, now)),
      )
      .sort((a, b) => a.dueAt - b.dueAt),
    unscreened: unscreened(inForce, open.map(({ order }) => order).filter(isOpen), WORDS.untemplated),
  };
}

/** Whether an order needs a person before morning. */
const needsPerson = (each: Standing<ReachedRow>): boolean =>
  each.order.urgency === 'high' ||
  each.order.suspectedMajor ||
  isRuled(each) ||
  isProposed(each) ||
  isUnreached(each.order);

/** What the duty leader looks after now, and how many wait for the morning. One database call and the pictures. */
export async function nightPile(
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<Pick<NightCard, 'now' | 'later'>> {
  const open = await standing((await openReached(READS)).filter((order) => order.open));
  const urgent = open.filter(needsPerson).map(({ order }) => order);
  return {
    now: await cards(urgent.slice(0, SHOWN_AT_NIGHT), actor, inForce, now),
    later: open.length - urgent.length,
  };
}

/** What waits for this person's signature, and every hazard that is or may be 重大. One database call and the pictures. */
export async function decisionPiles(
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<Pick<Decisions, 'approvals' | 'majors'>> {
  const open = await standing(await decisionsOf(actor.id, READS));
  const approvals = open
    .filter(({ order, state }) => state.approval !== undefined && order.next?.owner.id === actor.id)
    .map(({ order }) => order);
  const majors = open
    .map(({ order }) => order)
    .filter(({ suspectedMajor, level }) => suspectedMajor || level === 'major');
  const cardsOf = await drawer([...approvals, ...majors], actor, inForce, now);
  return { approvals: cardsOf(approvals), majors: cardsOf(majors) };
}

/** What is open at a point, as its label tells it. */
export interface AtPoint {
  order: Awaited<ReturnType<typeof brief>>;
  stoppedAt: Millis | null;
  isProposal: boolean;
  /** Whether its title may be read by anybody who stands there. */
  isChecked: boolean;
}

/** Open orders of a point, newest first. One database call. */
export async function openAtPoint(
  pointId: string,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<AtPoint[]> {
  const open = await standing(await openAt(pointId, AT_POINT));
  return Promise.all(
    open.map(async (each) => ({
      order: await brief(each.order, actor, inForce, now),
      stoppedAt: isStopped(each) ? (each.order.stoppage?.at ?? null) : null,
      isProposal: isProposed(each),
      isChecked: each.order.templateId !== null || each.order.contentCheck === 'pass',
    })),
  );
}
