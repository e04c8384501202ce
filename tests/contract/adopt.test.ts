/** 归属裁决 becomes a routing rule in one tap. */
import { randomUUID } from 'node:crypto';
import type { RoutingTable } from '../../typings/config';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

/** An order that two people passed on and safety gave to somebody. */
async function ruled(to: string, patch = {}): Promise<string> {
  const { id, owner } = await report(cloud(), phone('reporter'), patch);
  const [first, second] = ['p-019', 'p-020'] as const;
  await act(cloud(), phoneOf(owner.id), id, 'transfer', { personId: first, reason: '设备的事' });
  await act(cloud(), phoneOf(first), id, 'transfer', { personId: second, reason: '不归我' });
  await act(cloud(), phone('safety'), id, 'rule', { personId: to, reason: '设备科更熟悉' });
  return id;
}

const adopt = (orderId: string) => cloud().callOk(phone('safety'), 'rulings.adopt', { orderId });

const rules = async (): Promise<RoutingTable['rules']> => {
  const { body } = await cloud().callOk(phone('safety'), 'config.get', { kind: 'routing' });
  return (body as RoutingTable).rules;
};

contractOf('rulings.adopt', {
  valid() {
    it('sends the next one of this area and category where it was ruled', async () => {
      const id = await ruled(CAST.otherSupervisor);
      expect((await look(cloud(), phone('safety'), id)).ruling?.mayBecomeRule).toBe(true);
      const { version, because } = await adopt(id);
      expect(because).toBe('手工焊接区的机械防护由郭永福处理');
      const next = await report(cloud(), phone('reporter'));
      expect(next.owner).toEqual({ id: CAST.otherSupervisor, name: '郭永福' });
      expect((await storedOrder(cloud(), next.id)).next?.explain).toContain(because);
      const current = await cloud().callOk(phone('safety'), 'config.get', { kind: 'routing' });
      expect(current.version).toBe(version);
    });

    it('names the duty instead of the person where they hold one', async () => {
      const id = await ruled('p-006', { templateId: 'ladder-broken' });
      expect((await adopt(id)).because).toBe('手工焊接区的高处登高由设备部负责人处理');
      const rule = (await rules()).find(({ because }) => because.includes('高处登高'));
      expect(rule).toMatchObject({
        when: { areaIds: ['manual-welding'], categoryIds: ['height'] },
        to: { kind: 'departmentHead', departmentId: 'equipment' },
      });
    });
  },
  edge() {
    it('leaves 疑似重大 and other areas and kinds where they go', async () => {
      const before = await rules();
      const id = await ruled(CAST.otherSupervisor, { templateId: 'ppe-worn-out' });
      await adopt(id);
      const after = await rules();
      const added = after.findIndex(({ because }) => because.includes('劳保由郭永福'));
      expect(after.filter((_rule, index) => index !== added)).toEqual(before);
      expect(after[added + 1]?.id).toBe('ppe');
      expect(after[0]?.id).toBe('suspected-major');
      const elsewhere = await report(cloud(), phone('reporter'), {
        areaId: 'grinding',
        templateId: 'ppe-worn-out',
      });
      expect(elsewhere.owner.id).not.toBe(CAST.otherSupervisor);
    });

    it('puts a later ruling in the place of an earlier one for the same', async () => {
      await adopt(await ruled(CAST.otherSupervisor, { templateId: 'floor-oily' }));
      const between = (await rules()).length;
      await adopt(await ruled('p-006', { templateId: 'floor-oily' }));
      expect(await rules()).toHaveLength(between);
      const next = await report(cloud(), phone('reporter'), { templateId: 'floor-oily' });
      expect(next.owner.id).toBe('p-006');
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'rulings.adopt', misshapen({ orderId: randomUUID() }));

    it('refuses an order without a ruling, and one without a category', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      await refused(cloud(), 'RULING_NO_RULE', phone('safety'), 'rulings.adopt', { orderId });
      const unknown = await ruled('p-006', { templateId: null, description: '有味道' });
      const { message } = await refused(cloud(), 'RULING_NO_RULE', phone('safety'), 'rulings.adopt', {
        orderId: unknown,
      });
      expect(message).toContain('没有分类');
    });

    it('refuses an order that does not exist', async () => {
      await refused(cloud(), 'NOT_FOUND', phone('safety'), 'rulings.adopt', { orderId: randomUUID() });
    });
  },
  forbidden() {
    it('is for safety alone', async () => {
      const orderId = await ruled(CAST.otherSupervisor, { templateId: 'sign-missing' });
      for (const part of ['keeper', 'manager', 'dutyLeader', 'admin', 'otherSupervisor'] as const) {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'rulings.adopt', { orderId });
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'rulings.adopt', { orderId });
    });

    itRefusesNobody(cloud, 'rulings.adopt', { orderId: randomUUID() });
  },
  replay() {
    it('is adopted once, and answered the same by whoever of safety asks', async () => {
      const orderId = await ruled(CAST.otherSupervisor, { templateId: 'waste-not-sorted' });
      const first = await adopt(orderId);
      const after = await stored(cloud());
      expect(await adopt(orderId)).toEqual(first);
      const other = await cloud().callOk(phone('otherSafety'), 'rulings.adopt', { orderId });
      expect(other).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});
