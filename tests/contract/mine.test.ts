/** 「我的上报」: each report as one sentence with the place before and after, the fixer's thanks, and what came back. */
import type { MyReport } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, orderAt, photo, report, unsigned } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const mine = async (as: string): Promise<MyReport[]> =>
  (await cloud().callOk(as, 'reports.mine', {})).reports;

/** The newest report of a person. */
async function last(as: string): Promise<MyReport> {
  const [newest] = await mine(as);
  if (newest === undefined) throw new Error('nothing was reported');
  return newest;
}

/** With a picture of the scene, which is sealed by the time the answer is there. */
const seen = async (as: string) => ({ photos: [await photo(cloud(), as)] });

contractOf('reports.mine', {
  valid() {
    it('says whose turn it is, and shows the place as it was found', async () => {
      const as = phoneOf('p-031');
      await orderAt(cloud(), 'awaitingResponse', await seen(as), as);
      const told = await last(as);
      expect(told.sentence).toMatch(/^\d\d:\d\d 交给\S+，等答复，.*\d\d:\d\d 前告诉你怎么改$/);
      expect(told).toMatchObject({
        title: '防护罩松动',
        state: { label: '待响应', end: false },
        yours: false,
        after: null,
        thanks: null,
        declined: null,
        points: 0,
        through: null,
        into: null,
      });
      // What was not sealed in the same breath is by the next tick.
      await cloud().clock({ advance: '2m' });
      expect((await last(as)).before).toMatch(/^http/);
    });

    it('shows the place before and after with the fixer’s thanks, and whose second look is wanted', async () => {
      const as = phoneOf('p-032');
      await orderAt(cloud(), 'awaitingVerification', await seen(as), as);
      const told = await last(as);
      expect(told).toMatchObject({ yours: true, thanks: { text: '谢谢，改好了' } });
      expect(told.sentence).toMatch(/^改好了，轮到你看看修好没有，/);
      await cloud().clock({ advance: '2m' });
      const { before, after } = await last(as);
      expect([before, after].every((link) => link?.startsWith('http'))).toBe(true);
      const { people } = await cloud().callOk(as, 'orders.get', { orderId: told.id });
      expect(told.thanks?.by).toBe(people.fixer?.name);
    });

    it('takes the fixer’s own words, and keeps none of a round that was sent back', async () => {
      const as = phoneOf('p-033');
      const id = await orderAt(cloud(), 'rectifying', await seen(as), as);
      const fix = async (text?: string) => ({
        photos: [await photo(cloud(), phone('fixer'))],
        ...(text === undefined ? {} : { text }),
      });
      await act(cloud(), phone('fixer'), id, 'fix', await fix('螺栓换了新的'));
      expect((await last(as)).thanks?.text).toBe('螺栓换了新的');
      await act(cloud(), as, id, 'sendBack', { reason: '还在晃', onSite: true });
      const back = await last(as);
      expect(back).toMatchObject({ after: null, thanks: null });
      expect(back.sentence).toMatch(/^没修好退回了，/);
    });

    it('ends with who looked, and the points for it', async () => {
      const as = phoneOf('p-034');
      await orderAt(cloud(), 'closed', await seen(as), as);
      const told = await last(as);
      expect(told.sentence).toMatch(/^\d\d:\d\d 改好了，你看过$/);
      expect(told).toMatchObject({ points: 10, declined: null, state: { end: true } });
    });

    it('answers politely what was no hazard: who looked, why, and a consolation', async () => {
      const as = phoneOf('p-036');
      await orderAt(cloud(), 'notHazard', {}, as);
      const told = await last(as);
      const keeper = (await cloud().people()).find(({ id }) => id === CAST.keeper)?.name ?? '';
      expect(told).toMatchObject({ declined: { by: keeper, reason: '已经换过新的了' }, points: 2 });
      expect(told.sentence).toMatch(new RegExp(`^${keeper} \\d\\d:\\d\\d 看过，不属于隐患$`));
    });

    it('takes the consolation back when it is opened again, and gives it once more', async () => {
      const as = phoneOf('p-037');
      const id = await orderAt(cloud(), 'notHazard', { visibility: 'safetyOnly' }, as);
      await act(cloud(), as, id, 'reopen', { reason: '又松了' });
      expect(await last(as)).toMatchObject({ points: 0, declined: null });
      const { people } = await cloud().callOk(phone('safety'), 'orders.get', { orderId: id });
      await act(cloud(), phoneOf(people.owner?.id ?? ''), id, 'notHazard', { reason: '看过两次了' });
      expect(await last(as)).toMatchObject({ points: 2, declined: { reason: '看过两次了' } });
    });

    it('follows the order that it was merged into', async () => {
      const as = phoneOf('p-038');
      const into = await orderAt(cloud(), 'awaitingResponse');
      const id = await orderAt(cloud(), 'awaitingResponse', {}, as);
      const { rev } = await cloud().callOk(phone('keeper'), 'orders.get', { orderId: id });
      await cloud().callOk(phone('keeper'), 'orders.merge', { orderId: id, rev, into, reason: '同一处' });
      const told = await last(as);
      expect(told).toMatchObject({ into: { id: into }, declined: null, points: 0 });
      expect(told.sentence).toContain(told.into?.number);
    });
  },
  edge() {
    it('is empty for whoever reported nothing, and for a phone that nobody bound', async () => {
      const none = { reports: [], cursor: null };
      expect(await cloud().callOk(phone('manager'), 'reports.mine', {})).toEqual(none);
      expect(await cloud().callOk(guestPhone(7), 'reports.mine', {})).toEqual(none);
    });

    it('shows a phone that nobody bound what it reported, without points', async () => {
      const as = guestPhone(8);
      const { id } = await report(cloud(), as, {});
      await act(cloud(), phone('keeper'), id, 'notHazard', { reason: '看过没事' });
      expect(await last(as)).toMatchObject({ id, points: 0, declined: { reason: '看过没事' } });
    });

    it('holds what a colleague sent for somebody, for them alone', async () => {
      const { id } = await report(cloud(), phone('keeper'), { forPersonId: CAST.reporter });
      const sender = (await cloud().people()).find(({ id: who }) => who === CAST.keeper)?.name;
      expect(await last(phone('reporter'))).toMatchObject({ id, through: sender });
      expect((await mine(phone('keeper'))).map((one) => one.id)).not.toContain(id);
    });

    it('pages, newest first, none twice and none left out', async () => {
      const as = phoneOf('p-040');
      const ids: string[] = [];
      for (let n = 0; n < 21; n += 1) ids.push((await report(cloud(), as, {})).id);
      const first = await cloud().callOk(as, 'reports.mine', { cursor: null });
      const rest = await cloud().callOk(as, 'reports.mine', { cursor: first.cursor });
      const all = [...first.reports, ...rest.reports];
      expect([first.reports.length, rest.cursor]).toEqual([20, null]);
      expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(all.map(({ reportedAt }) => -reportedAt)).toEqual(
        all.map(({ reportedAt }) => -reportedAt).sort((a, b) => a - b),
      );
    });

    it('takes two database calls, the caller’s included', async () => {
      await mine(phone('reporter'));
      await cloud().resetStats();
      await mine(phone('reporter'));
      const { functions } = await cloud().stats();
      expect(functions['api']?.['reports.mine']?.request.calls).toBeLessThanOrEqual(2);
    });

    it('says the same when asked again', async () => {
      const as = phoneOf('p-032');
      expect(unsigned(await mine(as))).toEqual(unsigned(await mine(as)));
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'reports.mine',
      misshapen({ cursor: null }, { optional: ['cursor'] }),
    );
  },
  forbidden() {
    it('shows nobody what others reported', async () => {
      const { id } = await report(cloud(), phoneOf('p-041'), {});
      for (const as of [phone('safety'), phone('keeper'), phone('bystander'), guestPhone(9)]) {
        expect((await mine(as)).map((one) => one.id)).not.toContain(id);
      }
    });

    itRefusesNobody(cloud, 'reports.mine', {});
  },
});
