/** A person's turn on duty as the roster has it, and who comes before and after them in their areas. */
import type { ShiftView } from '../../../typings/api';
import type { Millis, PersonRef, PersonShift } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { createTurnBook, HANDOVER, type Keeper, type Turn, type TurnBook } from '../routing/turns';

export const bookOf = (inForce: Plant): TurnBook => createTurnBook(inForce);

/** The turn a person is on, or the one of theirs that begins within half an hour; null when there is neither. */
export function turnOf(book: TurnBook, personId: string, now: Millis): Turn | null {
  for (const at of [now, now + HANDOVER]) {
    const turn = book.at(at);
    if (turn !== null && book.isOn(personId, turn)) return turn;
  }
  return null;
}

/**
 * The turn that somebody names, if it runs or begins within half an hour and is theirs.
 * @throws AppError SHIFT_OVER, SHIFT_NOT_YOURS
 */
export function ownTurn(actor: Actor, shiftId: string, inForce: Plant, now: Millis): Turn {
  const book = bookOf(inForce);
  const turn = [book.at(now), book.at(now + HANDOVER)].find((each) => each?.id === shiftId) ?? null;
  if (turn === null) throw new AppError('SHIFT_OVER');
  if (!book.isOn(actor.id, turn)) {
    throw new AppError('SHIFT_NOT_YOURS', { name: inForce.duty.safety(now).name });
  }
  return turn;
}

/** Somebody on the other side of a handover, with the areas that pass between the two. */
export interface Neighbour extends Keeper {
  turn: Turn;
  areaIds: string[];
}

/** Who keeps a person's areas in another turn; areas that stay with them are left out. */
export function neighbours(book: TurnBook, self: string, turn: Turn, other: Turn | null): Neighbour[] {
  if (other === null) return [];
  const found = new Map<string, Neighbour>();
  for (const areaId of book.areasOf(self, turn)) {
    const keeper = book.keeper(areaId, other);
    if (keeper.person.id === self) continue;
    const known = found.get(keeper.person.id);
    if (known === undefined) found.set(keeper.person.id, { ...keeper, turn: other, areaIds: [areaId] });
    else known.areaIds.push(areaId);
  }
  return [...found.values()];
}

/** Who takes over from a person when their turn ends. */
export const successors = (book: TurnBook, self: string, turn: Turn): Neighbour[] =>
  neighbours(book, self, turn, book.at(turn.endsAt));

/** Whom a person takes over from when their turn begins. */
export const predecessors = (book: TurnBook, self: string, turn: Turn): Neighbour[] =>
  neighbours(book, self, turn, book.at(turn.startsAt - 1));

export const shiftView = (
  { id, name, startsAt, endsAt }: Turn,
  known: Pick<PersonShift, 'takenOverAt'> | undefined,
): ShiftView => ({ id, name, startsAt, endsAt, takenOverAt: known?.takenOverAt ?? null });

/** As people are named on a handover. */
export const refsOf = (found: Neighbour[]): PersonRef[] => found.map(({ person }) => person);
