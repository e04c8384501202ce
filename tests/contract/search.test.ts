/** Finding orders again, by number, words, area and person; and how the same hazard was dealt with the last time. */
import { randomUUID } from 'node:crypto';
import type { SearchInput } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, orderAt, photo, report } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const DAY = 86_400_000;

const found = async (as: string, input: SearchInput): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await cloud().callOk(as, 'orders.search', {
      ...input,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.orders.map(({ id }) => id));
    cursor = page.cursor;
  }
  return ids;
};

const SAMPLE = { text: '油', areaId: 'saw', personId: 'p-030', open: true, cursor: 'WzEsImEiXQ' };

contractOf('orders.search', {
  valid() {
    it('finds an order by its number, by the end of it, and by day and end', async () => {
      const { id, number } = await report(cloud(), phone('reporter'));
      const [, day = '', end = ''] = number.split('-');
      for (const text of [number, number.toLowerCase(), `${day}-${end}`, `${day}${end}`]) {
        expect(await found(phone('safety'), { text })).toEqual([id]);
      }
      expect((await found(phone('safety'), { text: String(Number(end)) }))[0]).toBe(id);
    });

    it('finds words of the title and the place, newest first', async () => {
      const first = await report(cloud(), phone('reporter'), { areaId: 'lab', templateId: 'ladder-broken' });
      const second = await report(cloud(), phone('reporter'), { areaId: 'saw', templateId: 'ladder-broken' });
      expect(await found(phone('safety'), { text: '梯子' })).toEqual([second.id, first.id]);
      expect(await found(phone('safety'), { text: '实验室 梯子' })).toEqual([first.id]);
      expect(await found(phone('safety'), { text: '梯子', areaId: 'saw' })).toEqual([second.id]);
      expect(await found(phone('safety'), { text: '没有这样的词' })).toEqual([]);
    });

    it('finds what somebody reported, owns, fixed or answers for, by name or by id', async () => {
      const id = await orderAt(cloud(), 'rectifying', {}, phoneOf('p-031'));
      for (const text of ['潘志伟', '姜海生', '王大勇']) {
        expect(await found(phone('safety'), { text })).toContain(id);
      }
      expect(await found(phone('safety'), { personId: CAST.fixer })).toContain(id);
      expect(await found(phone('safety'), { personId: 'p-041' })).toEqual([]);
    });
  },
  edge() {
    it('finds the end of a number of an earlier day, today first', async () => {
      const early = await report(cloud(), phone('reporter'));
      const end = early.number.slice(-4);
      await cloud().clock({ set: (await cloud().now()) + 7 * DAY });
      expect((await found(phone('safety'), { text: end }))[0]).toBe(early.id);
    });

    it('leaves out what is closed, or open, when asked', async () => {
      const person = phoneOf('p-033');
      const open = await orderAt(cloud(), 'awaitingResponse', {}, person);
      const closed = await orderAt(cloud(), 'closed', {}, person);
      expect(await found(phone('safety'), { text: '戴文军', open: true })).toEqual([open]);
      expect(await found(phone('safety'), { text: '戴文军', open: false })).toEqual([closed]);
    });

    it('shows each once, page by page', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 23; n += 1)
        ids.push((await report(cloud(), phone('reporter'), { areaId: 'drying' })).id);
      expect(await found(phone('safety'), { areaId: 'drying' })).toEqual(ids.reverse());
    });

    it('counts the database calls of a list, and looks at a bounded number of documents', async () => {
      const ask = () => cloud().callOk(phone('safety'), 'orders.search', { text: '没有这样的词' });
      await ask();
      await cloud().resetStats();
      await ask();
      const { functions } = await cloud().stats();
      const { calls, examined } = functions['api']?.['orders.search']?.request ?? {
        calls: 99,
        examined: 9999,
      };
      expect(calls).toBeLessThanOrEqual(3);
      expect(examined).toBeLessThanOrEqual(300);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'orders.search',
      misshapen(SAMPLE, { optional: Object.keys(SAMPLE), mayBeEmpty: ['text', 'cursor'] }),
    );
    itRefusesShapes(cloud, phone('safety'), 'orders.search', [
      { what: 'nothing is looked for', field: 'text', input: {} },
      { what: 'the text is blank', field: 'text', input: { text: ' 　' } },
      { what: 'the cursor is none of ours', field: 'cursor', input: { text: '油', cursor: 'x' } },
    ]);
    it('takes signs of a pattern as they are', async () => {
      expect(await found(phone('safety'), { text: '.*' })).toEqual([]);
    });
  },
  forbidden() {
    it('shows everybody only what they may see', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse', { areaId: 'blasting' }, phone('bystander'));
      const number = (await cloud().callOk(phone('bystander'), 'orders.get', { orderId: id })).number;
      for (const as of [phone('contractor'), phone('reporter'), phone('otherSupervisor'), guestPhone(1)]) {
        for (const input of [{ text: number }, { areaId: 'blasting' }, { text: '钟海涛' }]) {
          expect(await found(as, input)).not.toContain(id);
        }
      }
      expect(await found(phone('bystander'), { text: number })).toEqual([id]);
    });

    it('never tells who reported in confidence', async () => {
      const id = await orderAt(
        cloud(),
        'awaitingVerification',
        { visibility: 'safetyOnly' },
        phoneOf('p-032'),
      );
      expect(await found(phone('keeper'), { text: '杜鹏' })).not.toContain(id);
      expect(await found(phone('manager'), { personId: 'p-032' })).not.toContain(id);
      expect(await found(phone('safety'), { text: '杜鹏' })).toContain(id);
      expect(await found(phoneOf('p-032'), { text: '杜鹏' })).toContain(id);
    });

    itRefusesNobody(cloud, 'orders.search', { text: '油' });
  },
});

