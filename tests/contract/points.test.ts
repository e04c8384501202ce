/** Points: for a valid hazard when it is closed, once; a thank-you when it was none. */
import type { Account, LedgerEntry } from '../../typings/domain';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, orderAt, photo } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const points = (as: string, cursor?: string | null) =>
  cloud().callOk(as, 'points.get', cursor === undefined ? {} : { cursor });

contractOf('points.get', {
  valid() {
    it('pays for a closed hazard and says which', async () => {
      const id = await orderAt(cloud(), 'closed', {}, phoneOf('p-031'));
      const { balance, entries } = await points(phoneOf('p-031'));
      expect(balance).toBe(10);
      expect(entries).toMatchObject([
        {
          id: `award:${id}:valid-hazard`,
          points: 10,
          reason: '上报的隐患已改好',
          orderNumber: expect.stringMatching(/^YH-/) as string,
        },
      ]);
      expect((await cloud().callOk(phoneOf('p-031'), 'home.get', {})).points).toEqual({ balance: 10 });
    });

    it('thanks for what was no hazard', async () => {
      await orderAt(cloud(), 'notHazard', {}, phoneOf('p-032'));
      expect(await points(phoneOf('p-032'))).toMatchObject({
        balance: 2,
        entries: [{ points: 2, reason: '谢谢你留心现场' }],
      });
    });
  },
  edge() {
    it('pays nothing before it is closed, and nobody else', async () => {
      const id = await orderAt(cloud(), 'awaitingVerification', {}, phoneOf('p-033'));
      const { entries } = await points(phone('fixer'));
      expect(entries.filter((entry) => entry.id.includes(id))).toEqual([]);
      for (const as of [phoneOf('p-033'), phone('keeper')]) {
        expect(await points(as)).toEqual({
          ...{ balance: 0, month: 0, lapsing: null, named: false },
          ...{ entries: [], cursor: null },
        });
      }
    });

    it('takes back what a reopened order earned, and pays again when it is closed', async () => {
      const as = phoneOf('p-034');
      const id = await orderAt(cloud(), 'closed', {}, as);
      await act(cloud(), as, id, 'reopen', { reason: '又松了' });
      expect(await points(as)).toMatchObject({ balance: 0, entries: [{ points: -10 }, { points: 10 }] });
      await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      await act(cloud(), as, id, 'verify', { onSite: true });
      expect(await points(as)).toMatchObject({
        balance: 10,
        entries: [{ points: 10 }, { points: -10 }, { points: 10 }],
      });
    });

    it('pays once when the award is interrupted and made again', async () => {
      const as = phoneOf('p-036');
      const id = await orderAt(cloud(), 'awaitingVerification', {}, as);
      await cloud().faults([{ match: { collection: 'ledger' }, mode: 'cut', when: 'after' }]);
      await act(cloud(), as, id, 'verify', { onSite: true });
      await cloud().faults([]);
      await cloud().clock({ advance: '2m' });
      expect(await points(as)).toMatchObject({ balance: 10, entries: [{ points: 10 }] });
    });

    it('pays a guest nothing', async () => {
      const id = await orderAt(cloud(), 'notHazard', {}, guestPhone(1));
      const ledger = (await cloud().dump('ledger')) as (Record<string, unknown> & LedgerEntry)[];
      expect(ledger.filter(({ orderId }) => orderId === id)).toEqual([]);
    });

    it('pages without loss or double, though all came in one instant, and adds up', async () => {
      const as = phoneOf('p-037');
      await Promise.all(Array.from({ length: 21 }, () => orderAt(cloud(), 'notHazard', {}, as)));
      // Awards to one account at once get into each other's way, also in the timer, which tries again a few times.
      await cloud().clock({ advance: '1h' });
      const snapshot = await cloud().export();
      const ledger = snapshot.documents['ledger'] ?? {};
      for (const [id, text] of Object.entries(ledger)) {
        ledger[id] = JSON.stringify({ ...(JSON.parse(text) as LedgerEntry), at: snapshot.at });
      }
      // As an older version kept accounts: without their entries.
      const accounts = snapshot.documents['accounts'] ?? {};
      for (const [id, text] of Object.entries(accounts)) {
        accounts[id] = JSON.stringify({ ...(JSON.parse(text) as Account), book: undefined });
      }
      await cloud().import(snapshot);
      const first = await points(as);
      const second = await points(as, first.cursor);
      expect([first.entries.length, second.entries.length, second.cursor]).toEqual([20, 1, null]);
      const all = [...first.entries, ...second.entries];
      expect(new Set(all.map(({ id }) => id)).size).toBe(21);
      expect(first.balance).toBe(all.reduce((sum, entry) => sum + entry.points, 0));
      expect(first.balance).toBe(42);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'points.get',
      misshapen({ cursor: 'WzEsIngiXQ' }, { optional: ['cursor'] }),
    );
    itRefusesShapes(cloud, phone('reporter'), 'points.get', [
      { what: 'the cursor is none of ours', field: 'cursor', input: { cursor: 'bm9uZQ' } },
    ]);
  },
  forbidden() {
    it('is not for a guest, who has no account', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'points.get', {});
    });

    it('shows nobody the points of others', async () => {
      const { entries } = await points(phoneOf(CAST.manager));
      expect(entries).toEqual([]);
    });

    itRefusesNobody(cloud, 'points.get', {});
  },
});
