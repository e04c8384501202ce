/** 接班: somebody says that they are there. */
import type { ShiftView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { ownTurn, shiftView } from './roster';
import { getTurn, takenOver } from './store';

/**
 * Records that a person took over their turn; the first time stands, however often it is said.
 * @throws AppError SHIFT_OVER, SHIFT_NOT_YOURS
 */
export async function takeOver(actor: Actor, shiftId: string, now: Millis): Promise<{ shift: ShiftView }> {
  const turn = ownTurn(actor, shiftId, await plant(now), now);
  if (await takenOver(turn.id, actor.id, now)) return { shift: shiftView(turn, { takenOverAt: now }) };
  const known = await getTurn(turn.id, actor.id);
  return { shift: shiftView(turn, known ?? undefined) };
}
