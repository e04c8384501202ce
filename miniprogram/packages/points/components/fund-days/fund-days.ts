/** How the fund of a month was used up, day by day, with the budget as a line; the figures stand below in words. */
import type { FundDay } from '../../../../services/core/points';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    days: { type: Array, value: [] as FundDay[] },
    /** Where the budget stands, 0–100; below zero: there is none. */
    budgetAt: { type: Number, value: -1 },
    /** The last figure in words. */
    said: { type: String, value: '' },
  },
  data: { t: TEXT.points },
});
