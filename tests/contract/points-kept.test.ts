/** Points where something else ends or begins: whoever leaves, a training that is passed, goods that are handed out, rewards of the first form. */
import rewardsBody from '../../cloudfunctions/config/rewards.json';
import type { Account, LedgerEntry } from '../../typings/domain';
import type { Rewards } from '../../typings/config';
import { handOut, receive, redeem } from '../support/shop';
import { act, orderAt, storedOrder } from './support/desk';
import { phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { doAll, editPerson, freshTraining, LEARNER, planTraining, tick } from './support/training';

const cloud = useCloud();

const ledger = async (): Promise<LedgerEntry[]> =>
  (await cloud().dump('ledger')) as (Record<string, unknown> & LedgerEntry)[];

const accountOf = async (personId: string): Promise<Account | undefined> =>
  ((await cloud().dump('accounts')) as (Record<string, unknown> & Account)[]).find(
    ({ _id }) => _id === personId,
  );

const give = (personId: string, points: number) =>
  cloud().callOk(phone('safety'), 'points.grant', { personId, points, reason: '救火' });

async function publish(body: Rewards): Promise<void> {
  const { version } = await cloud().callOk(phone('admin'), 'config.get', { kind: 'rewards' });
  await cloud().callOk(phone('admin'), 'config.publish', {
    ...{ kind: 'rewards', body, basedOn: version, note: '测试' },
  });
}

it('pays for a training once it is passed, and says so once', async () => {
  await planTraining(cloud());
  const training = await freshTraining(cloud());
  const paid = async () => (await ledger()).filter(({ orderId }) => orderId === training.id);
  expect(await paid()).toEqual([]);
  await doAll(cloud(), training);
  await tick(cloud());
  await tick(cloud());
  expect(await paid()).toMatchObject([
    { _id: `award:${training.id}:training-passed`, personId: LEARNER, points: 10, kind: 'award' },
  ]);
  const told = (await cloud().dump('deliveries')).filter(({ notice }) => notice === 'trainingPaid');
  expect(told).toMatchObject([{ to: LEARNER, title: '积分到账' }]);
});

it('notes in the fund what was handed out, at what it cost', async () => {
  for (const personId of ['p-030', 'p-031']) for (let n = 0; n < 2; n += 1) await give(personId, 20);
  await receive(cloud(), 'soap', 10);
  for (const personId of ['p-030', 'p-031']) await handOut(cloud(), await redeem(cloud(), personId));
  const month = new Date((await cloud().now()) + 8 * 3_600_000).toISOString().slice(0, 7);
  const { bought } = await cloud().callOk(phone('manager'), 'points.fund', { month });
  expect(bought).toEqual([{ rewardId: 'soap', name: '香皂', count: 2, points: 60, yuan: 10 }]);
});

it('loads rewards of the first form, and pays by them', async () => {
  const first: Rewards = {
    rules: [
      { id: 'valid-hazard', points: 7, reason: '上报的隐患已改好' },
      { id: 'consolation', points: 2, reason: '谢谢你留心现场' },
    ],
  };
  await publish(first);
  const as = phoneOf('p-034');
  await orderAt(cloud(), 'closed', {}, as);
  const points = await cloud().callOk(as, 'points.get', {});
  expect(points).toMatchObject({ balance: 7, lapsing: null, entries: [{ points: 7 }] });
  await publish(rewardsBody as Rewards);
});

describe('whoever leaves', () => {
  const leaver = 'p-036';

  it('is not paid any more, and keeps what they have', async () => {
    await give(leaver, 20);
    const id = await orderAt(cloud(), 'awaitingVerification', {}, phoneOf(leaver));
    await editPerson(cloud(), leaver, { status: 'left' });
    await tick(cloud());
    const owner = (await storedOrder(cloud(), id)).next?.owner.id ?? '';
    expect(owner).not.toBe(leaver);
    await act(cloud(), phoneOf(owner), id, 'verify', { onSite: true });
    await tick(cloud());
    expect((await ledger()).filter(({ orderId, personId }) => orderId === id && personId === leaver)).toEqual(
      [],
    );
    expect(await accountOf(leaver)).toMatchObject({ balance: 20 });
    const asked = { rewardId: 'soap' };
    await refused(cloud(), 'NOT_BOUND', phoneOf(leaver), 'shop.redeem', asked);
  });

  it('is told nothing when it lapses with its year', async () => {
    await cloud().clock({ set: Date.parse('2028-01-01T00:05:00+08:00') });
    await cloud().runTimer('jobs');
    await cloud().clock({ advance: '65m' });
    expect(await accountOf(leaver)).toMatchObject({ balance: 0 });
    const told = (await cloud().dump('deliveries')).filter(({ to }) => to === leaver);
    expect(told.filter(({ notice }) => notice === 'pointsLapsing' || notice === 'pointsStatement')).toEqual(
      [],
    );
  });
});
