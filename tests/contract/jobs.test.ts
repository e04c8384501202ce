/** The minute timer: deadlines, ladders and whatever waits to be delivered; and nobody else may set it going. */
import { act, look, orderAt, photo, reachable, report, storedOrder } from './support/desk';
import { CAST, phone, phoneOf, useCloud } from './support/plant';
import { refusal, stored } from './support/refusal';

const cloud = useCloud();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the clock did to an order so far, as its trail tells. */
const climbed = async (orderId: string): Promise<unknown[]> =>
  (await storedOrder(cloud(), orderId)).trail
    .filter(({ actor }) => actor.kind === 'system')
    .map(({ action, detail }) => detail['rung'] ?? action);

beforeEach(async () => {
  await reachable(cloud(), 'keeper', 'boss', 'fixer', 'reporter', 'dutyLeader', 'safety', 'inspector');
});

describe('the timer function', () => {
  it.each([
    ['a phone', phone('reporter')],
    ['an administrator’s phone', phone('admin')],
    ['the console', null],
  ])('refuses %s, whatever it sends', async (_who, as) => {
    await report(cloud(), phone('reporter'));
    for (const event of [
      { Type: 'Timer', TriggerName: 'minute' },
      {},
      null,
      'x',
      { TCB_SOURCE: 'wx_trigger' },
    ]) {
      await refusal(cloud(), 'CALLER_REFUSED', async () => (await cloud().invoke(as, 'jobs', event)).body);
    }
  });

  it('runs for the timer, and changes nothing where nothing is due', async () => {
    await report(cloud(), phone('reporter'));
    await cloud().runTimer('jobs');
    const after = await stored(cloud());
    expect(await cloud().runTimer('jobs')).toMatchObject([{ function: 'jobs', ok: true, error: null }]);
    expect(await stored(cloud())).toEqual(after);
  });
});

describe('a hazard of high urgency that nobody answers', () => {
  it('climbs at half time, at the deadline and after it, each rung once; the owner stays accountable', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    expect(await climbed(id)).toEqual([]);
    await cloud().clock({ advance: HOUR + MINUTE, coalesce: true });
    expect(await climbed(id)).toEqual(['halfTime']);
    await cloud().clock({ advance: HOUR, coalesce: true });
    expect(await climbed(id)).toEqual(['halfTime', 'boss']);
    expect((await look(cloud(), phone('keeper'), id)).people).toMatchObject({
      owner: { id: CAST.keeper },
      escalatedTo: { id: CAST.boss },
    });
    await cloud().clock({ advance: 30 * MINUTE, coalesce: true });
    await cloud().clock({ advance: 30 * MINUTE, coalesce: true });
    await cloud().runTimer('jobs');
    await cloud().runTimer('jobs');
    // The general manager is pushed for a suspected major hazard only.
    expect(await climbed(id)).toEqual(['halfTime', 'boss', 'dutyLeader', 'safety']);
    expect((await storedOrder(cloud(), id)).next?.owner.id).toBe(CAST.keeper);
  });

  it('says so on its card', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    await cloud().clock({ advance: 2 * HOUR + 10 * MINUTE, coalesce: true });
    const { next, sentence } = await look(cloud(), phone('keeper'), id);
    expect(next).toMatchObject({ overdue: true });
    expect(sentence).toMatch(/^轮到王大勇响应 · 超 10 分钟，已报赵海峰$/);
  });

  it('tells each person once, however often and late the timer runs', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    await cloud().clock({ advance: 2 * HOUR + MINUTE, coalesce: true });
    await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
    const told = (await cloud().dump('deliveries')).filter(({ orderId }) => orderId === id);
    expect(told.map(({ notice, to }) => `${String(notice)} ${String(to)}`).sort()).toEqual([
      `assigned ${CAST.keeper}`,
      `escalated ${CAST.boss}`,
      `reminder ${CAST.keeper}`,
    ]);
    const messages = await cloud().messages(phone('boss'));
    expect(messages.filter(({ page }) => page?.includes(id))).toHaveLength(1);
  });

  it('lets whoever the ladder reached act, and stops climbing then', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    await cloud().clock({ advance: 2 * HOUR + MINUTE, coalesce: true });
    await act(cloud(), phone('boss'), id, 'assign', { personId: CAST.fixer });
    const before = (await climbed(id)).length;
    await cloud().clock({ advance: HOUR, coalesce: true });
    expect(await climbed(id)).toHaveLength(before);
  });
});

describe('a verification that nobody gives', () => {
  it('passes on to an inspector and then to others, and never to who fixed', async () => {
    const id = await orderAt(cloud(), 'awaitingVerification');
    const owners: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      // Whatever the weekday, four days hold the hours that a verification of medium urgency may take.
      await cloud().clock({ advance: 4 * 24 * HOUR, coalesce: true });
      owners.push((await storedOrder(cloud(), id)).next?.owner.id ?? '');
    }
    expect(new Set([CAST.reporter, ...owners]).size).toBe(4);
    expect(owners).not.toContain(CAST.keeper);
    expect(owners).not.toContain(CAST.fixer);
    const last = owners.at(-1) ?? '';
    await act(cloud(), phoneOf(last), id, 'verify', { onSite: true });
  });
});

describe('what an invocation could not deliver', () => {
  it('is delivered by the timer: a message that the database did not take', async () => {
    await cloud().faults([{ match: { collection: 'deliveries' }, mode: 'fail' }]);
    const { id } = await report(cloud(), phone('reporter'));
    await cloud().faults([]);
    expect(Object.keys((await storedOrder(cloud(), id)).outbox)).toHaveLength(1);
    await cloud().clock({ advance: 2 * MINUTE });
    expect((await storedOrder(cloud(), id)).outbox).toEqual({});
    const rows = (await cloud().dump('deliveries')).filter(({ orderId }) => orderId === id);
    expect(rows).toHaveLength(1);
  });

  it('is sealed by the timer: a photo while storage was out', async () => {
    const one = await photo(cloud(), phone('reporter'));
    await cloud().faults([{ match: { action: 'storage' }, mode: 'fail', times: 'forever' }]);
    const { id } = await report(cloud(), phone('reporter'), { photos: [one] });
    await cloud().faults([]);
    expect((await look(cloud(), phone('reporter'), id)).photos).toMatchObject([
      { state: 'pending', url: null, note: '照片正在存证，稍后就能看' },
    ]);
    await cloud().clock({ advance: 2 * MINUTE });
    expect((await look(cloud(), phone('reporter'), id)).photos).toMatchObject([
      { state: 'sealed', note: null },
    ]);
  });
});

describe('a day that ends', () => {
  it('leaves one head of the trails, however often the timer looks', async () => {
    await report(cloud(), phone('reporter'));
    const before = (await cloud().dump('trailHeads')).length;
    await cloud().clock({ advance: 24 * HOUR, coalesce: true });
    await cloud().runTimer('jobs');
    expect((await cloud().dump('trailHeads')).length).toBe(before + 1);
  });
});
