/** 只让安全员知道: the reporter's name and id reach nobody but safety and themselves, in no answer and in no message. */
import { randomUUID } from 'node:crypto';
import type { ReportInput } from '../../typings/api';
import type { ErrorCode } from '../../miniprogram/shared/errors';
import { act, actInput, look, photo, reachable, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud, type Part } from './support/plant';
import { errorOf } from './support/refusal';

const cloud = useCloud();

/** Reports in confidence; a name and an id that nothing else of the plant contains. */
const WHISTLER = 'p-033';
const NAME = '戴文军';
const whistler = phoneOf(WHISTLER);

/** Everybody who may look at an order in 手工焊接区 but may not know the reporter. */
const OTHERS: readonly Part[] = ['keeper', 'boss', 'fixer', 'inspector', 'manager', 'dutyLeader'];

const TRACES = new RegExp(`${NAME}|"${WHISTLER}"|${WHISTLER}[^0-9]|13900000033|${whistler}`);

const reported = async (patch: Partial<ReportInput> = {}): Promise<string> =>
  (await report(cloud(), whistler, { visibility: 'safetyOnly', ...patch })).id;

/** All that a phone can read that has to do with one order; the roll of candidates lists everybody alike. */
async function everythingAbout(as: string, orderId: string): Promise<string> {
  const answers: unknown[] = [
    await cloud().call(as, 'orders.get', { orderId }),
    await cloud().call(as, 'home.get', {}),
    await cloud().call(as, 'notices.list', {}),
    await cloud().call(as, 'points.get', {}),
    await cloud().messages(as),
  ];
  for (const tab of ['waiting', 'reported', 'charge', 'area'] as const) {
    answers.push(await cloud().call(as, 'orders.list', { tab }));
  }
  return JSON.stringify(answers);
}

async function expectHidden(orderId: string): Promise<void> {
  for (const part of OTHERS) {
    const read = await everythingAbout(phone(part), orderId);
    expect({ part, trace: TRACES.exec(read)?.[0], around: around(read) }).toEqual({ part });
  }
}

/** Where a trace was found, for the failure report. */
function around(read: string): string | undefined {
  const found = TRACES.exec(read);
  return found === null ? undefined : read.slice(Math.max(0, found.index - 120), found.index + 60);
}

beforeEach(async () => {
  await reachable(cloud(), ...OTHERS, 'safety', 'otherSafety');
});

