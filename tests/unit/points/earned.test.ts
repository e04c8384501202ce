/** What is paid before the end of an order, and what an end without a fix takes back. */
import rewardsBody from '../../../cloudfunctions/config/rewards.json';
import { earnedBeside } from '../../../cloudfunctions/engine/points/earned';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { Rewards } from '../../../typings/config';
import type { Effect, OrderCore } from '../../../typings/domain';
import { act, NINE, orderIn, worldAt } from '../engine/plant';
import { take } from '../engine/ways';

const REWARDS = rewardsBody as Rewards;
const ASKED = NINE + HOUR;
const GRANTED = NINE + 2 * HOUR;

/** What follows when an order is put off until then. */
function putOff(until: number, left?: ReadonlySet<string>, change: Partial<OrderCore> = {}) {
  const before = { ...take(orderIn('rectifying'), 'defer', 'elec', ASKED, { until }).order, ...change };
  const after = act(before, 'approve', 'head', GRANTED).order;
  return earnedBeside(before, after, {}, false, REWARDS, worldAt(GRANTED, left));
}

const AWARD: Effect = { kind: 'award', rule: 'valid-hazard', personId: 'rep', time: 0 };

describe('an order that is put off', () => {
  it('pays its reporter at once when that is for longer than the rule says', () => {
    expect(putOff(GRANTED + 7 * DAY + 1)).toEqual({ 'award-valid-hazard': AWARD });
  });

  it('pays at its end when it is for no longer', () => {
    expect(putOff(GRANTED + 7 * DAY)).toEqual({});
  });

  it('pays nobody who left', () => {
    expect(putOff(GRANTED + 10 * DAY, new Set(['rep']))).toEqual({});
  });

  it('pays anew after it was opened again', () => {
    const again = putOff(GRANTED + 10 * DAY, undefined, { reopened: 1 });
    expect(again).toEqual({ 'award-valid-hazard-1': { ...AWARD, time: 1 } });
  });
});

describe('an order that turns out to be none', () => {
  const before = orderIn('awaitingResponse');
  const after = take(before, 'notHazard', before.next!.owner.id, ASKED).order;
  const consolation: Record<string, Effect> = { 'award-consolation': { ...AWARD, rule: 'consolation' } };
  const ended = (paid: boolean) => earnedBeside(before, after, consolation, paid, REWARDS, worldAt(ASKED));

  it('asks back what it paid before, and not what this end pays', () => {
    expect(ended(true)).toEqual({
      'clawback-0': { kind: 'clawback', personId: 'rep', time: 0, spare: ['consolation'] },
    });
  });

  it('asks nothing back where nothing was paid', () => {
    expect(ended(false)).toEqual({});
  });
});
