/** 匿名: a report that belongs to nobody but the holder of its key, who reads and answers. */
import { randomUUID } from 'node:crypto';
import { HOUR } from '../../miniprogram/shared/time';
import { jpeg, notAPicture } from '../support/pictures';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, photo, report, reportInput, storedOrder } from './support/desk';
import { follow, keyPhoto, newKey, reportNameless } from './support/nameless';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();
const me = phone('reporter');
const KEY = newKey();

/** Another phone, which somebody carried the key to. */
const ELSEWHERE = guestPhone(50);

async function nameless(patch = {}, as = me): Promise<{ id: string; key: string }> {
  const key = newKey();
  const { id } = await reportNameless(cloud(), as, key, patch);
  return { id, key };
}

const reply = (as: string, id: string, key: string, text: string, requestId: string = randomUUID()) =>
  cloud().callOk(as, 'orders.reply', { id, key, text }, { requestId });

contractOf('orders.folder', {
  valid() {
    it('names a folder for a key, the same on every phone, and none of a person', async () => {
      const { uploadPrefix } = await cloud().callOk(me, 'orders.folder', { key: KEY });
      expect(uploadPrefix).toMatch(/^[0-9a-f]{24}$/);
      expect(await cloud().callOk(ELSEWHERE, 'orders.folder', { key: KEY })).toEqual({ uploadPrefix });
      expect(await cloud().callOk(me, 'orders.folder', { key: newKey() })).not.toEqual({ uploadPrefix });
      expect((await cloud().callOk(me, 'session.get', {})).uploadPrefix).not.toBe(uploadPrefix);
    });
  },
  edge() {
    it('is the only one whose pictures such a report may name', async () => {
      const key = newKey();
      const own = await photo(cloud(), me);
      const input = reportInput({ visibility: 'anonymous', followKey: key, photos: [own] });
      await refused(cloud(), 'PHOTO_PATH', me, 'orders.report', input);
      const theirs = await keyPhoto(cloud(), me, key);
      await refused(cloud(), 'PHOTO_PATH', me, 'orders.report', reportInput({ photos: [theirs] }));
      const { id } = await reportNameless(cloud(), me, key, { photos: [theirs] });
      expect((await follow(cloud(), me, id, key)).photos).toHaveLength(1);
    });
  },
  invalid() {
    itRefusesShapes(cloud, me, 'orders.folder', misshapen({ key: KEY }));
    itRefusesShapes(cloud, me, 'orders.folder', [
      { what: 'the key is short', field: 'key', input: { key: KEY.slice(1) } },
      { what: 'the key is in capitals', field: 'key', input: { key: KEY.toUpperCase().replace(/^./, 'A') } },
    ]);
  },
  forbidden() {
    itRefusesNobody(cloud, 'orders.folder', { key: KEY });
  },
});

