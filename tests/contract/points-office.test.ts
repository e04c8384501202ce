/** Points beyond one's own account: rules, statement, board, fund, points given by hand, and rules tried out on last month. */
import { randomUUID } from 'node:crypto';
import rewards from '../../cloudfunctions/config/rewards.json';
import type { GrantView } from '../../typings/api';
import type { Rewards } from '../../typings/config';
import type { LedgerEntry } from '../../typings/domain';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, orderAt, report } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { allOk, freshTask, plan, submit } from './support/tasks';

const cloud = useCloud();

const RULES = rewards as Rewards;
const MONTH = '2026-11';
const DAY = 86_400_000;

const ledger = async (): Promise<LedgerEntry[]> =>
  (await cloud().dump('ledger')) as (Record<string, unknown> & LedgerEntry)[];

const give = (points: number, personId: string, requestId: string = randomUUID(), as = phone('safety')) =>
  cloud().callOk(as, 'points.grant', { personId, points, reason: '提醒大家关阀' }, { requestId });

const balance = async (personId: string): Promise<number> =>
  (await cloud().callOk(phoneOf(personId), 'points.get', {})).balance;

/** Publishes rewards for the rest of a case. */
async function publish(body: Rewards): Promise<void> {
  const { version } = await cloud().callOk(phone('admin'), 'config.get', { kind: 'rewards' });
  const input = { kind: 'rewards' as const, body, basedOn: version, note: '测试' };
  await cloud().callOk(phone('admin'), 'config.publish', input);
}

contractOf('points.rules', {
  valid() {
    it('tells each rule with its points, in words', async () => {
      const { rules, notes } = await cloud().callOk(phone('reporter'), 'points.rules', {});
      expect(rules).toContainEqual({ id: 'valid-hazard', text: '上报的隐患已改好', points: 10 });
      expect(notes).toContain('一个人一天最多 100 分，一个月最多 300 分。');
      expect([...rules.map(({ text }) => text), ...notes].join()).not.toMatch(/[a-z]{4,}/);
    });
  },
  edge() {
    it('is for somebody who reports for another firm too', async () => {
      expect((await cloud().callOk(phone('contractor'), 'points.rules', {})).rules.length).toBeGreaterThan(5);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'points.rules', misshapen({}));
  },
  forbidden() {
    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.rules', {});
    });
    itRefusesNobody(cloud, 'points.rules', {});
  },
});

contractOf('points.pending', {
  valid() {
    it('says what an open report will pay and what it waits for, until it paid', async () => {
      const as = phoneOf('p-034');
      const id = await orderAt(cloud(), 'awaitingVerification', {}, as);
      const mine = async () => (await cloud().callOk(as, 'points.pending', {})).pending;
      expect(await mine()).toMatchObject([{ orderId: id, points: 10, why: '看过没问题就记上' }]);
      await act(cloud(), as, id, 'verify', { onSite: true });
      expect(await mine()).toEqual([]);
    });
  },
  edge() {
    it('promises more for what is urgent', async () => {
      const as = phoneOf('p-036');
      await report(cloud(), as, { templateId: 'guard-missing' });
      expect((await cloud().callOk(as, 'points.pending', {})).pending).toMatchObject([{ points: 15 }]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'points.pending', misshapen({}));
  },
  forbidden() {
    it('is not for a guest, who earns nothing', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.pending', {});
    });
    itRefusesNobody(cloud, 'points.pending', {});
  },
});

const months = [
  { what: 'the month has not begun', field: 'month', input: { month: '2027-01' } },
  { what: 'the month is too long ago', field: 'month', input: { month: '2020-01' } },
  { what: 'it is no month', field: 'month', input: { month: '2026-13' } },
];

contractOf('points.statement', {
  valid() {
    it('adds up: opened, came, went, closed', async () => {
      await orderAt(cloud(), 'closed', {}, phoneOf('p-031'));
      const statement = await cloud().callOk(phoneOf('p-031'), 'points.statement', { month: MONTH });
      expect(statement).toMatchObject({ month: MONTH, opened: 0, earned: 10, takenBack: 0, closed: 10 });
    });
  },
  edge() {
    it('is even where nothing ever happened', async () => {
      const statement = await cloud().callOk(phone('storekeeper'), 'points.statement', { month: MONTH });
      expect(statement).toMatchObject({ opened: 0, earned: 0, closed: 0 });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'points.statement', misshapen({ month: MONTH }));
    itRefusesShapes(cloud, phone('reporter'), 'points.statement', months);
  },
  forbidden() {
    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.statement', { month: MONTH });
    });
    itRefusesNobody(cloud, 'points.statement', { month: MONTH });
  },
});

