/** Orders that belong together: one ends in another, or both say that they have to do with each other. */
import { randomUUID } from 'node:crypto';
import type { OrderView } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, photo, report, storedOrder, unsigned } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud, type Part } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const OTHER = phoneOf('p-031');

/** An earlier order and a later one of the same hazard. */
async function twice(patch = {}): Promise<{ first: string; second: string }> {
  const first = await orderAt(cloud(), 'awaitingResponse', patch);
  const second = await orderAt(cloud(), 'awaitingResponse', patch, OTHER);
  return { first, second };
}

const input = async (orderId: string, into: string, part: Part = 'keeper') => ({
  orderId,
  rev: (await look(cloud(), phone(part), orderId)).rev,
  into,
  reason: '同一处，报了两次',
});

async function merge(orderId: string, into: string, requestId: string = randomUUID()): Promise<OrderView> {
  return cloud().callOk(phone('keeper'), 'orders.merge', await input(orderId, into), { requestId });
}

/** A merge that has to be refused, and why. */
const refusedMerge = async (orderId: string, into: string) =>
  refused(cloud(), 'MERGE_REFUSED', phone('keeper'), 'orders.merge', await input(orderId, into));

contractOf('orders.merge', {
  valid() {
    it('ends the later order, and both tell of the other', async () => {
      const { first, second } = await twice();
      const view = await merge(second, first);
      const target = await look(cloud(), phone('keeper'), first);
      expect(view).toMatchObject({ state: { id: 'merged', end: true }, next: null });
      expect(view.relations).toEqual([{ id: first, number: target.number, kind: 'mergedInto' }]);
      expect(target.relations).toEqual([{ id: second, number: view.number, kind: 'mergedHere' }]);
      expect(target.state.id).toBe('awaitingResponse');
      expect(unsigned(await look(cloud(), phone('keeper'), second))).toEqual(unsigned(view));
    });

    it('lets whoever reported it follow the other one to its end', async () => {
      const { first, second } = await twice();
      await refused(cloud(), 'NOT_FOUND', OTHER, 'orders.get', { orderId: first });
      await merge(second, first);
      expect((await look(cloud(), OTHER, first)).id).toBe(first);
      await act(cloud(), phone('keeper'), first, 'respond', { text: '换一个', personId: CAST.fixer });
      await act(cloud(), phone('fixer'), first, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      await act(cloud(), phone('reporter'), first, 'verify', { onSite: true });
      const { notices } = await cloud().callOk(OTHER, 'notices.list', {});
      const about = notices.filter(({ orderId }) => orderId === first).map(({ title }) => title);
      expect(about).toEqual(['你报的隐患已改好', '有人在处理你报的隐患']);
    });
  },
  edge() {
    it('leaves who reported in confidence unnamed on the other order', async () => {
      const first = await orderAt(cloud(), 'awaitingResponse');
      const second = await orderAt(
        cloud(),
        'awaitingResponse',
        { visibility: 'safetyOnly' },
        phoneOf('p-032'),
      );
      await merge(second, first);
      expect(JSON.stringify(await look(cloud(), phone('keeper'), first))).not.toMatch(/杜鹏|p-032/);
    });

    it('never ends two orders in each other', async () => {
      const { first, second } = await twice();
      const [there, back] = [await input(first, second), await input(second, first)];
      const answers = await Promise.all(
        [there, back].map((each) => cloud().call(phone('keeper'), 'orders.merge', each)),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await storedOrder(cloud(), first)).open).toBe(true);
    });

    it('never lets a hazard lose its urgency', async () => {
      const first = await orderAt(cloud(), 'awaitingResponse', { templateId: 'ladder-broken' });
      const { id } = await report(cloud(), OTHER, { templateId: 'guard-missing' });
      const { message } = await refusedMerge(id, first);
      expect(message).toContain('紧急程度比这一单低');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'orders.merge',
      misshapen({ orderId: randomUUID(), rev: 1, into: randomUUID(), reason: '重复' }),
    );

    it('refuses an order and itself', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      await refused(cloud(), 'BAD_REQUEST', phone('keeper'), 'orders.merge', await input(id, id));
    });

    it('refuses an earlier one, one that ended, one that was merged, and a chain', async () => {
      const { first, second } = await twice();
      expect((await refusedMerge(first, second)).message).toContain('后报的并到先报的');
      const third = await orderAt(cloud(), 'awaitingResponse');
      await merge(third, second);
      expect((await refusedMerge(second, first)).message).toContain('已经有别的单并到这一单里');
      const fourth = await orderAt(cloud(), 'awaitingResponse');
      expect((await refusedMerge(fourth, third)).message).toContain('自己已经并到别的单里了');
      const closed = await orderAt(cloud(), 'notHazard');
      const fifth = await orderAt(cloud(), 'awaitingResponse');
      expect((await refusedMerge(fifth, closed)).message).toContain('已经结束了');
    });

    it('refuses an order that somebody has touched meanwhile', async () => {
      const { first, second } = await twice();
      const stale = await input(second, first);
      await act(cloud(), phone('keeper'), second, 'respond', { text: '马上' });
      await refused(cloud(), 'CHANGED', phone('keeper'), 'orders.merge', stale);
    });
  },
  forbidden() {
    it('is for whoever has the order, and for safety', async () => {
      const { first, second } = await twice();
      const asked = await input(second, first);
      await refused(cloud(), 'NOT_YOUR_TURN', phone('inspector'), 'orders.merge', asked);
      await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.merge', asked);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'orders.merge', asked);
      await cloud().callOk(phone('safety'), 'orders.merge', asked);
    });

    it('is refused into an order one may not see, as into none', async () => {
      const hidden = await orderAt(cloud(), 'awaitingResponse', { areaId: 'blasting' }, phone('bystander'));
      const second = await orderAt(cloud(), 'awaitingResponse');
      for (const into of [hidden, randomUUID()]) {
        const asked = await input(second, into);
        await refused(cloud(), 'NOT_FOUND', phone('keeper'), 'orders.merge', asked);
      }
    });

    itRefusesNobody(cloud, 'orders.merge', {
      ...{ orderId: randomUUID(), rev: 1, into: randomUUID(), reason: '重复' },
    });
  },
  replay() {
    it('is answered the same, also when the other order has ended since', async () => {
      const { first, second } = await twice();
      const [asked, requestId] = [await input(second, first), randomUUID()];
      const once = await cloud().callOk(phone('keeper'), 'orders.merge', asked, { requestId });
      await act(cloud(), phone('keeper'), first, 'notHazard', { reason: '换过了' });
      const after = await stored(cloud());
      const again = await cloud().callOk(phone('keeper'), 'orders.merge', asked, { requestId });
      expect(unsigned(again)).toEqual(unsigned(once));
      expect(await stored(cloud())).toEqual(after);
    });

    it('refuses another text and another person under the same id', async () => {
      const { first, second } = await twice();
      const [asked, requestId] = [await input(second, first), randomUUID()];
      await cloud().callOk(phone('keeper'), 'orders.merge', asked, { requestId });
      const other = { ...asked, reason: '别的原因' };
      const elsewhere = { ...asked, into: await orderAt(cloud(), 'awaitingResponse') };
      const [keeper, safety] = [phone('keeper'), phone('safety')];
      await refused(cloud(), 'REPLAY_MISMATCH', keeper, 'orders.merge', other, { requestId });
      await refused(cloud(), 'REPLAY_MISMATCH', keeper, 'orders.merge', elsewhere, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', safety, 'orders.merge', asked, { requestId });
    });
  },
});

const relate = (as: string, orderId: string, to: string) =>
  cloud().callOk(as, 'orders.relate', { orderId, to });

contractOf('orders.relate', {
  valid() {
    it('is told by both, and changes nothing else', async () => {
      const { first, second } = await twice();
      const { rev, trail } = await storedOrder(cloud(), first);
      const view = await relate(phone('keeper'), first, second);
      const other = await look(cloud(), phone('keeper'), second);
      expect(view.relations).toEqual([{ id: second, number: other.number, kind: 'related' }]);
      expect(other.relations).toEqual([{ id: first, number: view.number, kind: 'related' }]);
      expect(await storedOrder(cloud(), first)).toMatchObject({ rev, trail, state: 'awaitingResponse' });
    });
  },
  edge() {
    it('is for closed orders as well, and stays what it was after a merge', async () => {
      const closed = await orderAt(cloud(), 'notHazard');
      const { first, second } = await twice();
      await relate(phone('keeper'), first, closed);
      await merge(second, first);
      const view = await relate(phone('keeper'), first, second);
      expect(view.relations.map(({ id, kind }) => [id, kind])).toEqual([
        [closed, 'related'],
        [second, 'mergedHere'],
      ]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'orders.relate',
      misshapen({ orderId: randomUUID(), to: randomUUID() }),
    );

    it('refuses an order and itself', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      await refused(cloud(), 'BAD_REQUEST', phone('keeper'), 'orders.relate', { orderId, to: orderId });
    });
  },
  forbidden() {
    it('is refused with an order one may not see, as with none', async () => {
      const { first, second } = await twice();
      const hidden = await orderAt(cloud(), 'awaitingResponse', { areaId: 'blasting' }, phone('bystander'));
      for (const [orderId, to] of [
        [first, hidden],
        [hidden, first],
        [first, randomUUID()],
      ] as const) {
        await refused(cloud(), 'NOT_FOUND', phone('keeper'), 'orders.relate', { orderId, to });
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'orders.relate', { orderId: first, to: second });
    });

    itRefusesNobody(cloud, 'orders.relate', { orderId: randomUUID(), to: randomUUID() });
  },
  replay() {
    it('is said once, whoever says it again and however often at once', async () => {
      const { first, second } = await twice();
      const said = await Promise.all(
        [phone('keeper'), phone('keeper'), phone('safety')].map((as) => relate(as, first, second)),
      );
      expect(new Set(said.map(({ relations }) => relations.length))).toEqual(new Set([1]));
      const after = await stored(cloud());
      await relate(phone('boss'), first, second);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});