contractOf('orders.follow', {
  valid() {
    it('shows the order to the holder of the key on any phone, without a button', async () => {
      const { id, key } = await nameless();
      for (const as of [me, ELSEWHERE, phone('keeper')]) {
        expect(await follow(cloud(), as, id, key)).toMatchObject({
          id,
          state: { id: 'awaitingResponse' },
          people: { owner: { id: CAST.keeper, name: '王大勇' }, reporter: { name: '匿名同事', phone: null } },
          action: null,
          may: [],
          actions: [],
        });
      }
    });

    it('shows what is asked, said and done', async () => {
      const { id, key } = await nameless();
      await cloud().callOk(phone('keeper'), 'orders.comment', { orderId: id, text: '在哪一侧？' });
      await reply(me, id, key, '靠门那一侧');
      await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
      const { comments, state } = await follow(cloud(), me, id, key);
      expect(comments.map(({ who, text }) => [who, text])).toEqual([
        ['王大勇', '在哪一侧？'],
        ['匿名同事', '靠门那一侧'],
      ]);
      expect(state.id).toBe('rectifying');
    });
  },
  edge() {
    it('leads on to the order into which it was merged, and to no other one', async () => {
      const first = await report(cloud(), phoneOf('p-031'));
      const { id, key } = await nameless();
      const other = await report(cloud(), phoneOf('p-032'));
      await cloud().callOk(phone('keeper'), 'orders.relate', { orderId: id, to: other.id });
      const { rev } = await look(cloud(), phone('keeper'), id);
      const input = { orderId: id, rev, into: first.id, reason: '同一处' };
      await cloud().callOk(phone('keeper'), 'orders.merge', input);
      expect((await follow(cloud(), me, id, key)).relations).toMatchObject([
        { id: first.id, kind: 'mergedInto' },
      ]);
      expect((await follow(cloud(), me, first.id, key)).id).toBe(first.id);
      await reply(me, first.id, key, '两处都松');
      await refused(cloud(), 'NOT_FOUND', me, 'orders.follow', { id: other.id, key });
    });
  },
  invalid() {
    itRefusesShapes(cloud, me, 'orders.follow', misshapen({ id: randomUUID(), key: KEY }));
  },
  forbidden() {
    itRefusesNobody(cloud, 'orders.follow', { id: randomUUID(), key: KEY });

    it('says the same of a wrong key, of an order that is not there, and of one with a name', async () => {
      const { id } = await nameless();
      const named = await report(cloud(), me);
      const answers = [];
      for (const [as, wanted] of [
        [me, id],
        [phone('safety'), id],
        [me, randomUUID()],
        [me, named.id],
      ] as const) {
        const input = { id: wanted, key: newKey() };
        answers.push(await refused(cloud(), 'NOT_FOUND', as, 'orders.follow', input));
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });

    it('is the only way: the reporter’s own name leads nowhere', async () => {
      const { id } = await nameless();
      await refused(cloud(), 'NOT_FOUND', me, 'orders.get', { orderId: id });
      const { orders } = await cloud().callOk(me, 'orders.list', { tab: 'reported' });
      expect(orders.map((card) => card.id)).not.toContain(id);
      expect((await cloud().callOk(me, 'home.get', {})).lastReport?.id).not.toBe(id);
    });
  },
});

contractOf('orders.reply', {
  valid() {
    it('is read by everybody on the order under no name, and whoever has the order is told', async () => {
      const { id, key } = await nameless();
      await reply(me, id, key, ' 晚上八点后没人在 ');
      const { comments } = await look(cloud(), phone('safety'), id);
      expect(comments).toMatchObject([{ who: '匿名同事', text: '晚上八点后没人在', when: '11月25日 白班' }]);
      const { notices } = await cloud().callOk(phone('keeper'), 'notices.list', {});
      expect(notices[0]?.orderId).toBe(id);
      expect(JSON.stringify(notices[0])).toContain('匿名同事');
    });

    it('takes pictures of the key’s folder', async () => {
      const { id, key } = await nameless();
      const photos = [await keyPhoto(cloud(), me, key)];
      await cloud().callOk(me, 'orders.reply', { id, key, text: '就这里', photos });
      const { comments } = await look(cloud(), phone('keeper'), id);
      expect(comments[0]?.photos).toMatchObject([{ purpose: 'comment', when: '11月25日 白班' }]);
    });
  },
  edge() {
    it('takes 300 characters, also after the end', async () => {
      const { id, key } = await nameless();
      await act(cloud(), phone('keeper'), id, 'notHazard', { reason: '已经换过' });
      await reply(me, id, key, '长'.repeat(300));
      expect((await follow(cloud(), me, id, key)).comments).toHaveLength(1);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      me,
      'orders.reply',
      misshapen(
        {
          id: randomUUID(),
          key: KEY,
          text: '好',
          photos: [{ fileId: 'cloud://x', source: 'camera', takenAt: 1 }],
        },
        { optional: ['photos', 'photos.0.takenAt'], mayBeEmpty: ['photos.0.fileId'] },
      ),
    );

    it('refuses pictures of the person’s own folder, and what is none', async () => {
      const { id, key } = await nameless();
      const say = async (code: Parameters<typeof refused>[1], picture: Awaited<ReturnType<typeof photo>>) =>
        refused(cloud(), code, me, 'orders.reply', { id, key, text: '看', photos: [picture] });
      await say('PHOTO_PATH', await photo(cloud(), me));
      await say('PHOTO_NOT_IMAGE', await keyPhoto(cloud(), me, key, notAPicture()));
    });
  },
  forbidden() {
    itRefusesNobody(cloud, 'orders.reply', { id: randomUUID(), key: KEY, text: '好' });

    it('is not for a wrong key, and tells nothing of the order', async () => {
      const { id } = await nameless();
      const answers = [];
      for (const wanted of [id, randomUUID()]) {
        const input = { id: wanted, key: newKey(), text: '好' };
        answers.push(await refused(cloud(), 'NOT_FOUND', me, 'orders.reply', input));
      }
      expect(answers[0]).toEqual(answers[1]);
    });
  },
  replay() {
    it('is said once, and refuses other words or another key under its id', async () => {
      const { id, key } = await nameless();
      const requestId = randomUUID();
      await reply(me, id, key, '靠门那一侧', requestId);
      await reply(ELSEWHERE, id, key, '靠门那一侧', requestId);
      expect((await storedOrder(cloud(), id)).comments).toHaveLength(1);
      const input = { id, key, text: '别的' };
      await refused(cloud(), 'REPLAY_MISMATCH', me, 'orders.reply', input, { requestId });
      const comment = { orderId: id, text: '靠门那一侧' };
      await refused(cloud(), 'REPLAY_REFUSED', phone('keeper'), 'orders.comment', comment, { requestId });
    });
  },
});

describe('an anonymous report', () => {
  it('comes once from one draft, and from no other key', async () => {
    const input = reportInput({ visibility: 'anonymous', followKey: newKey() });
    const first = await cloud().callOk(me, 'orders.report', input);
    const before = await stored(cloud());
    expect(await cloud().callOk(me, 'orders.report', input)).toEqual(first);
    expect(await stored(cloud())).toEqual(before);
    await refused(cloud(), 'REPLAY_REFUSED', me, 'orders.report', { ...input, followKey: newKey() });
    const { followKey, ...named } = { ...input, visibility: 'named' as const };
    expect(followKey).toBeDefined();
    await refused(cloud(), 'REPLAY_REFUSED', me, 'orders.report', named);
    await refused(cloud(), 'REPLAY_MISMATCH', me, 'orders.report', { ...input, description: '别的' });
  });

  it.each([
    ['without a key', { visibility: 'anonymous' as const }],
    ['with a key and a name', { followKey: KEY }],
    [
      'of what they mended themselves',
      { visibility: 'anonymous' as const, followKey: KEY, selfFixed: { photos: [], text: '' } },
    ],
    ['for a colleague', { visibility: 'anonymous' as const, followKey: KEY, forPersonId: CAST.keeper }],
    [
      'with a voice',
      { visibility: 'anonymous' as const, followKey: KEY, voice: { fileId: 'cloud://x', seconds: 3 } },
    ],
  ])('is refused %s', async (_, patch) => {
    await refused(cloud(), 'BAD_REQUEST', me, 'orders.report', reportInput(patch));
  });

  it('is looked at by an inspector, and earns nothing', async () => {
    const { id, key } = await nameless();
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
    await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    const { next, timeline } = await look(cloud(), phone('inspector'), id);
    expect(next?.owner.id).toBe(CAST.inspector);
    expect(timeline.at(-1)?.note).toContain('上报人没有留名');
    await act(cloud(), phone('inspector'), id, 'verify', { onSite: true });
    await cloud().clock({ advance: '2m' });
    const ledger = await cloud().dump('ledger');
    // Whoever mended it and whoever looked are paid; nobody is for the report.
    const paid = ledger.filter(({ orderId }) => orderId === id).map(({ rule }) => rule);
    expect(paid.toSorted()).toEqual(['fixed-in-time', 'verified-in-time']);
    expect((await follow(cloud(), me, id, key)).state.id).toBe('closed');
  });

  it('is told to nobody who has no name', async () => {
    const { id } = await nameless();
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
    const deliveries = await cloud().dump('deliveries');
    const about = deliveries.filter(({ orderId }) => orderId === id);
    expect(about.map(({ to }) => to)).toEqual(expect.arrayContaining([CAST.keeper, CAST.fixer]));
    expect(about.filter(({ to }) => String(to).startsWith('a-'))).toEqual([]);
    expect((await storedOrder(cloud(), id)).outbox).toEqual({});
  });

  it('shows others the day and the shift, never the minute, in every view and message', async () => {
    const photos = [];
    const key = newKey();
    photos.push(await keyPhoto(cloud(), me, key, jpeg({ seed: 9 })));
    const now = await cloud().now();
    const { id } = await reportNameless(cloud(), me, key, { photos, observedAt: now });
    const shift = Date.parse('2026-11-25T08:00:00+08:00');
    for (const as of [phone('keeper'), phone('safety'), phone('inspector'), me]) {
      const view = as === me ? await follow(cloud(), me, id, key) : await look(cloud(), as, id);
      expect(view).toMatchObject({
        reportedAt: shift,
        reportedIn: '11月25日 白班',
        next: { since: shift },
        timeline: [{ at: shift, when: '11月25日 白班', who: '匿名同事' }],
        photos: [{ receivedAt: shift, when: '11月25日 白班' }],
      });
      // What is counted from the report tells the half hour, and no more.
      for (const due of [view.resolveDueAt, view.next?.dueAt ?? 0]) expect(due % (HOUR / 2)).toBe(0);
    }
    const order = await storedOrder(cloud(), id);
    expect(order).toMatchObject({ observedAt: null });
    expect(Object.values(order.evidence)).toMatchObject([{ takenAt: null }]);
    for (const at of [order.reportedAt, order.trail[0]?.at ?? 1, order.lastActAt]) {
      expect(at % (HOUR / 2)).toBe(0);
    }
  });

  it('leaves what a place offers first as it was', async () => {
    const here = { areaId: 'manual-welding', pointId: null };
    const before = await cloud().callOk(me, 'templates.here', here);
    for (let n = 0; n < 3; n += 1) await nameless({ templateId: 'wire-damaged' });
    expect(await cloud().callOk(me, 'templates.here', here)).toEqual(before);
  });

  it('is found by number and place, and with nobody’s name', async () => {
    const { id } = await nameless();
    const { number } = await storedOrder(cloud(), id);
    const found = async (input: Parameters<typeof search>[0]) => (await search(input)).map((card) => card.id);
    const search = async (input: { text?: string; personId?: string }) =>
      (await cloud().callOk(phone('safety'), 'orders.search', input)).orders;
    expect(await found({ text: number })).toEqual([id]);
    expect(await found({ text: '谢小刚' })).not.toContain(id);
    expect(await found({ personId: CAST.reporter })).not.toContain(id);
  });
});
