/** What a person earned: the balance, and the ledger it is the sum of. */
import type { Routes } from '../../../typings/api';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { balanceOf, type AccountStore } from '../accounts';
import { ledger, type LedgerStore } from './store';

export { balanceOf };

/** Entries a page. */
export const LEDGER_PAGE = 20;

/** The stores; left out, the real ones are used. */
export interface PointsPorts {
  ledger?: LedgerStore;
  accounts?: AccountStore;
}

/**
 * Balance and one page of entries, newest first. Two database calls.
 * @param cursor - as handed out with the page before; null or missing for the newest
 * @throws AppError BAD_REQUEST for a cursor that is none of ours
 */
export async function getPoints(
  personId: string,
  cursor: string | null | undefined,
  ports: PointsPorts = {},
): Promise<Routes['points.get']['output']> {
  const from = decodeCursor(cursor);
  const [balance, read] = await Promise.all([
    balanceOf(personId, ports.accounts),
    (ports.ledger ?? ledger).page(personId, from, LEDGER_PAGE + 1),
  ]);
  const page = pageOf(read, LEDGER_PAGE, ({ at }) => at);
  const entries = page.rows.map(({ _id, points, reason, orderNumber, at }) => ({
    id: _id,
    points,
    reason,
    orderNumber,
    at,
  }));
  return { balance, entries, cursor: page.cursor };
}
