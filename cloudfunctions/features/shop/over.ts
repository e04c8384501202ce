/** The refusals of a redemption that ended. */
import type { Millis } from '../../../typings/domain';
import type { Redemption } from '../../../typings/goods';
import type { RedemptionState } from '../../../typings/shop';
import { AppError } from '../../../miniprogram/shared/errors';
import { whenText } from '../../../miniprogram/shared/time';

const WORDS: Record<Exclude<RedemptionState, 'handedOut'>, string> = {
  reserved: '过了领取时间，积分会退回来',
  expired: '过了领取时间，积分已经退回',
  cancelled: '已经退了，积分已经退回',
  withdrawn: '下架了，积分已经退回',
};

/** CODE_USED with who handed it out when, else REDEMPTION_OVER. */
export function overError({ state, endedBy, endedAt }: Redemption, now: Millis): AppError {
  if (state !== 'handedOut') return new AppError('REDEMPTION_OVER', { state: WORDS[state] });
  return new AppError('CODE_USED', { name: endedBy?.name ?? '', when: whenText(endedAt ?? now, now) });
}
