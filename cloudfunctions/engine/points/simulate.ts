/** What rules would have paid for what happened: the same tariff and the same caps as when it is paid. Pure. */
import type { Millis } from '../../../typings/domain';
import type { Rewards, RewardFor } from '../../../typings/rewards';
import { emptyBook, roomUnder } from './book';
import { isoDay } from '../../../miniprogram/shared/time';
import { isoMonth } from './months';
import { payOf, rulesFor, type PayFacts } from './tariff';
import { NO_SUMS } from './book';

/** Something that may have paid somebody. */
export interface Earning {
  personId: string;
  at: Millis;
  /** The rules that a flow named; of anything else what it was. */
  by: { rules: readonly string[] } | { what: Exclude<RewardFor, 'order'> };
  facts: PayFacts;
}

export interface Simulated {
  points: number;
  byPerson: Map<string, number>;
  /** Rule id → how often it paid, and how much before any cap. */
  byRule: Map<string, { times: number; points: number }>;
}

export function simulated(rewards: Rewards, earnings: readonly Earning[]): Simulated {
  const books = new Map<string, ReturnType<typeof emptyBook>>();
  const result: Simulated = { points: 0, byPerson: new Map(), byRule: new Map() };
  for (const { personId, at, by, facts } of [...earnings].sort((a, b) => a.at - b.at)) {
    const rules = 'rules' in by ? by.rules : rulesFor(rewards, by.what).map(({ id }) => id);
    for (const rule of rules) {
      const pay = payOf(rewards, rule, facts);
      if (pay === null) continue;
      const book = books.get(personId) ?? emptyBook();
      books.set(personId, book);
      const points = Math.min(pay.points, roomUnder(book, rewards.caps, at));
      const [day, month] = [isoDay(at), isoMonth(at)];
      book.days[day] = (book.days[day] ?? 0) + points;
      const sums = book.months[month] ?? NO_SUMS;
      book.months[month] = { ...sums, counted: sums.counted + points };
      result.points += points;
      result.byPerson.set(personId, (result.byPerson.get(personId) ?? 0) + points);
      for (const part of pay.parts) {
        const known = result.byRule.get(part.rule) ?? { times: 0, points: 0 };
        result.byRule.set(part.rule, { times: known.times + 1, points: known.points + part.points });
      }
    }
  }
  return result;
}
