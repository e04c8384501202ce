/** Transactions of the shop: one that lost against others waits a moment and tries again, since many hands reach for the same shelf. */
import { randomInt } from 'node:crypto';
import { inTransaction, isConflict, type AddingTransaction } from '../../platform/sdk';

/** Runs work in one transaction, again on a conflict. */
export type Atomically = <T>(work: (transaction: AddingTransaction) => Promise<T>) => Promise<T>;

/** Rounds of the SDK, which tries a few times each. */
const ROUNDS = 6;

/** The longest wait after the first round (ms); it grows with each. */
const WAIT = 60;

/**
 * Runs `work` in one transaction.
 * @throws whatever `work` throws; a conflict when others were first every time, which the router answers with BUSY
 */
export async function atomically<T>(work: (transaction: AddingTransaction) => Promise<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await inTransaction(work);
    } catch (error) {
      if (!isConflict(error) || round === ROUNDS) throw error;
      await new Promise((resolve) => setTimeout(resolve, randomInt(WAIT * round)));
    }
  }
}