const last = async (as: string, orderId: string) =>
  (await cloud().callOk(as, 'orders.last', { orderId })).last;

/** A closed order of this place, dealt with in these words. */
async function dealtWith(text: string, areaId: string, pointId: string | null): Promise<string> {
  const { id, number, owner } = await report(cloud(), phone('reporter'), { areaId, pointId });
  const keeper = phoneOf(owner.id);
  await act(cloud(), keeper, id, 'respond', { text, personId: CAST.fixer });
  await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
  await act(cloud(), phone('reporter'), id, 'verify', { onSite: true });
  return number;
}

contractOf('orders.last', {
  valid() {
    it('tells how the same was done at this point the last time, else in this area', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse', { pointId: 'b-05' });
      const around = await dealtWith('拧紧螺丝', 'manual-welding', 'b-03');
      expect(await last(phone('keeper'), id)).toMatchObject({ number: around, plan: '拧紧螺丝' });
      const here = await dealtWith('换新的', 'manual-welding', 'b-05');
      await dealtWith('再拧紧', 'manual-welding', 'b-03');
      const fixer = { id: CAST.fixer, name: '姜海生' };
      expect(await last(phone('keeper'), id)).toMatchObject({ number: here, plan: '换新的', fixer });
    });
  },
  edge() {
    it('knows of none elsewhere, of another kind, or without a template', async () => {
      await dealtWith('拧紧螺丝', 'manual-welding', null);
      for (const patch of [
        { areaId: 'grinding' },
        { templateId: 'ladder-broken' },
        { templateId: null, description: '有味道' },
      ]) {
        const id = await orderAt(cloud(), 'awaitingResponse', patch);
        expect(await last(phone('safety'), id)).toBeNull();
      }
    });

    it('passes over what was not mended', async () => {
      const patch = { areaId: 'robot-welding' };
      const first = await orderAt(cloud(), 'awaitingResponse', patch);
      await act(cloud(), phone('keeper'), first, 'notHazard', { reason: '换过了' });
      const id = await orderAt(cloud(), 'awaitingResponse', { areaId: 'robot-welding' });
      expect(await last(phone('safety'), id)).toBeNull();
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'orders.last', misshapen({ orderId: randomUUID() }));
  },
  forbidden() {
    it('is refused on an order one may not see, as on none', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      for (const id of [orderId, randomUUID()]) {
        await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.last', { orderId: id });
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'orders.last', { orderId });
    });

    itRefusesNobody(cloud, 'orders.last', { orderId: randomUUID() });
  },
});
