/** The turn of a person as other features show it. */
import type { ShiftView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Plant } from '../plant/current';
import { HANDOVER } from '../routing/turns';
import { bookOf, shiftView } from './roster';
import { getTurn } from './store';

/**
 * The turn in which a person is 值班领导: the one that runs, or the one that begins within half an hour. One database
 * call when there is one, else none.
 */
export async function leadersShift(personId: string, inForce: Plant, now: Millis): Promise<ShiftView | null> {
  const book = bookOf(inForce);
  const turn = [now, now + HANDOVER]
    .filter((at) => inForce.duty.dutyLeader(at).id === personId)
    .flatMap((at) => book.at(at) ?? [])[0];
  return turn === undefined ? null : shiftView(turn, (await getTurn(turn.id, personId)) ?? undefined);
}
