/** What the clock does to accounts on the first of a month: what is too old lapses, is told before, and last month is summed up. */
import type { Millis } from '../../../typings/domain';
import { HOUR, wallClock } from '../../../miniprogram/shared/time';
import { NO_SUMS, sumOf, upTo } from '../../engine/points/book';
import { isoMonth, monthAfter, nextMonthStart } from '../../engine/points/months';
import { statementFrom } from '../../engine/points/statement';
import { createLook, oneByOne } from '../../platform/look';
import { accountsDue, noteDue, type DueAccount } from '../accounts';
import { notify } from '../notices/notify';
import { plant, type Plant } from '../plant/current';
import { lapsingOf } from './balance';
import { lapse, lapsedYear } from './lapse';

/** Messages of the first of a month; each is told once, however often it is tried. */
async function tell(account: DueAccount, inForce: Plant, now: Millis): Promise<void> {
  const person = inForce.personById.get(account._id);
  if (person?.status !== 'active') return;
  const to = { id: person.id, name: person.name };
  const { months = {}, lots = {} } = account.book ?? {};
  const past = monthAfter(isoMonth(now), -1);
  if (months[past] !== undefined) {
    const { earned, takenBack, spent, returned, closed } = statementFrom(past, months, account.balance);
    const text = `得到 ${earned}，收回 ${takenBack}，用掉 ${spent - returned}`;
    const facts = { title: `${Number(past.slice(5))} 月的积分`, text, points: closed };
    await notify(
      { key: `statement-${past}-${to.id}`, notice: 'pointsStatement', to, facts, urgency: 'low' },
      inForce,
      now,
    );
  }
  const lapsing = lapsingOf(lots, inForce.rewards, now);
  const { month, year } = wallClock(now);
  if (lapsing === null || inForce.rewards.lapse?.tellMonths.includes(month) !== true) return;
  const key = `lapsing-${year}-${month}-${to.id}`;
  await notify(
    { key, notice: 'pointsLapsing', to, facts: { points: lapsing.points }, urgency: 'low' },
    inForce,
    now,
  );
}

/** One account: booked and told before it is noted, so that a run that ends in between does it again, which changes nothing. */
async function settle(account: DueAccount, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  const year = lapsedYear(inForce.rewards, now);
  const { lots = {}, months = {} } = account.book ?? {};
  let lapsed = 0;
  if (year !== null && sumOf(upTo(lots, year)) > 0) lapsed = await lapse(account._id, year, now);
  const rest = Object.fromEntries(Object.entries(lots).filter(([each]) => year === null || each > year));
  const sums = months[isoMonth(now)] ?? NO_SUMS;
  const book = {
    lots: rest,
    months: { ...months, [isoMonth(now)]: { ...sums, lapsed: sums.lapsed + lapsed } },
  };
  await tell({ ...account, balance: account.balance - lapsed, book }, inForce, now);
  return noteDue(account, nextMonthStart(now));
}

/**
 * Makes the part of the minute timer that looks after accounts: one database call an hour while nothing is due.
 * @param clock - the running time, to stay inside the function's limit
 */
export const createAccountSweep = (clock: () => Millis): ((now: Millis) => Promise<number>) =>
  createLook({ every: HOUR, next: accountsDue, settle: oneByOne('points.sweep', settle) }, clock);
