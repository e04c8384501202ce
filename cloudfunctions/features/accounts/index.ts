/** The public commands of accounts. */
export {
  accountOf,
  accountsOf,
  balanceOf,
  countEvent,
  countReminders,
  credit,
  forfeitReminders,
} from './commands';
export type { AccountStore, EventCount } from './store';
