/** What other rules would have paid last month: who gets what, by department, and what it costs against the fund. */
import type { Rewards } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import type { RewardsSimulation } from '../../../typings/points';
import { ruleText } from '../../engine/points/told';
import { isoMonth, monthAfter, monthStart } from '../../engine/points/months';
import { simulated, type Earning, type Simulated } from '../../engine/points/simulate';
import { parseConfig } from '../../config/schema';
import { plant, type Plant } from '../plant/current';
import { configHoles, holesError } from '../plant/proof';
import { isoDay } from '../../../miniprogram/shared/time';

/** Where what happened is known: the features of orders, rounds and trainings. */
export interface Past {
  orders(from: Millis, to: Millis, inForce: Plant): Promise<{ orders: number; earnings: Earning[] }>;
  rounds(month: string): Promise<Earning[]>;
  trainings(from: Millis, to: Millis): Promise<Earning[]>;
}

const yuanOf = (points: number, { fund }: Rewards): number =>
  Math.round(points * (fund?.fenPerPoint ?? 0)) / 100;

const costOf = (rewards: Rewards, { points, byPerson }: Simulated) => ({
  points,
  yuan: yuanOf(points, rewards),
  people: [...byPerson.values()].filter((each) => each > 0).length,
});

const inDepartment = ({ byPerson }: Simulated, { personById }: Plant, id: string): number =>
  [...byPerson].reduce(
    (sum, [person, points]) => sum + (personById.get(person)?.departmentId === id ? points : 0),
    0,
  );

/**
 * Proves the rules as publishing would, and replays last month under those in force and under these. By hand, and what was
 * taken back, is left out of both.
 * @throws AppError CONFIG_INVALID with what to mend
 */
export async function simulate(body: unknown, now: Millis, past: Past): Promise<RewardsSimulation> {
  const next = parseConfig('rewards', body);
  const inForce = await plant(now);
  const holes = configHoles('rewards', { ...inForce, rewards: next }, inForce.people, isoDay(now));
  if (holes.length > 0) throw holesError(holes);
  const month = monthAfter(isoMonth(now), -1);
  const [from, to] = [monthStart(month), monthStart(isoMonth(now))];
  const [{ orders, earnings }, rounds, trainings] = await Promise.all([
    past.orders(from, to, inForce),
    past.rounds(month),
    past.trainings(from, to),
  ]);
  const all = [...earnings, ...rounds, ...trainings].filter(({ personId }) =>
    inForce.personById.has(personId),
  );
  const before = simulated(inForce.rewards, all);
  const after = simulated(next, all);
  return {
    month,
    orders,
    now: costOf(inForce.rewards, before),
    then: costOf(next, after),
    budget: next.fund?.yuan ?? 0,
    rules: next.rules.map((rule) => ({
      ...{ id: rule.id, text: ruleText(rule) },
      ...(after.byRule.get(rule.id) ?? { times: 0, points: 0 }),
    })),
    departments: inForce.places.departments.map(({ id, name }) => ({
      ...{ id, name },
      now: inDepartment(before, inForce, id),
      then: inDepartment(after, inForce, id),
    })),
  };
}