contractOf('points.named', {
  valid() {
    it('names somebody on the board only once they agreed', async () => {
      await give(5, CAST.bystander);
      const thanked = async () =>
        (await cloud().callOk(phone('bystander'), 'points.board', { month: MONTH })).thanked;
      expect(await thanked()).toEqual([]);
      await cloud().callOk(phone('bystander'), 'points.named', { named: true });
      expect((await thanked()).map(({ id }) => id)).toContain(CAST.bystander);
      expect((await cloud().callOk(phone('bystander'), 'points.get', {})).named).toBe(true);
    });
  },
  edge() {
    it('opens an account for whoever has none', async () => {
      expect(await cloud().callOk(phone('storekeeper'), 'points.named', { named: true })).toEqual({
        named: true,
      });
      expect((await cloud().callOk(phone('storekeeper'), 'points.get', {})).named).toBe(true);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'points.named', misshapen({ named: true }));
  },
  forbidden() {
    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.named', { named: true });
    });
    itRefusesNobody(cloud, 'points.named', { named: true });
  },
  replay() {
    it('is the same however often it is said', async () => {
      for (const named of [true, true, false, false])
        expect(await cloud().callOk(phone('fixer'), 'points.named', { named })).toEqual({ named });
      expect((await cloud().callOk(phone('fixer'), 'points.get', {})).named).toBe(false);
    });
  },
});

contractOf('points.board', {
  valid() {
    it('sets departments side by side, per head', async () => {
      await give(20, 'p-033');
      const { departments } = await cloud().callOk(phone('reporter'), 'points.board', { month: MONTH });
      expect(departments.length).toBeGreaterThan(2);
      for (const { heads, perHead, earners } of departments)
        expect([heads >= 3, earners <= heads, perHead >= 0]).toEqual([true, true, true]);
      expect(Math.max(...departments.map(({ perHead }) => perHead))).toBeGreaterThan(0);
    });
  },
  edge() {
    it('leaves out a department so small that it would tell what one person earned', async () => {
      const { departments } = await cloud().callOk(phone('reporter'), 'points.board', { month: MONTH });
      expect(departments.filter(({ heads }) => heads < 3)).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'points.board', misshapen({ month: MONTH }));
    itRefusesShapes(cloud, phone('reporter'), 'points.board', months);
  },
  forbidden() {
    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.board', { month: MONTH });
    });
    itRefusesNobody(cloud, 'points.board', { month: MONTH });
  },
});

contractOf('points.grant', {
  valid() {
    it('gives little at once, and much when the manager agrees', async () => {
      const before = await balance('p-037');
      expect(await give(20, 'p-037')).toMatchObject({ state: 'granted', decidedBy: null });
      expect(await give(150, 'p-037')).toMatchObject({ state: 'waiting' });
      expect((await balance('p-037')) - before).toBe(20);
    });
  },
  edge() {
    it('lets what the month leaves no room for wait for the manager', async () => {
      const states: string[] = [];
      for (let i = 0; i < 6; i += 1) states.push((await give(20, 'p-038')).state);
      expect(states).toEqual([...Array<string>(5).fill('granted'), 'waiting']);
    });
  },
  invalid() {
    const input = { personId: 'p-037', points: 5, reason: '好样的' };
    itRefusesShapes(cloud, phone('safety'), 'points.grant', misshapen(input));
    itRefusesShapes(cloud, phone('safety'), 'points.grant', [
      { what: 'points are negative', field: 'points', input: { ...input, points: -5 } },
      { what: 'points are no whole number', field: 'points', input: { ...input, points: 2.5 } },
      { what: 'points are more than anybody may give', field: 'points', input: { ...input, points: 201 } },
    ]);
  },
  forbidden() {
    const input = { personId: 'p-037', points: 5, reason: '好样的' };
    it('is not for a worker, nor for oneself, nor to somebody nobody knows', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'points.grant', input);
      await refused(cloud(), 'NOT_FOR_YOU', phone('safety'), 'points.grant', {
        ...input,
        personId: CAST.safety,
      });
      await refused(cloud(), 'PERSON_UNKNOWN', phone('safety'), 'points.grant', {
        ...input,
        personId: 'p-999',
      });
    });
    it('lets no manager give much where no other one can agree', async () => {
      await refused(cloud(), 'BAD_REQUEST', phone('manager'), 'points.grant', { ...input, points: 100 });
    });
    itRefusesNobody(cloud, 'points.grant', input);
  },
  replay() {
    it('gives once under one id, and refuses another sum under it', async () => {
      const [id, before] = [randomUUID(), await balance('p-032')];
      expect(await give(7, 'p-032', id)).toEqual(await give(7, 'p-032', id));
      expect((await balance('p-032')) - before).toBe(7);
      const input = { personId: 'p-032', points: 8, reason: '提醒大家关阀' };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('safety'), 'points.grant', input, { requestId: id });
    });
  },
});

