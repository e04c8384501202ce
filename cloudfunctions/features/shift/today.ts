/** 主管今日: what a supervisor oversees and what passes between their turn and its neighbours. */
import type { Handover, Routes } from '../../../typings/api';
import type { Millis, PersonShift } from '../../../typings/domain';
import { overview, type Brief } from '../order/overview';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { HANDOVER, type Turn, type TurnBook } from '../routing/turns';
import { bookOf, predecessors, shiftView, successors, turnOf, type Neighbour } from './roster';
import { turnId, turnsOf } from './store';

/** The orders that pass to or from a neighbour, with what was said about them. */
function handover(
  { person, rostered, turn, areaIds }: Neighbour,
  briefs: Brief[],
  said: PersonShift['handover'],
): Handover {
  const passing = briefs.filter(({ areaId }) => areaIds.includes(areaId));
  return {
    person,
    rostered,
    shiftName: turn.name,
    orders: passing.map(({ order }) => ({ ...order, note: said?.notes[order.id] ?? null })),
    note: said === null || said.note === '' ? null : said.note,
    at: said?.at ?? null,
  };
}

const isWorthSaying = ({ orders, note }: Handover): boolean => orders.length > 0 || note !== null;

/** Who is on the other side now: the turn before until this one is taken over and under way, the turn after at its end. */
function sides(
  book: TurnBook,
  self: string,
  turn: Turn,
  now: Millis,
): { before: Neighbour[]; after: Neighbour[] } {
  return {
    before: predecessors(book, self, turn),
    after: now >= turn.endsAt - HANDOVER ? successors(book, self, turn) : [],
  };
}

/** Three database calls with the caller's identity: the orders, and the documents of the turns, by id. */
export async function today(actor: Actor, now: Millis): Promise<Routes['today.get']['output']> {
  const inForce = await plant(now);
  const book = bookOf(inForce);
  const turn = turnOf(book, actor.id, now);
  if (turn === null) {
    const { seen } = await overview(actor, [], now);
    return { shift: null, ...seen, incoming: [], outgoing: [] };
  }
  const { before, after } = sides(book, actor.id, turn, now);
  const idOf = ({ turn: other, person }: Neighbour): string => turnId(other.id, person.id);
  const own = turnId(turn.id, actor.id);
  const [{ briefs, seen }, turns] = await Promise.all([
    overview(actor, book.areasOf(actor.id, turn), now),
    turnsOf([own, ...before.map(idOf)]),
  ]);
  const mine = turns.get(own);
  const isNew = now < turn.startsAt + HANDOVER || (mine?.takenOverAt ?? null) === null;
  const saidBy = (neighbour: Neighbour) => turns.get(idOf(neighbour))?.handover ?? null;
  // What was reported since is this turn's own.
  const left = briefs.filter(({ reportedAt }) => reportedAt < turn.startsAt);
  return {
    shift: shiftView(turn, mine),
    ...seen,
    incoming: isNew ? before.map((each) => handover(each, left, saidBy(each))).filter(isWorthSaying) : [],
    outgoing: after.map((each) => handover(each, briefs, mine?.handover ?? null)).filter(isWorthSaying),
  };
}
