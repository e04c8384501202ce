/** The pages of those who look after the whole plant: safety's desk, the duty leader's night, what the manager decides. */
import type { Desk } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, photo, reachable, report } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const desk = (): Promise<Desk> => cloud().callOk(phone('safety'), 'desk.get', {});

const idsOf = ({ orders }: { orders: { id: string }[] }): string[] => orders.map(({ id }) => id);

/** An order that two people passed on. */
async function disputed(): Promise<string> {
  const { id } = await report(cloud(), phone('reporter'));
  await act(cloud(), phone('keeper'), id, 'transfer', { personId: 'p-019', reason: '设备的事' });
  await act(cloud(), phoneOf('p-019'), id, 'transfer', { personId: CAST.keeper, reason: '不归我' });
  return id;
}

const suspected = async (): Promise<string> =>
  (await report(cloud(), phone('reporter'), { templateId: 'thinner-in-trench' })).id;

const isMajor = async (): Promise<string> => {
  const id = await suspected();
  await act(cloud(), phone('safety'), id, 'isMajor', { basis: '判定标准第三条', interim: '停工撤人' });
  return id;
};

/** Only these roles are let in. */
function itIsOnlyFor(route: 'desk.get' | 'night.get' | 'decisions.get', allowed: readonly Part[]): void {
  it.each<Part>([
    'reporter',
    'keeper',
    'inspector',
    'manager',
    'safety',
    'dutyLeader',
    'admin',
    'storekeeper',
  ])('knows whether %s may come in', async (part) => {
    if (allowed.includes(part)) await cloud().callOk(phone(part), route, {});
    else await refused(cloud(), 'NOT_FOR_YOU', phone(part), route, {});
  });

  it('is for nobody who is not bound', async () => {
    await refused(cloud(), 'NOT_BOUND', guestPhone(), route, {});
  });
}

contractOf('desk.get', {
  valid() {
    it('lays each order where it waits', async () => {
      await reachable(cloud(), 'keeper', 'safety');
      const [ruling, determining] = [await disputed(), await suspected()];
      const { id: stop } = await report(cloud(), phone('reporter'), { pointId: 'b-03', stop: true });
      const piles = await desk();
      expect(idsOf(piles.rulings)).toContain(ruling);
      expect(idsOf(piles.determinations)).toContain(determining);
      expect(idsOf(piles.determinations)).not.toContain(stop);
      expect(idsOf(piles.stops)).toContain(stop);
      const lock = await photo(cloud(), phone('keeper'));
      await act(cloud(), phone('keeper'), stop, 'stop', { photos: [lock] });
      expect(idsOf((await desk()).stops)).toContain(stop);
    });

    it('lists what the law wants with its date until it is done', async () => {
      const id = await isMajor();
      const mine = async () => (await desk()).duties.filter(({ orderId }) => orderId === id);
      const open = await mine();
      expect(open.map(({ overdue }) => overdue)).toEqual([false, false]);
      expect(open.map(({ dueAt }) => dueAt)).toEqual(open.map(({ dueAt }) => dueAt).sort((a, b) => a - b));
      await act(cloud(), phone('safety'), id, 'doDuty', { duty: 'reportRegulator', text: '已在平台上报' });
      expect(await mine()).toHaveLength(1);
    });

    it('names whom no message reaches, and the holes of the rules', async () => {
      const { mute, holes } = await desk();
      expect(mute.map(({ person }) => person.id)).toContain('p-013');
      expect(mute.map(({ person }) => person.id)).not.toContain(CAST.reporter);
      expect(mute.find(({ person }) => person.id === 'p-013')?.phone).toMatch(/^139/);
      expect(holes.some(({ text }) => text.startsWith('没有专门的派单规则'))).toBe(true);
    });
  },
  edge() {
    it('shows who was not reached until they are, and who is late', async () => {
      const { id, owner, dueAt } = await report(cloud(), phone('reporter'), { areaId: 'grinding' });
      expect(owner.id).toBe(CAST.keeper);
      const unreached = await report(cloud(), phone('reporter'), {
        areaId: 'saw',
        templateId: 'guard-missing',
      });
      expect(idsOf((await desk()).unreached).includes(unreached.id)).toBe(unreached.owner.id !== CAST.keeper);
      await cloud().clock({ set: dueAt + 60_000 });
      expect(idsOf((await desk()).overdue)).toContain(id);
    });

    it('counts more than it shows', async () => {
      for (let n = 0; n < 22; n += 1) {
        await report(cloud(), phone('reporter'), { pointId: 'b-04', stop: true });
      }
      const { stops } = await desk();
      expect(stops.orders).toHaveLength(20);
      expect(stops.n).toBeGreaterThanOrEqual(22);
    });

    it('takes few database calls', async () => {
      await desk();
      await cloud().resetStats();
      await desk();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['desk.get']?.request.calls).toBeLessThanOrEqual(4);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'desk.get', misshapen({}));
  },
  forbidden() {
    itIsOnlyFor('desk.get', ['safety']);
    itRefusesNobody(cloud, 'desk.get', {});
  },
});

