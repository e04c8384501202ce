/** What somebody has: the balance, this month, and how far it is to the next thing. */
import type { BalanceCard } from '../../../../services/core/points';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    balance: { type: Object, value: {} as BalanceCard },
  },
  data: { t: TEXT.points },
});
