/** Whoever reserved a thing does not want it any more: points and stock come back. */
import type { RedemptionView } from '../../../typings/shop';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { endReservation } from './give-back';
import { overError } from './over';
import { redemptionView } from './view';

/**
 * Cancels. The same again is no failure.
 * @throws AppError REDEMPTION_UNKNOWN, alike for one of somebody else; REDEMPTION_OVER when it ended otherwise
 */
export async function cancel(
  actor: Actor,
  { redemptionId }: { redemptionId: string },
  now: Millis,
): Promise<RedemptionView> {
  const { id, name } = actor;
  const ending = { state: 'cancelled', by: { id, name }, reason: null } as const;
  const done = await endReservation(redemptionId, ending, now, ({ person }) => {
    if (person.id !== id) throw new AppError('REDEMPTION_UNKNOWN');
  });
  if (done === null) throw new AppError('REDEMPTION_UNKNOWN');
  if (done.redemption.state !== 'cancelled') throw overError(done.redemption, now);
  return redemptionView(done.redemption);
}
