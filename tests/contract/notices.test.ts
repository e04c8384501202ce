/** The inbox, the reminders that a person accepted, and what became of each message. */
import { randomUUID } from 'node:crypto';
import type { Granted, NoticeView } from '../../typings/api';
import type { Delivery, Reached } from '../../typings/domain';
import { isoDay } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, reachable, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const inbox = async (as: string): Promise<NoticeView[]> =>
  (await cloud().callOk(as, 'notices.list', {})).notices;

const deliveries = async (orderId: string): Promise<Delivery[]> =>
  ((await cloud().dump('deliveries')) as (Record<string, unknown> & Delivery)[]).filter(
    (delivery) => delivery.orderId === orderId,
  );

/** Fills an inbox: each transfer back and forth tells the new owner. */
async function manyNotices(part: 'dutyLeader', count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async () => {
      const { id } = await report(cloud(), phone('reporter'));
      await act(cloud(), phone('keeper'), id, 'transfer', { personId: CAST[part], reason: '请值班领导看' });
    }),
  );
}

contractOf('notices.list', {
  valid() {
    it('tells whoever must act what, where and by when', async () => {
      const { id, number } = await report(cloud(), phone('reporter'));
      const [notice] = await inbox(phone('keeper'));
      expect(notice).toMatchObject({
        title: '有一单请你处理',
        read: false,
        orderId: id,
        orderNumber: number,
      });
      expect(notice?.lines).toEqual([
        `${number} 防护罩松动`,
        '地点：手工焊接区',
        expect.stringMatching(/^请在 .*\d\d:\d\d 前回复$/),
        '不管归谁，先把现场控制住',
      ]);
    });

    it('tells the reporter every step, and nobody what they did themselves', async () => {
      await orderAt(cloud(), 'closed', {}, phoneOf('p-033'));
      const titles = (await inbox(phoneOf('p-033'))).map(({ title }) => title);
      expect(titles).toEqual(['改好了，请你看一眼', '有人在处理你报的隐患']);
    });
  },
  edge() {
    it('pages without loss or double, newest first, though all came in one instant', async () => {
      await manyNotices('dutyLeader', 23);
      const snapshot = await cloud().export();
      const rows = snapshot.documents['deliveries'] ?? {};
      for (const [id, text] of Object.entries(rows)) {
        rows[id] = JSON.stringify({ ...(JSON.parse(text) as Delivery), at: snapshot.at });
      }
      await cloud().import(snapshot);
      const first = await cloud().callOk(phone('dutyLeader'), 'notices.list', {});
      const { cursor } = first;
      const second = await cloud().callOk(phone('dutyLeader'), 'notices.list', { cursor });
      expect([first.notices.length, second.notices.length, second.cursor]).toEqual([20, 3, null]);
      const ids = [...first.notices, ...second.notices].map(({ id }) => id);
      expect(new Set(ids).size).toBe(23);
    });

    it('is empty for a guest, and takes no cursor for the first page', async () => {
      expect(await cloud().callOk(guestPhone(1), 'notices.list', { cursor: null })).toEqual({
        notices: [],
        cursor: null,
      });
    });

    it('tells a guest what became of their report', async () => {
      await orderAt(cloud(), 'notHazard', {}, guestPhone(2));
      expect((await inbox(guestPhone(2))).map(({ title }) => title)).toEqual(['你报的情况已看过']);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'notices.list',
      misshapen({ cursor: 'WzEsIngiXQ' }, { optional: ['cursor'] }),
    );
    itRefusesShapes(cloud, phone('keeper'), 'notices.list', [
      { what: 'the cursor is none of ours', field: 'cursor', input: { cursor: 'bm9uZQ' } },
    ]);
  },
  forbidden() {
    it('shows nobody the inbox of others, not even the administrator', async () => {
      await report(cloud(), phone('reporter'));
      expect(await inbox(phone('admin'))).toEqual([]);
    });

    itRefusesNobody(cloud, 'notices.list', {});
  },
});

contractOf('notices.read', {
  valid() {
    it('marks what is mine', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const [row] = (await inbox(phone('keeper'))).filter(({ orderId }) => orderId === id);
      const ids = [row?.id ?? ''];
      expect(await cloud().callOk(phone('keeper'), 'notices.read', { ids })).toEqual({ read: 1 });
      expect((await inbox(phone('keeper'))).find((each) => each.id === row?.id)).toMatchObject({
        read: true,
      });
    });
  },
  edge() {
    it('takes 50 at a time, named twice or unknown', async () => {
      const [{ id } = { id: '' }] = (await inbox(phone('keeper'))).filter(({ read }) => !read);
      const ids = [id, id, ...Array.from({ length: 48 }, (_, n) => `none:${n}`)];
      expect(await cloud().callOk(phone('keeper'), 'notices.read', { ids })).toEqual({
        read: id === '' ? 0 : 1,
      });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'notices.read', misshapen({ ids: ['a'] }));
    itRefusesShapes(cloud, phone('keeper'), 'notices.read', [
      { what: 'there is nothing to mark', field: 'ids', input: { ids: [] } },
      { what: 'there are 51', field: 'ids', input: { ids: Array.from({ length: 51 }, (_, n) => `a${n}`) } },
      { what: 'an id is a condition', field: 'ids', input: { ids: [{ $ne: '' }] } },
    ]);
  },
  forbidden() {
    it('passes over what is somebody else’s', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const ids = (await deliveries(id)).map(({ _id }) => _id);
      for (const as of [phone('safety'), phone('admin'), guestPhone()]) {
        expect(await cloud().callOk(as, 'notices.read', { ids })).toEqual({ read: 0 });
      }
      expect((await deliveries(id)).map(({ readAt }) => readAt)).toEqual([null]);
    });

    itRefusesNobody(cloud, 'notices.read', { ids: ['a'] });
  },
  replay() {
    it('keeps the time at which it was read first', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const ids = (await deliveries(id)).map(({ _id }) => _id);
      const requestId = randomUUID();
      await cloud().callOk(phone('keeper'), 'notices.read', { ids }, { requestId });
      const after = await stored(cloud());
      await cloud().callOk(phone('keeper'), 'notices.read', { ids }, { requestId });
      await cloud().callOk(phone('keeper'), 'notices.read', { ids: [...ids, 'other'] }, { requestId });
      await cloud().callOk(phone('safety'), 'notices.read', { ids }, { requestId });
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

const granted = async (
  as: string,
  results: Record<string, Granted>,
  requestId: string = randomUUID(),
): Promise<Record<string, number>> => {
  const { reminders } = await cloud().callOk(as, 'notices.granted', { results }, { requestId });
  return Object.fromEntries(reminders.map(({ key, left }) => [key, left]));
};

contractOf('notices.granted', {
  valid() {
    it('counts each acceptance as one message, and takes off what was sent', async () => {
      const as = phoneOf('p-018');
      expect(await granted(as, { task: 'accept', deadline: 'accept' })).toMatchObject({
        task: 1,
        deadline: 1,
      });
      expect(await granted(as, { task: 'accept' })).toMatchObject({ task: 2, deadline: 1, verify: 0 });
      await reachable(cloud(), 'otherSupervisor');
      const { id } = await report(cloud(), phone('reporter'));
      await act(cloud(), phone('keeper'), id, 'transfer', { personId: 'p-018', reason: '归他' });
      const { reminders } = await cloud().callOk(as, 'session.get', {});
      expect(reminders.find(({ key }) => key === 'task')?.left).toBe(1);
      expect(await granted(as, { task: 'accept' })).toMatchObject({ task: 2 });
    });
  },
  edge() {
    it('counts no other answer', async () => {
      const as = phoneOf('p-019');
      const results = { task: 'reject', deadline: 'ban', verify: 'filter' } as const;
      expect(await granted(as, results)).toEqual({ task: 0, deadline: 0, verify: 0, progress: 0 });
    });

    it('is nothing any more once WeChat refused', async () => {
      const as = phoneOf('p-020');
      await granted(as, { task: 'accept' });
      const { id } = await report(cloud(), phone('reporter'));
      await act(cloud(), phone('keeper'), id, 'transfer', { personId: 'p-020', reason: '归他' });
      expect((await deliveries(id)).find(({ to }) => to === 'p-020')?.channels).toMatchObject({
        result: 'refused',
        tried: { subscription: { result: 'refused', errCode: 43101 } },
      });
      const { reminders } = await cloud().callOk(as, 'session.get', {});
      expect(reminders.map(({ left }) => left)).toEqual([0, 0, 0, 0]);
    });

    it('counts acceptances that come at once', async () => {
      const as = phoneOf('p-022');
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => cloud().call(as, 'notices.granted', { results: { task: 'accept' } })),
      );
      const counted = answers.filter(({ ok }) => ok).length;
      const { reminders } = await cloud().callOk(as, 'session.get', {});
      expect(reminders.find(({ key }) => key === 'task')?.left).toBe(counted);
      expect(counted).toBeGreaterThan(0);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'notices.granted', [
      ...misshapen({ results: { task: 'accept' } }, { optional: ['results.task'] }),
      { what: 'nothing was answered', field: 'results', input: { results: {} } },
      { what: 'the answer does not exist', field: 'results', input: { results: { task: 'maybe' } } },
      { what: 'the reminder is not configured', field: 'results', input: { results: { none: 'accept' } } },
      {
        what: 'there are eleven answers',
        field: 'results',
        input: { results: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`t${n}`, 'accept'])) },
      },
    ]);
  },
  forbidden() {
    it('counts for whoever calls and for nobody else', async () => {
      await granted(phoneOf('p-023'), { task: 'accept' });
      const accounts = await cloud().dump('accounts');
      expect(accounts.filter(({ _id }) => _id === 'p-023')).toHaveLength(1);
      const { reminders } = await cloud().callOk(phoneOf('p-025'), 'session.get', {});
      expect(reminders.map(({ left }) => left)).toEqual([0, 0, 0, 0]);
    });

    itRefusesNobody(cloud, 'notices.granted', { results: { task: 'accept' } });
  },
  replay() {
    it('counts a prompt once, however often its answer is sent', async () => {
      const [as, requestId] = [phoneOf('p-026'), randomUUID()];
      const first = await granted(as, { task: 'accept' }, requestId);
      const after = await stored(cloud());
      expect(await granted(as, { task: 'accept' }, requestId)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('refuses the same id with another body', async () => {
      const [as, requestId] = [phoneOf('p-027'), randomUUID()];
      await granted(as, { task: 'accept' }, requestId);
      const input = { results: { deadline: 'accept' } } as const;
      await refused(cloud(), 'REPLAY_MISMATCH', as, 'notices.granted', input, { requestId });
    });

    it('counts for two people who happen on one id', async () => {
      const requestId = randomUUID();
      for (const as of [phoneOf('p-015'), phoneOf('p-016')]) {
        expect(await granted(as, { task: 'accept' }, requestId)).toMatchObject({ task: 1 });
      }
    });
  },
});

describe('what became of a message', () => {
  const results = async (orderId: string): Promise<Reached[]> =>
    Object.values((await storedOrder(cloud(), orderId)).reached);

  /** Whom the ladder has reached after the timer ran. */
  const climbed = async (orderId: string): Promise<string[]> => {
    await cloud().runTimer('jobs');
    const { trail } = await storedOrder(cloud(), orderId);
    return trail
      .filter(({ action }) => action === 'undelivered')
      .map(({ detail }) => String(detail['toName']));
  };

  /** A hazard of high urgency: the word of it never waits, however much rang before in this turn. */
  const pressing = { templateId: 'guard-missing' };

  /** What WeChat answers to every message from now on; nothing: it does not answer. */
  const answered = (code?: string): Promise<unknown> =>
    cloud().faults([
      {
        match: { action: 'openapi.subscribeMessage.send' },
        mode: 'fail',
        times: 'forever',
        ...(code === undefined ? {} : { code }),
      },
    ]);

  afterEach(() => cloud().faults([]));

  it('is told when it arrived, and nobody is called', async () => {
    await reachable(cloud(), 'keeper');
    const { id } = await report(cloud(), phone('reporter'), pressing);
    expect(await results(id)).toMatchObject([
      { to: { id: CAST.keeper }, notice: 'assigned', result: 'delivered' },
    ]);
    expect(await climbed(id)).toEqual([]);
    expect((await look(cloud(), phone('reporter'), id)).unreached).toEqual([]);
    const messages = await cloud().messages(phone('keeper'));
    expect(messages.filter(({ page }) => page?.includes(id))).toHaveLength(1);
  });

  it('is told when the person refused, and the ladder is climbed once', async () => {
    await answered('43101');
    const { id, owner } = await report(cloud(), phoneOf('p-041'), pressing);
    expect(await results(id)).toMatchObject([{ result: 'refused' }]);
    expect((await look(cloud(), phoneOf('p-041'), id)).unreached).toMatchObject([{ id: owner.id }]);
    expect(await climbed(id)).toHaveLength(1);
    expect(await climbed(id)).toHaveLength(1);
    expect((await storedOrder(cloud(), id)).next?.owner.id).toBe(owner.id);
  });

  it('is told when WeChat did not answer; it is tried again and the ladder climbed meanwhile', async () => {
    await reachable(cloud(), 'keeper');
    await answered();
    const { id } = await report(cloud(), phone('reporter'), pressing);
    expect(await results(id)).toMatchObject([{ to: { id: CAST.keeper }, result: 'failed' }]);
    await cloud().faults([]);
    expect(await climbed(id)).toHaveLength(1);
    await cloud().clock({ advance: '2m' });
    expect(await results(id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          to: expect.objectContaining({ id: CAST.keeper }) as object,
          result: 'delivered',
        }),
      ]),
    );
    const messages = await cloud().messages(phone('keeper'));
    expect(messages.filter(({ page }) => page?.includes(id))).toHaveLength(1);
  });

  it('is told when nothing was set up to carry it, and the ladder is climbed', async () => {
    const { version, body } = await cloud().callOk(phone('admin'), 'config.get', { kind: 'notices' });
    const edited = structuredClone(body) as { templates: { key: string; templateId: string }[] };
    for (const template of edited.templates) template.templateId = `unknown-${template.key}`;
    const published = await cloud().callOk(phone('admin'), 'config.publish', {
      kind: 'notices',
      body: edited,
      basedOn: version,
      note: '换模板',
    });
    await cloud().clock({ set: (await cloud().now()) + 61_000 });
    const { id } = await report(cloud(), phone('reporter'), pressing);
    expect(await results(id)).toMatchObject([{ result: 'notConfigured' }]);
    expect((await deliveries(id))[0]?.channels).toMatchObject({
      tried: { subscription: { errCode: 40037 } },
    });
    expect(await climbed(id)).toHaveLength(1);
    await cloud().callOk(phone('admin'), 'config.publish', {
      kind: 'notices',
      body,
      basedOn: published.version,
      note: '换回来',
    });
  });

  it('is told when it may wait: one digest names it, at its time, and nobody is called', async () => {
    await reachable(cloud(), 'boss');
    const reported = await Promise.all(
      [0, 1, 2].map(() => report(cloud(), phone('reporter'), { templateId: 'floor-oily' })),
    );
    const ids = reported.map(({ id }) => id);
    for (const id of ids) {
      expect(await results(id)).toMatchObject([{ to: { id: CAST.boss }, result: 'held' }]);
      expect(await climbed(id)).toEqual([]);
    }
    // The second digest of the day shift.
    await cloud().clock({ set: Date.parse(`${isoDay(await cloud().now())}T12:00:00+08:00`) });
    await cloud().runTimer('jobs');
    await cloud().runTimer('jobs');
    const told = await cloud().messages(phone('boss'));
    const digests = told.filter(({ data }) => /条消息等你看/.test(data['thing2']?.value ?? ''));
    expect(digests).toHaveLength(1);
    expect(ids.some((id) => digests[0]?.page?.includes(id))).toBe(true);
    const rows = (await Promise.all(ids.map(deliveries))).flat();
    const held = rows.filter(({ notice }) => notice === 'assigned');
    expect(held.map(({ channels }) => channels.result)).toEqual(['delivered', 'delivered', 'delivered']);
  });
});