describe('a reporter who trusts safety only', () => {
  it('is known to safety officers and to themselves, and to nobody else', async () => {
    const orderId = await reported();
    for (const as of [phone('safety'), phone('otherSafety'), whistler]) {
      expect((await look(cloud(), as, orderId)).people.reporter).toMatchObject({ id: WHISTLER, name: NAME });
    }
    for (const part of OTHERS.filter((each) => each !== 'fixer')) {
      expect((await look(cloud(), phone(part), orderId)).people.reporter).toBeNull();
    }
    await expectHidden(orderId);
  });

  it('stays hidden through the whole loop, whoever looks at whichever step', async () => {
    const orderId = await reported();
    await cloud().callOk(whistler, 'orders.comment', { orderId, text: '晚上没人在' });
    await act(cloud(), phone('keeper'), orderId, 'respond', { text: '换', personId: CAST.fixer });
    await expectHidden(orderId);
    await act(cloud(), phone('fixer'), orderId, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    await expectHidden(orderId);
    await act(cloud(), whistler, orderId, 'sendBack', { reason: '还松着', onSite: true });
    await expectHidden(orderId);
    await act(cloud(), phone('fixer'), orderId, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    await act(cloud(), whistler, orderId, 'verify', { onSite: true });
    await expectHidden(orderId);
    await act(cloud(), whistler, orderId, 'reopen', { reason: '又松了' });
    await expectHidden(orderId);
    const { comments, timeline } = await look(cloud(), phone('keeper'), orderId);
    expect(comments).toMatchObject([{ who: '上报人', text: '晚上没人在' }]);
    expect(timeline.map(({ who }) => who)).toContain('上报人');
  });

  it('stays hidden when their turn passes, when it is late, and when a message did not reach them', async () => {
    const orderId = await reported({ urgency: 'high', urgencyReason: '旁边有人' });
    await act(cloud(), phone('keeper'), orderId, 'respond', { text: '换', personId: CAST.fixer });
    await act(cloud(), phone('fixer'), orderId, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    await expectHidden(orderId);
    await cloud().clock({ advance: '6h5m', coalesce: true });
    await expectHidden(orderId);
    await cloud().clock({ advance: '6h5m', coalesce: true });
    expect((await storedOrder(cloud(), orderId)).passedOver).toEqual([WHISTLER]);
    await expectHidden(orderId);
  });

  it('stays hidden when they are told it is no hazard', async () => {
    const orderId = await reported();
    await act(cloud(), phone('keeper'), orderId, 'notHazard', { reason: '已经换过' });
    await expectHidden(orderId);
  });

  it('stays hidden in refusals', async () => {
    const orderId = await reported();
    await act(cloud(), phone('keeper'), orderId, 'respond', { text: '换', personId: CAST.fixer });
    await act(cloud(), phone('fixer'), orderId, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    const refusal = async (code: ErrorCode, part: Part, rev: number): Promise<void> => {
      const input = { orderId, rev, action: 'verify', input: { onSite: true } };
      const error = errorOf(await cloud().call(phone(part), 'orders.act', input));
      expect(error.code).toBe(code);
      expect({ part, found: around(JSON.stringify(error)) }).toEqual({ part });
    };
    const { rev } = await storedOrder(cloud(), orderId);
    for (const part of OTHERS) await refusal('NOT_YOUR_TURN', part, rev);
    await act(cloud(), whistler, orderId, 'sendBack', { reason: '还松着' });
    for (const part of OTHERS) await refusal('CHANGED', part, rev);
    for (const part of OTHERS) await refusal('WRONG_STATE', part, rev + 1);
  });

  it('is told apart from nobody in the list of candidates', async () => {
    const [secret, open] = [await reported(), (await report(cloud(), whistler)).id];
    const of = async (orderId: string): Promise<unknown> =>
      cloud().callOk(phone('keeper'), 'people.candidates', { orderId });
    expect(await of(secret)).toEqual(await of(open));
  });

  it('is not named by the rule that gives them their own report', async () => {
    const { id } = await report(cloud(), phone('keeper'), { visibility: 'safetyOnly' });
    const seen = async (part: Part) => (await look(cloud(), phone(part), id)).timeline[0];
    expect((await storedOrder(cloud(), id)).next?.owner.id).toBe(CAST.keeper);
    expect(await seen('inspector')).toMatchObject({ who: '上报人', note: null });
    expect((await seen('safety'))?.note).toContain('按规则');
  });

  it('leaves no trace in the pictures and their links', async () => {
    const orderId = await reported({ photos: [await photo(cloud(), whistler)] });
    await expectHidden(orderId);
    const { uploadPrefix } = await cloud().callOk(whistler, 'session.get', {});
    const { photos } = await look(cloud(), phone('keeper'), orderId);
    expect(photos.map(({ state }) => state)).toEqual(['sealed']);
    expect(JSON.stringify(photos)).not.toContain(uploadPrefix);
  });

  it('stays hidden when they leave', async () => {
    const orderId = await reported();
    await act(cloud(), phone('keeper'), orderId, 'respond', { text: '换', personId: CAST.fixer });
    await act(cloud(), phone('fixer'), orderId, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    const [person] = (await cloud().dump('people')).filter(({ _id }) => _id === WHISTLER);
    await cloud().callOk(phone('admin'), 'people.save', {
      rev: Number(person?.['rev']),
      person: {
        id: WHISTLER,
        name: NAME,
        employeeNo: '10033',
        phone: '13900000033',
        departmentId: 'machining',
        teamId: 'steel-night',
        post: '冲剪工',
        roles: ['worker'],
        bossId: 'p-014',
        status: 'left',
      },
    });
    expect((await storedOrder(cloud(), orderId)).next?.owner.id).toBe(CAST.inspector);
    await expectHidden(orderId);
  });
});

describe('a reporter who gives their name', () => {
  it('is named to everybody who may see the order', async () => {
    const { id } = await report(cloud(), phone('reporter'));
    const { people, timeline } = await look(cloud(), phone('keeper'), id);
    expect(people.reporter).toMatchObject({ id: CAST.reporter, name: '谢小刚' });
    expect(timeline[0]).toMatchObject({ who: '谢小刚' });
  });
});

describe('a guest', () => {
  it('is never known by their openid, not even to safety', async () => {
    const as = guestPhone(77);
    const { id } = await report(cloud(), as);
    const input = await actInput(cloud(), phone('safety'), id, 'correctUrgency', {
      urgency: 'low',
      reason: '不急',
    });
    await cloud().callOk(phone('safety'), 'orders.act', input, { requestId: randomUUID() });
    expect(await everythingAbout(phone('safety'), id)).not.toContain(as);
    expect(JSON.stringify(await storedOrder(cloud(), id))).not.toContain(as);
  });
});
