/** Redemptions that the phone keeps: a code is shown at the counter also where there is no network. */
import type { RedemptionView } from '../../typings/shop';
import { arrived } from './reading';

/** The name under which a redemption is kept. */
export const redemptionName = (id: string): string => `redemption ${id}`;

/** Keeps what came of redemptions that may still be picked up. */
export function keepCodes(redemptions: readonly RedemptionView[]): void {
  for (const view of redemptions) if (view.state === 'reserved') arrived(redemptionName(view.id), view);
}
