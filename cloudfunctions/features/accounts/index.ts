/** The public commands of accounts. */
export {
  accountOf,
  accountsOf,
  balanceOf,
  countEvent,
  countPush,
  countReminders,
  credit,
  forfeitReminders,
} from './commands';
export type { AccountStore, EventCount } from './store';
