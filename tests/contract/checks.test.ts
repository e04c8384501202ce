/** 自改待抽查: a sample that the server draws, and what follows from it. */
import { randomUUID } from 'node:crypto';
import type { OrderCard } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, photo, report, storedOrder, unsigned } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

/** Reports of what was mended on the spot. */
async function mended(n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1) {
    const [before, after] = [
      await photo(cloud(), phone('reporter')),
      await photo(cloud(), phone('reporter')),
    ];
    const selfFixed = { photos: [after], text: '当场拧紧了' };
    ids.push((await report(cloud(), phone('reporter'), { photos: [before], selfFixed })).id);
  }
  return ids;
}

const checks = (as = phone('keeper')) => cloud().callOk(as, 'checks.get', {});

const acceptAll = async (sample: OrderCard[]): Promise<void> => {
  for (const { id } of sample) await act(cloud(), phone('keeper'), id, 'accept', {});
};

const acceptRest = (requestId: string = randomUUID()) =>
  cloud().callOk(phone('keeper'), 'checks.acceptRest', {}, { requestId });

const WEEK = 7 * 86_400_000;

/** Nothing is left to check, and nothing was decided today: the same weekday a week on. */
async function anew(): Promise<void> {
  const waiting = (await cloud().dump('orders')).filter(({ state }) => state === 'awaitingCheck');
  for (const { _id } of waiting) await act(cloud(), phone('keeper'), String(_id), 'accept', {});
  await cloud().clock({ set: (await cloud().now()) + WEEK });
}

contractOf('checks.get', {
  valid() {
    it('draws the square root of what waits, the same however often it is asked', async () => {
      await anew();
      const ids = await mended(5);
      const first = await checks();
      expect(first.sample).toHaveLength(3);
      expect(first.rest).toBe(2);
      expect(first.sample.every(({ id, may }) => ids.includes(id) && may.includes('accept'))).toBe(true);
      expect(unsigned(await checks())).toEqual(unsigned(first));
    });
  },
  edge() {
    it('asks for nothing when nothing waits, and for the only one', async () => {
      await anew();
      expect(await checks()).toEqual({ sample: [], rest: 0 });
      const [id] = await mended(1);
      expect(await checks()).toMatchObject({ sample: [{ id }], rest: 0 });
    });

    it('keeps its draw while the sample is looked at', async () => {
      await anew();
      await mended(5);
      const { sample } = await checks();
      await acceptAll(sample.slice(0, 1));
      expect((await checks()).sample.map(({ id }) => id).sort()).toEqual(
        sample
          .slice(1)
          .map(({ id }) => id)
          .sort(),
      );
    });

    it('takes no more than three database calls', async () => {
      await mended(2);
      await checks();
      await cloud().resetStats();
      await checks();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['checks.get']?.request.calls).toBeLessThanOrEqual(3);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'checks.get', misshapen({}));
  },
  forbidden() {
    it('shows nobody what is for somebody else to check', async () => {
      await anew();
      await mended(2);
      for (const part of ['reporter', 'otherSupervisor', 'bystander'] as const) {
        expect(await checks(phone(part))).toEqual({ sample: [], rest: 0 });
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'checks.get', {});
    });

    itRefusesNobody(cloud, 'checks.get', {});
  },
});

contractOf('checks.acceptRest', {
  valid() {
    it('accepts the rest, each by a trail entry of its own, once the whole sample was accepted', async () => {
      await anew();
      const ids = await mended(5);
      await acceptAll((await checks()).sample);
      const { results } = await acceptRest();
      expect(results).toHaveLength(2);
      expect(results.every(({ ok }) => ok)).toBe(true);
      for (const id of ids) {
        const { state, trail } = await storedOrder(cloud(), id);
        expect([state, trail.at(-1)?.actor.id]).toEqual(['closed', CAST.keeper]);
      }
      expect(await checks()).toEqual({ sample: [], rest: 0 });
    });
  },
  edge() {
    it('has nothing to do when nothing waits', async () => {
      await anew();
      expect(await acceptRest()).toEqual({ results: [] });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'checks.acceptRest', misshapen({}));

    it('is refused while some of the sample waits', async () => {
      await anew();
      await mended(5);
      await acceptAll((await checks()).sample.slice(0, 2));
      const { message } = await refused(cloud(), 'SAMPLE_FIRST', phone('keeper'), 'checks.acceptRest', {});
      expect(message).toContain('还有 1 件没看');
    });

    it('is refused when some of the sample was sent back, for the whole day', async () => {
      await anew();
      await mended(5);
      const { sample } = await checks();
      await act(cloud(), phone('keeper'), sample[0]?.id ?? '', 'sendBack', { reason: '还是松的' });
      await acceptAll((await checks()).sample);
      await refused(cloud(), 'SAMPLE_BAD', phone('keeper'), 'checks.acceptRest', {});
    });
  },
  forbidden() {
    it('accepts nothing that is for somebody else to check', async () => {
      await anew();
      const [id = ''] = await mended(1);
      for (const part of ['reporter', 'bystander', 'safety'] as const) {
        const { results } = await cloud().callOk(phone(part), 'checks.acceptRest', {});
        expect(results).toEqual([]);
      }
      expect((await storedOrder(cloud(), id)).state).toBe('awaitingCheck');
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'checks.acceptRest', {});
    });

    itRefusesNobody(cloud, 'checks.acceptRest', {});
  },
  replay() {
    it('answers the same and accepts nothing that came later', async () => {
      await anew();
      await mended(5);
      await acceptAll((await checks()).sample);
      const requestId = randomUUID();
      const first = await acceptRest(requestId);
      const after = await stored(cloud());
      const again = await acceptRest(requestId);
      const byId = ({ results }: typeof first): unknown =>
        unsigned([...results].sort((a, b) => (a.orderId < b.orderId ? -1 : 1)));
      expect(byId(again)).toEqual(byId(first));
      expect(await stored(cloud())).toEqual(after);
      await mended(4);
      // Also when the draw leaves some of the new ones out.
      for (let { sample } = await checks(); sample.length > 0; { sample } = await checks())
        await acceptAll(sample);
      expect((await checks()).rest).toBeGreaterThan(0);
      expect((await acceptRest(requestId)).results).toHaveLength(first.results.length);
    });
  },
});