const decide = (grant: GrantView, approve: boolean, as = phone('manager')) =>
  cloud().callOk(as, 'points.decide', { grantId: grant.id, approve, reason: '' });

contractOf('points.decide', {
  valid() {
    it('books what is agreed to, outside the caps, and nothing of what is not', async () => {
      const before = await balance('p-025');
      expect(await decide(await give(150, 'p-025'), true)).toMatchObject({
        state: 'granted',
        decidedBy: { id: CAST.manager },
      });
      expect(await decide(await give(180, 'p-025'), false)).toMatchObject({ state: 'refused' });
      expect((await balance('p-025')) - before).toBe(150);
    });
  },
  edge() {
    it('is not for whoever gets it, though they are the manager', async () => {
      const { id } = await give(100, CAST.manager).catch(() => ({ id: '' }));
      expect(id).toBe('');
    });
  },
  invalid() {
    const input = { grantId: 'p-010:12345678', approve: true, reason: '' };
    const shapes = misshapen(input).filter(({ what }) => !what.endsWith('reason is empty'));
    itRefusesShapes(cloud, phone('manager'), 'points.decide', shapes);
    itRefusesShapes(cloud, phone('manager'), 'points.decide', [
      { what: 'there is no such grant', field: 'grantId', input },
    ]);
  },
  forbidden() {
    it('is for the manager alone', async () => {
      const { id: grantId } = await give(100, 'p-026');
      const input = { grantId, approve: true, reason: '' };
      for (const as of [phone('safety'), phone('keeper'), phone('reporter'), phone('admin')])
        await refused(cloud(), 'NOT_FOR_YOU', as, 'points.decide', input);
    });
    itRefusesNobody(cloud, 'points.decide', { grantId: 'p-010:12345678', approve: true, reason: '' });
  },
  replay() {
    it('decides once', async () => {
      const grant = await give(120, 'p-027');
      const before = await balance('p-027');
      expect(await decide(grant, true)).toEqual(await decide(grant, true));
      expect((await balance('p-027')) - before).toBe(120);
      const input = { grantId: grant.id, approve: false, reason: '' };
      await refused(cloud(), 'CHANGED', phone('manager'), 'points.decide', input);
    });
  },
});

contractOf('points.grants', {
  valid() {
    it('shows the manager what waits, and each their own', async () => {
      const grant = await give(110, 'p-024');
      const idsOf = async (as: string) =>
        (await cloud().callOk(as, 'points.grants', {})).grants.map(({ id }) => id);
      expect(await idsOf(phone('manager'))).toContain(grant.id);
      expect(await idsOf(phone('safety'))).toContain(grant.id);
      expect(await idsOf(phone('otherSupervisor'))).not.toContain(grant.id);
    });
  },
  edge() {
    it('is empty for who never gave any', async () => {
      expect(await cloud().callOk(phone('otherSupervisor'), 'points.grants', {})).toEqual({ grants: [] });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('manager'), 'points.grants', misshapen({}));
  },
  forbidden() {
    it('is not for a worker', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'points.grants', {});
    });
    itRefusesNobody(cloud, 'points.grants', {});
  },
});

contractOf('points.fund', {
  valid() {
    it('is what came to accounts in the month, at the value of a point', async () => {
      const fund = await cloud().callOk(phone('manager'), 'points.fund', { month: MONTH });
      const sum = (await ledger()).reduce((all, { points }) => all + points, 0);
      expect(fund).toMatchObject({
        month: MONTH,
        budget: 3000,
        fenPerPoint: 10,
        awarded: sum,
        outstanding: sum,
      });
      expect(fund.used).toBeCloseTo(sum / 10);
      expect(fund.days.at(-1)?.used).toBe(fund.used);
      expect(fund.days).toHaveLength(25);
    });
  },
  edge() {
    it('warns manager and safety once when most of it is used up', async () => {
      await publish({ ...RULES, fund: { yuan: 10, fenPerPoint: 100, warnAt: 80 } });
      await give(20, 'p-023');
      await cloud().clock({ advance: '2h' });
      await cloud().clock({ advance: '2h' });
      const told = (await cloud().dump('deliveries')).filter(({ notice }) => notice === 'fundWarning');
      expect(new Set(told.map(({ to }) => to))).toEqual(
        new Set([CAST.manager, CAST.safety, CAST.otherSafety]),
      );
      expect(told).toHaveLength(3);
      expect((await cloud().callOk(phone('manager'), 'points.fund', { month: MONTH })).warned).toBe(true);
      await publish(RULES);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('manager'), 'points.fund', misshapen({ month: MONTH }));
    itRefusesShapes(cloud, phone('manager'), 'points.fund', months);
  },
  forbidden() {
    it('is not for workers, nor for the storekeeper, who hands goods out and buys none', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'points.fund', { month: MONTH });
      await refused(cloud(), 'NOT_FOR_YOU', phone('storekeeper'), 'points.fund', { month: MONTH });
    });
    itRefusesNobody(cloud, 'points.fund', { month: MONTH });
  },
});

