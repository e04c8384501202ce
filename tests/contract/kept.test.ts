/** 「系统记录了我什么」, and what goes when its time is over. */
import type { KeptKind } from '../../typings/api';
import { RETENTION, keptDays } from '../../cloudfunctions/config/retention';
import { DAY } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, photo, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { misshapen } from './support/shapes';

const cloud = useCloud();
const ME = 'p-034';
const me = phoneOf(ME);
const position = { longitude: 121.4737, latitude: 31.2304, accuracy: 12.4 };

const PARTS = ['reports', 'work', 'account'] as const;

async function kept(as: string): Promise<Map<string, KeptKind>> {
  const parts = await Promise.all(PARTS.map((about) => cloud().callOk(as, 'privacy.mine', { about })));
  return new Map(parts.flatMap(({ kinds }) => kinds).map((kind) => [kind.id, kind]));
}

const counts = async (as: string): Promise<Record<string, number | null>> =>
  Object.fromEntries([...(await kept(as)).values()].map(({ id, n }) => [id, n]));

contractOf('privacy.mine', {
  valid() {
    it('counts what is kept by kind, with the newest in words', async () => {
      const at = await cloud().now();
      const { id } = await report(cloud(), me, {
        position,
        observedAt: at - 60_000,
        photos: [await photo(cloud(), me)],
      });
      const { number, title } = await storedOrder(cloud(), id);
      const all = await kept(me);
      expect(all.get('reports')?.newest[0]?.text).toBe(`${number} ${title}`);
      expect(all.get('photos')?.newest[0]?.text).toBe(`${number} 当场拍的`);
      expect(all.get('device')?.newest[0]?.text).toMatch(/手机时间/);
      expect(all.get('positions')?.newest[0]?.text).toBe(
        `${number} 经度 121.4737，纬度 31.2304，误差约 12 米`,
      );
      expect(all.get('binding')?.newest[0]?.text).toContain('10034');
    });

    it('says for each kind what for, who sees it and how long', async () => {
      const all = [...(await kept(me)).values()];
      expect(all.map(({ id }) => id).sort()).toEqual(RETENTION.map(({ id }) => id).sort());
      for (const { why, seenBy, until } of all)
        for (const text of [why, seenBy, until]) expect(text).not.toBe('');
    });
  },
  edge() {
    it('is for a phone that nobody bound, and moves with its binding', async () => {
      const guest = guestPhone(31);
      await report(cloud(), guest, { position });
      expect(await counts(guest)).toMatchObject({ reports: 1, positions: 1, binding: 0 });
      expect((await kept(guest)).has('points')).toBe(false);
    });

    it('counts of an order that somebody else reported the pictures of the caller alone', async () => {
      const fixer = phone('fixer');
      const before = await counts(fixer);
      await orderAt(cloud(), 'awaitingVerification', { position });
      const after = await counts(fixer);
      expect(after['photos']).toBe((before['photos'] ?? 0) + 1);
      expect([after['reports'], after['positions']]).toEqual([before['reports'], before['positions']]);
    });

    it.each(PARTS)('costs four database calls at most for %s', async (about) => {
      await cloud().callOk(me, 'privacy.mine', { about });
      await cloud().resetStats();
      await cloud().callOk(me, 'privacy.mine', { about });
      const calls = (await cloud().stats()).functions['api']?.['privacy.mine']?.request.calls;
      expect(calls).toBeLessThanOrEqual(4);
    });
  },
  invalid() {
    itRefusesShapes(cloud, me, 'privacy.mine', misshapen({ about: 'reports' }));
  },
  forbidden() {
    it('shows nothing of anybody else', async () => {
      const secret = await report(cloud(), phone('reporter'), { position });
      const { number } = await storedOrder(cloud(), secret.id);
      expect(JSON.stringify([...(await kept(phone('bystander'))).values()])).not.toContain(number);
    });
    itRefusesNobody(cloud, 'privacy.mine', { about: 'reports' });
  },
});

describe('in its time', () => {
  const DAYS = 24 * 60 * 60_000;

  /** The clock at the first minutes of that night, and as many ticks as there are kinds, and some. */
  async function night(at: number): Promise<void> {
    const start = Math.floor((at + 8 * 3_600_000) / DAYS) * DAYS - 8 * 3_600_000 + 3 * 3_600_000;
    await cloud().clock({ set: start + DAYS });
    for (let tick = 0; tick < 12; tick += 1) await cloud().runTimer('jobs');
  }

  it('blanks the position and the phone’s clock, and keeps the order, its picture and a sound trail', async () => {
    const now = await cloud().now();
    const { id } = await report(cloud(), me, {
      position,
      observedAt: now,
      photos: [await photo(cloud(), me)],
    });
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
    const before = await storedOrder(cloud(), id);
    await night(now + keptDays('positions') * DAY);
    const after = await storedOrder(cloud(), id);
    expect(after).toMatchObject({ position: null, observedAt: null, forgetAt: null });
    for (const { takenAt, sealedFileId } of Object.values(after.evidence)) {
      expect(takenAt).toBeNull();
      expect(sealedFileId).not.toBeNull();
    }
    expect(after.trail.slice(0, before.trail.length)).toEqual(before.trail);
    expect(after.description).toBe(before.description);
    expect((await look(cloud(), me, id)).photos[0]?.url).not.toBeNull();
    const { positions, device } = await counts(me);
    expect({ positions, device }).toEqual({ positions: 0, device: 0 });
  });

  it('deletes messages, tries and invites that are over, and keeps younger ones', async () => {
    const now = await cloud().now();
    await cloud().callOk(phone('admin'), 'invites.create', { personId: CAST.bystander });
    await cloud().call(guestPhone(32), 'session.bind', {
      employeeNo: '10035',
      name: '某人',
      code: 'WRONGCODE1',
    });
    await report(cloud(), me);
    expect((await cloud().dump('bindAttempts')).length).toBeGreaterThan(0);
    await night(now + 60 * DAY);
    expect(await cloud().dump('bindAttempts')).toEqual([]);
    expect((await cloud().dump('invites')).filter(({ _id }) => _id === CAST.bystander)).toEqual([]);
    const young = await cloud().dump('deliveries');
    expect(young.length).toBeGreaterThan(0);
    await night(now + keptDays('messages') * DAY);
    const left = (await cloud().dump('deliveries')) as { _id: string; at?: number }[];
    expect(left.filter(({ at = 0 }) => at < now + DAY)).toEqual([]);
  });
});
