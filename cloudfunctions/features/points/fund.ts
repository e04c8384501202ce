/** The fund of a month: added up from the ledger once an hour, so that no booking has to write it; one warning a month. */
import type { Fund, Millis } from '../../../typings/domain';
import type { FundView } from '../../../typings/points';
import { DAY, HOUR, isoDay, startOfDay } from '../../../miniprogram/shared/time';
import { kindOf } from '../../engine/points/book';
import { isoMonth, monthAfter, monthStart } from '../../engine/points/months';
import { outstanding } from '../accounts';
import { notify } from '../notices/notify';
import { plant, type Plant } from '../plant/current';
import { checkMonth } from './statement';
import { addFund, getFund, ledger, noteWarned, setFund, type SummedEntry } from './store';
import { emptyFund } from './till';

/** What a day did to the fund: what came to accounts, less what was taken back or lapsed. */
function withDays(days: Record<string, number>, entries: readonly SummedEntry[], from: Millis): Fund['days'] {
  const first = isoDay(from).slice(8);
  const sums = Object.fromEntries(Object.entries(days).filter(([day]) => day < first));
  for (const entry of entries) {
    const kind = kindOf(entry);
    if (kind === 'spend' || kind === 'return') continue;
    const day = isoDay(entry.at).slice(8);
    sums[day] = (sums[day] ?? 0) + entry.points;
  }
  return sums;
}

/**
 * Adds up what is new, and the day before it once more: an entry may have come late. Days before are settled.
 * Three database calls: two where the month is over and was added up after its end.
 */
async function measured(month: string, { rewards }: Pick<Plant, 'rewards'>, now: Millis): Promise<Fund> {
  const known = (await getFund(month)) ?? emptyFund(month);
  const [begin, end] = [monthStart(month), monthStart(monthAfter(month))];
  if (known.summedAt >= end + HOUR) return known;
  const from = Math.max(begin, startOfDay(known.summedAt) - DAY);
  const entries = await ledger.between(from, end);
  const isRunning = now < end;
  const { yuan, fenPerPoint, warnAt } = rewards.fund ?? { yuan: 0, fenPerPoint: 0, warnAt: 100 };
  return {
    ...known,
    days: withDays(known.days, entries, from),
    summedAt: now,
    // What a month cost stays what it was worth then.
    ...(isRunning || known.summedAt === 0 ? { budget: yuan, fenPerPoint, warnAt } : {}),
    outstanding: isRunning || known.summedAt === 0 ? await outstanding() : known.outstanding,
  };
}

const awardedIn = ({ days }: Fund): number => Object.values(days).reduce((sum, points) => sum + points, 0);

/** Yuan. */
const worth = (points: number, fenPerPoint: number): number => Math.round(points * fenPerPoint) / 100;

/** The day (`dd`) up to which a month is shown. */
const lastDay = (month: string, now: Millis): number =>
  Number(isoDay(Math.min(now, monthStart(monthAfter(month)) - 1)).slice(8));

export function fundView(fund: Fund, now: Millis): FundView {
  const { _id: month, days, fenPerPoint, budget, warnAt, warnedAt, bought } = fund;
  let sum = 0;
  const shown = Array.from({ length: lastDay(month, now) }, (_none, index) => {
    const day = String(index + 1).padStart(2, '0');
    sum += days[day] ?? 0;
    return { day: `${month}-${day}`, used: worth(sum, fenPerPoint) };
  });
  return {
    ...{ month, budget, fenPerPoint, awarded: awardedIn(fund), outstanding: fund.outstanding },
    ...{ used: worth(awardedIn(fund), fenPerPoint), warnAt: warnAt / 100, warned: warnedAt !== null },
    days: shown,
    bought: Object.entries(bought).map(([rewardId, what]) => ({ rewardId, ...what })),
  };
}

/** The fund of a month as it is now. Three database calls. @throws AppError BAD_REQUEST for a month that has not begun */
export async function fund(month: string, now: Millis): Promise<FundView> {
  checkMonth(month, now);
  return fundView(await measured(month, await plant(now), now), now);
}

/** Tells the manager and safety that most of the fund is used up, once a month. */
async function warn({ _id: month, ...fund }: Fund, inForce: Plant, now: Millis): Promise<void> {
  const used = worth(awardedIn({ _id: month, ...fund }), fund.fenPerPoint);
  const facts = {
    count: Math.floor((used * 100) / fund.budget),
    text: `${used} 元，这个月一共 ${fund.budget} 元`,
  };
  const told = inForce.people.filter(
    ({ status, roles }) => status === 'active' && (roles.includes('manager') || roles.includes('safety')),
  );
  for (const { id, name } of told) {
    const key = `fund-${month}-${id}`;
    await notify({ key, notice: 'fundWarning', to: { id, name }, facts }, inForce, now);
  }
  await noteWarned(month, now);
}

async function keep(fund: Fund): Promise<void> {
  if ((await addFund(fund)) === 'added') return;
  const { days, summedAt, outstanding: owed, budget, fenPerPoint, warnAt } = fund;
  await setFund(fund._id, { days, summedAt, outstanding: owed, budget, fenPerPoint, warnAt });
}

/**
 * Makes the part of the timer that adds up the fund: once an hour, the month before too in the first hours of a month.
 * @returns a tick: how many warnings went out
 */
export function createFund(): (now: Millis) => Promise<number> {
  let seenIn = -1;
  return async (now) => {
    const hour = Math.floor(now / HOUR);
    if (seenIn === hour) return 0;
    const inForce = await plant(now);
    seenIn = hour;
    if (inForce.rewards.fund === undefined) return 0;
    const month = isoMonth(now);
    const before = isoMonth(now - 3 * HOUR);
    if (before !== month) await keep(await measured(before, inForce, now));
    const running = await measured(month, inForce, now);
    await keep(running);
    const { budget, warnAt, warnedAt, fenPerPoint } = running;
    if (warnedAt !== null || worth(awardedIn(running), fenPerPoint) * 100 < budget * warnAt) return 0;
    await warn(running, inForce, now);
    return 1;
  };
}