contractOf('night.get', {
  valid() {
    it('shows the duty leader what needs a person, and whom to call', async () => {
      const { id: high } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
      await reachable(cloud(), 'boss');
      const { later } = await cloud().callOk(phone('dutyLeader'), 'night.get', {});
      const { id: low } = await report(cloud(), phone('reporter'), { templateId: 'floor-oily' });
      const card = await cloud().callOk(phone('dutyLeader'), 'night.get', {});
      const shown = card.now.map(({ id }) => id);
      expect(shown).toContain(high);
      expect(shown).not.toContain(low);
      expect(card.later).toBe(later + 1);
      expect(card.turn).toMatchObject({ name: '白班', takenOverAt: null });
      expect(card.people[0]).toMatchObject({ id: CAST.dutyLeader, phone: '13900000004' });
      expect(card.people.map(({ id }) => id)).toEqual(expect.arrayContaining([CAST.safety, CAST.keeper]));
      expect(new Set(card.people.map(({ id }) => id)).size).toBe(card.people.length);
    });
  },
  edge() {
    it('has no turn for whoever does not lead now or next', async () => {
      expect((await cloud().callOk(phone('machiningHead'), 'night.get', {})).turn).toBeNull();
    });

    it('has the turn that begins within half an hour', async () => {
      const { turn } = await cloud().callOk(phone('dutyLeader'), 'night.get', {});
      await cloud().clock({ set: (turn?.endsAt ?? 0) - 10 * 60_000 });
      const leaders = await Promise.all(
        ['p-002', 'p-003', 'p-004', 'p-005', 'p-006', 'p-007', 'p-008'].map(
          async (id) => (await cloud().callOk(phoneOf(id), 'night.get', {})).turn,
        ),
      );
      const turns = leaders.flatMap((each) => each ?? []);
      expect(turns.length).toBeGreaterThan(0);
      expect(turns.map(({ startsAt }) => startsAt)).toContain(turn?.startsAt);
    });

    it('takes no more than three database calls', async () => {
      const ask = () => cloud().callOk(phone('dutyLeader'), 'night.get', {});
      await ask();
      await cloud().resetStats();
      await ask();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['night.get']?.request.calls).toBeLessThanOrEqual(3);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('dutyLeader'), 'night.get', misshapen({}));
  },
  forbidden() {
    itIsOnlyFor('night.get', ['dutyLeader', 'safety']);
    itRefusesNobody(cloud, 'night.get', {});
  },
});

const decisions = () => cloud().callOk(phone('manager'), 'decisions.get', {});

contractOf('decisions.get', {
  valid() {
    it('holds what the manager has to sign, every hazard that is or may be major, and open directives', async () => {
      const [may, id] = [await suspected(), await isMajor()];
      const plan = {
        ...{ goal: '换防爆风机', measure: '停产改造', funds: '八万元', team: '设备部', schedule: '两周' },
        ...{ safeguard: '断电、监护、应急预案', until: (await cloud().now()) + 14 * 86_400_000 },
      };
      const turn = async () => (await look(cloud(), phone('safety'), id)).next?.owner.id ?? '';
      await act(cloud(), phoneOf(await turn()), id, 'plan', plan);
      expect((await decisions()).approvals.map((card) => card.id)).not.toContain(id);
      await act(cloud(), phoneOf(await turn()), id, 'approve', {});
      const directive = await cloud().callOk(phone('manager'), 'directives.issue', {
        ...{ orderId: id, to: CAST.boss, text: '每天报进度', dueAt: (await cloud().now()) + 86_400_000 },
      });
      const { approvals, majors, directives } = await decisions();
      expect(approvals.map((card) => card.id)).toContain(id);
      expect(approvals.find((card) => card.id === id)?.may).toContain('approve');
      expect(majors.map((card) => card.id)).toEqual(expect.arrayContaining([may, id]));
      expect(directives.map((each) => each.id)).toContain(directive.id);
    });
  },
  edge() {
    it('leaves out what is no hazard of that kind, and what was answered', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const input = {
        orderId: null,
        to: CAST.boss,
        text: '看一下',
        dueAt: (await cloud().now()) + 86_400_000,
      };
      const issued = await cloud().callOk(phone('manager'), 'directives.issue', input);
      const said = { id: issued.id, rev: issued.rev, text: '看过了' };
      await cloud().callOk(phone('boss'), 'directives.answer', said);
      const { majors, directives } = await decisions();
      expect(majors.map((card) => card.id)).not.toContain(id);
      expect(directives.map((each) => each.id)).not.toContain(issued.id);
    });

    it('takes no more than three database calls', async () => {
      await decisions();
      await cloud().resetStats();
      await decisions();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['decisions.get']?.request.calls).toBeLessThanOrEqual(3);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('manager'), 'decisions.get', misshapen({}));
  },
  forbidden() {
    itIsOnlyFor('decisions.get', ['manager']);
    itRefusesNobody(cloud, 'decisions.get', {});
  },
});
