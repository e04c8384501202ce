/** The public commands of accounts. */
export {
  accountIn,
  accountsDue,
  accountsIn,
  accountOf,
  accountsOf,
  balanceOf,
  countEvent,
  countReminders,
  drawFrom,
  forfeitReminders,
  keepAccount,
  noteDue,
  outstanding,
  setNamed,
} from './commands';
export type { AccountStore, DueAccount, EventCount } from './store';
