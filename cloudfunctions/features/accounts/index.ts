/** The public commands of accounts. */
export { accountOf, balanceOf, countReminders, credit, forfeitReminders } from './commands';
export type { AccountStore } from './store';
