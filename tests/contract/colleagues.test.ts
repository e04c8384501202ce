/** 帮同事报: whom one may report for, and whose report it is then. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, photo, report, reportInput, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

/** Sends; a colleague of the reporter. */
const HELPER = 'p-031';
const helper = phoneOf(HELPER);
const me = phone('reporter');

const colleagues = async (as: string): Promise<{ id: string; name: string; post: string }[]> =>
  (await cloud().callOk(as, 'people.colleagues', {})).people;

/** Whether somebody is of the reporter's department or team. */
const nearOf = (person: Record<string, unknown> | undefined): boolean =>
  person?.['departmentId'] === 'welding' || person?.['teamId'] === 'steel-day';

contractOf('people.colleagues', {
  valid() {
    it('names the people of the own department and team by name and post, and nothing else of them', async () => {
      const people = await colleagues(me);
      expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining([HELPER, CAST.keeper]));
      expect(people.map(({ id }) => id)).not.toContain(CAST.reporter);
      for (const one of people) expect(Object.keys(one).sort()).toEqual(['id', 'name', 'post']);
      const roll = await cloud().dump('people');
      const near = people.map(({ id }) => roll.find(({ _id }) => _id === id)).map(nearOf);
      expect(near).toEqual(people.map(() => true));
    });
  },
  edge() {
    it('names the own team first', async () => {
      const roll = await cloud().dump('people');
      const teamOf = (id: string) => roll.find(({ _id }) => _id === id)?.['teamId'];
      const own = (await colleagues(me)).map(({ id }) => teamOf(id) === teamOf(CAST.reporter));
      expect(own.lastIndexOf(true)).toBeLessThan(own.includes(false) ? own.indexOf(false) : own.length);
    });

    it('names to 相关方 nobody of the plant', async () => {
      expect(await colleagues(phone('contractor'))).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, me, 'people.colleagues', misshapen({ forWork: true }, { optional: ['forWork'] }));
  },
  forbidden() {
    it('is not for a phone that nobody bound', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(1), 'people.colleagues', {});
    });
    itRefusesNobody(cloud, 'people.colleagues', {});
  },
});

const forMe = { forPersonId: CAST.reporter };

describe('a report for a colleague', () => {
  it('is theirs, says who sent it, and both may open it', async () => {
    const { id } = await report(cloud(), helper, { ...forMe, photos: [await photo(cloud(), helper)] });
    const stored = await storedOrder(cloud(), id);
    expect(stored.reporter).toMatchObject({ id: CAST.reporter, through: { id: HELPER } });
    expect(stored.trail[0]).toMatchObject({ actor: { id: HELPER }, detail: { for: CAST.reporter } });
    const { people, timeline } = await look(cloud(), me, id);
    const sender = stored.reporter.through?.name ?? '';
    expect(people.reporter?.duty).toBe(`上报人，由${sender}代报`);
    expect(timeline[0]).toMatchObject({ who: sender, what: `帮${stored.reporter.name}上报了隐患` });
    expect((await look(cloud(), helper, id)).id).toBe(id);
    await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.get', { orderId: id });
  });

  it('stands among the colleague’s, not among the sender’s, and the colleague is told by whom', async () => {
    const { id } = await report(cloud(), helper, forMe);
    const listed = async (as: string): Promise<string[]> =>
      (await cloud().callOk(as, 'orders.list', { tab: 'reported' })).orders.map((order) => order.id);
    expect(await listed(me)).toContain(id);
    expect(await listed(helper)).not.toContain(id);
    const { notices } = await cloud().callOk(me, 'notices.list', {});
    expect(notices.find(({ orderId }) => orderId === id)).toMatchObject({ title: '同事替你报了一条隐患' });
  });

  it('is looked at again by the colleague, who earns its points; the sender may do neither', async () => {
    const earned = async (as: string): Promise<number> =>
      (await cloud().callOk(as, 'points.get', {})).balance;
    const [mine, theirs] = [await earned(me), await earned(helper)];
    const { id } = await report(cloud(), helper, forMe);
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
    await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    const view = await look(cloud(), helper, id);
    expect(view.next?.owner.id).toBe(CAST.reporter);
    expect(view.actions.map((action) => action.id)).not.toContain('verify');
    await act(cloud(), me, id, 'verify', { onSite: true });
    expect(await earned(me)).toBe(mine + 10);
    expect(await earned(helper)).toBe(theirs);
  });

  it('goes to the inspector, not to who sent it, when the colleague mended it', async () => {
    const { id } = await report(cloud(), phone('inspector'), {
      forPersonId: (await colleagues(phone('inspector')))[0]?.id ?? '',
    });
    const stored = await storedOrder(cloud(), id);
    const by = stored.reporter.id;
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: by });
    const { next } = await act(cloud(), phoneOf(by), id, 'fix', {
      photos: [await photo(cloud(), phoneOf(by))],
    });
    expect([by, CAST.inspector]).not.toContain(next?.owner.id);
  });

  it('checks its words under the sender’s openid, which is at hand', async () => {
    const { id } = await report(cloud(), helper, { ...forMe, description: '防护罩掉了', templateId: null });
    expect((await storedOrder(cloud(), id)).contentCheck).toBe('pass');
  });

  it('is one order however often it is sent, and nobody else’s', async () => {
    const input = reportInput(forMe);
    const requestId = randomUUID();
    const first = await cloud().callOk(helper, 'orders.report', input, { requestId });
    const again = await cloud().callOk(helper, 'orders.report', input, { requestId });
    expect(again.number).toBe(first.number);
    await refused(cloud(), 'REPLAY_MISMATCH', helper, 'orders.report', { ...input, forPersonId: HELPER });
    await refused(cloud(), 'REPLAY_REFUSED', phone('bystander'), 'orders.report', input);
  });

  it('is the sender’s own when they name themselves', async () => {
    const { id } = await report(cloud(), helper, { forPersonId: HELPER });
    expect((await storedOrder(cloud(), id)).reporter).toEqual({
      kind: 'person',
      id: HELPER,
      name: expect.any(String) as string,
      visibility: 'named',
    });
  });

  it('is refused for anybody who is no active colleague', async () => {
    for (const forPersonId of [CAST.bystander, 'p-999']) {
      await refused(cloud(), 'PERSON_UNKNOWN', helper, 'orders.report', reportInput({ forPersonId }));
    }
    await refused(cloud(), 'NOT_BOUND', guestPhone(2), 'orders.report', reportInput(forMe));
  });

  it('hides the sender with the reporter where only safety may know', async () => {
    const { id } = await report(cloud(), helper, { ...forMe, visibility: 'safetyOnly' });
    const { reporter } = await storedOrder(cloud(), id);
    const view = JSON.stringify(await look(cloud(), phone('keeper'), id));
    for (const trace of [reporter.name, reporter.through?.name ?? '?', CAST.reporter, HELPER]) {
      expect(view).not.toContain(trace);
    }
    expect((await look(cloud(), phone('safety'), id)).timeline[0]?.what).toBe(`帮${reporter.name}上报了隐患`);
  });
});