describe('what nobody asks for by hand', () => {
  /** The first minutes of a month, and the hour after. */
  async function firstOf(text: string): Promise<void> {
    await cloud().clock({ set: Date.parse(text) });
    await cloud().runTimer('jobs');
    await cloud().clock({ advance: '65m' });
  }

  it('pays a round that was done in time, once', async () => {
    await plan(cloud());
    const { task, owner } = await freshTask(cloud());
    await submit(cloud(), owner, task.id, allOk(task), true);
    await cloud().clock({ advance: '12m' });
    const paid = (await ledger()).filter(({ orderId }) => orderId === task.id);
    expect(paid).toMatchObject([{ _id: `award:${task.id}:round-done`, points: 2, kind: 'award' }]);
  });

  it('tells of last month and lapses what is too old, once, on the first of a month', async () => {
    const owed = await balance('p-031');
    expect(owed).toBeGreaterThan(0);
    await firstOf('2026-12-01T00:00:05+08:00');
    const told = (await cloud().dump('deliveries')).filter(({ to }) => to === 'p-031');
    expect(told.filter(({ notice }) => notice === 'pointsStatement')).toHaveLength(1);
    expect(told.filter(({ notice }) => notice === 'pointsLapsing')).toEqual([]);
    // Earned in 2026, they are good until the end of 2027.
    await firstOf('2027-12-01T00:00:05+08:00');
    const later = (await cloud().dump('deliveries')).filter(({ to }) => to === 'p-031');
    expect(later.filter(({ notice }) => notice === 'pointsLapsing')).toHaveLength(1);
    expect((await cloud().callOk(phoneOf('p-031'), 'points.get', {})).lapsing?.points).toBe(owed);
    await firstOf('2028-01-01T00:00:05+08:00');
    expect(await balance('p-031')).toBe(0);
    expect((await ledger()).filter(({ _id }) => _id === 'lapse:p-031:2026')).toMatchObject([
      { points: -owed },
    ]);
  });
});

contractOf('points.simulate', {
  valid() {
    it('replays last month under the rules in force and under others, by department', async () => {
      const body: Rewards = {
        ...RULES,
        rules: RULES.rules.map((rule) => ({ ...rule, points: rule.points + 1 })),
      };
      const result = await cloud().callOk(phone('safety'), 'points.simulate', { body });
      expect(result.then.points).toBeGreaterThanOrEqual(result.now.points);
      expect(result.departments.length).toBeGreaterThan(0);
      expect(result.rules.map(({ id }) => id)).toEqual(RULES.rules.map(({ id }) => id));
    });
  },
  edge() {
    it('writes nothing', async () => {
      const before = await ledger();
      await cloud().callOk(phone('manager'), 'points.simulate', { body: RULES });
      expect(await ledger()).toEqual(before);
    });
  },
  invalid() {
    const [first, ...others] = RULES.rules;
    it.each([
      ['negative points', { ...RULES, rules: [{ ...first, points: -1 }, ...others] }],
      ['a fraction of a point', { ...RULES, rules: [{ ...first, points: 1.5 }, ...others] }],
      [
        'a loop',
        {
          ...RULES,
          rules: [
            ...RULES.rules,
            { id: 'a', on: 'b', points: 1, reason: '甲' },
            { id: 'b', on: 'a', points: 1, reason: '乙' },
          ],
        },
      ],
      [
        'a rule that nobody pays',
        { ...RULES, rules: [...RULES.rules, { id: 'nobody', points: 1, reason: '没有人给' }] },
      ],
      ['a number of reports to reach', { ...RULES, quota: { perPerson: 5 } }],
    ])('refuses %s', async (_what, body) => {
      await refused(cloud(), 'CONFIG_INVALID', phone('safety'), 'points.simulate', { body: body as Rewards });
    });
  },
  forbidden() {
    it('is not for workers', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'points.simulate', { body: RULES });
    });
    itRefusesNobody(cloud, 'points.simulate', { body: RULES });
  },
});

it('pays nobody for more than a month in a month', async () => {
  const sums = new Map<string, number>();
  for (const { personId, at, counted = 0 } of await ledger()) {
    const month = `${personId} ${new Date(at + DAY / 3).toISOString().slice(0, 7)}`;
    sums.set(month, (sums.get(month) ?? 0) + counted);
  }
  expect(Math.max(...sums.values())).toBeLessThanOrEqual(RULES.caps?.month ?? 0);
});
