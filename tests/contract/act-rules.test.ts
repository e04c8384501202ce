/** What the rules of the plant demand of an act: its clocks, its photos, an independent eye, and one hand at a time. */
import { randomUUID } from 'node:crypto';
import type { ActInput } from '../../typings/api';
import { takePhoto } from '../support/evidence';
import { notAPicture } from '../support/pictures';
import { acting } from './support/acting';
import { PDF, act, look, orderAt, photo, report, storedOrder, unsigned } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { errorOf, refused } from './support/refusal';

const cloud = useCloud();

const HOUR = 3_600_000;

const { by, refusedAct, buttons } = acting(cloud);

describe('transfers and clocks', () => {
  it('corrects the urgency, counting the clock from the report', async () => {
    const { id, dueAt } = await report(cloud(), phone('reporter'));
    const view = await by('safety', id, 'correctUrgency', { urgency: 'high', reason: '旁边有人' });
    expect(view.next?.dueAt).toBe(dueAt - 2 * HOUR);
    expect(view.resolveDueAt - view.reportedAt).toBe(24 * HOUR);
  });

  it('never restarts the resolve clock in a dispute, and gives a new owner time to answer', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    const before = await look(cloud(), phone('keeper'), id);
    await cloud().clock({ set: (await cloud().now()) + 110 * 60_000 });
    const view = await by('keeper', id, 'transfer', { personId: CAST.otherSupervisor, reason: '设备归他' });
    expect(view.resolveDueAt).toBe(before.resolveDueAt);
    expect((view.next?.dueAt ?? 0) - (await cloud().now())).toBeGreaterThan(HOUR - 10_000);
    expect(view.notMine).toBe('这一单现在由郭永福处理，你可以留言');
  });

  it('goes to safety with the second transfer, who rules once', async () => {
    const { id } = await report(cloud(), phone('reporter'));
    await by('keeper', id, 'transfer', { personId: CAST.otherSupervisor, reason: '设备归他' });
    const back = { personId: CAST.keeper, reason: '现场归他' };
    expect(await by('otherSupervisor', id, 'transfer', back)).toMatchObject({
      state: { id: 'ruling' },
      people: { owner: { id: CAST.safety } },
    });
    await refusedAct('NOT_YOUR_TURN', 'keeper', id, 'rule', back);
    await by('safety', id, 'rule', { personId: CAST.otherSupervisor, reason: '由设备来改' });
    const error = await refusedAct('RULED_ALREADY', 'otherSupervisor', id, 'transfer', back);
    expect(error.message).toBe('这一单已经定过由谁处理。还有疑问请打电话给安全员何志远');
    expect(await buttons('otherSupervisor', id)).not.toContain('transfer');
    const { transfers } = await storedOrder(cloud(), id);
    expect(transfers.map(({ to }) => to.id)).toEqual([CAST.otherSupervisor, CAST.keeper]);
  });
});

describe('a verification', () => {
  it('asks to go there where it is urgent', async () => {
    const { id, owner } = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
    await act(cloud(), phoneOf(owner.id), id, 'respond', { text: '换', personId: CAST.fixer });
    await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    await refusedAct('ONSITE_NEEDED', 'reporter', id, 'verify');
    await refusedAct('ONSITE_NEEDED', 'reporter', id, 'verify', { onSite: false });
    await by('reporter', id, 'verify', { onSite: true });
    const byPhoto = await orderAt(cloud(), 'awaitingVerification');
    await by('reporter', byPhoto, 'verify', { onSite: false });
  });

  it('asks to go there, with a photo, where it is major', async () => {
    const { id, owner } = await report(cloud(), phone('reporter'), { templateId: 'hot-work-uncertified' });
    const control = { basis: '判定标准第三条', interim: '先停下动火' };
    await act(cloud(), phoneOf(owner.id), id, 'isMajor', control);
    await by('safety', id, 'assign', { personId: CAST.keeper, reason: '焊接班的活' });
    const plan = { goal: '有证才动火', measure: '换人', funds: '无', team: '焊接班', schedule: '明天' };
    const until = (await cloud().now()) + 24 * HOUR;
    await by('keeper', id, 'plan', { ...plan, safeguard: '看火', until, personId: CAST.fixer });
    for (const signer of ['safety', 'manager'] as const) await by(signer, id, 'approve');
    await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    const seen = await photo(cloud(), phone('reporter'));
    await refusedAct('BAD_REQUEST', 'reporter', id, 'verify', { photos: [seen] });
    await refusedAct('PHOTO_NEEDED', 'reporter', id, 'verify', { onSite: true });
    await by('reporter', id, 'verify', { onSite: true, photos: [seen] });
  });

  it('keeps verifying from everybody who had a hand in the fix, even when they reported', async () => {
    const { id } = await report(cloud(), phone('keeper'));
    await by('keeper', id, 'respond', { text: '自己来', personId: CAST.fixer });
    const view = await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
    expect(view.people.owner?.id).toBe(CAST.inspector);
    await refusedAct('NOT_YOUR_TURN', 'keeper', id, 'verify', { onSite: true });
    await by('inspector', id, 'verify', { onSite: true });
  });

  it('asks a guest’s hazard to be verified by an inspector', async () => {
    const id = await orderAt(cloud(), 'awaitingVerification', {}, guestPhone(5));
    expect((await storedOrder(cloud(), id)).next?.owner.id).toBe(CAST.inspector);
    const { rev } = await storedOrder(cloud(), id);
    const input = { orderId: id, rev, action: 'verify', input: { onSite: true } };
    await refused(cloud(), 'NOT_YOUR_TURN', guestPhone(5), 'orders.act', input);
  });
});

describe('two people on one order', () => {
  it('tells the second of two who was first, with the fresh order', async () => {
    const { id } = await report(cloud(), phone('reporter'), { templateId: 'floor-oily' });
    const seen = await look(cloud(), phone('keeper'), id);
    await by('boss', id, 'assign', { personId: CAST.fixer });
    const late: ActInput = { orderId: id, rev: seen.rev, action: 'respond', input: { text: '我来' } };
    const error = await refused(cloud(), 'CHANGED', phone('keeper'), 'orders.act', late);
    expect(error.message).toBe('赵海峰刚处理了这一单，已刷新');
    expect(unsigned(error.order)).toEqual(unsigned(await look(cloud(), phone('keeper'), id)));
  });

  it('lets one of two win who act at the same moment', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { id } = await report(cloud(), phone('reporter'), { templateId: 'floor-oily' });
      const each = (['boss', 'keeper'] as const).map((part) =>
        cloud().call(phone(part), 'orders.act', {
          orderId: id,
          rev: 1,
          action: 'respond',
          input: { text: `${CAST[part]}来` },
        }),
      );
      const answers = await Promise.all(each);
      const lost = answers.findIndex(({ ok }) => !ok);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const error = errorOf(answers[lost]);
      const order = await storedOrder(cloud(), id);
      expect(error).toMatchObject({ code: 'CHANGED', order: { id, rev: 2, state: { id: 'rectifying' } } });
      expect(error.message).toContain(order.rectifier?.name ?? 'nobody');
      expect(order).toMatchObject({ rev: 2, trail: [{}, { action: 'respond' }] });
      expect(order.trail).toHaveLength(2);
    }
  });

  it('is refused on a revision that never was', async () => {
    const id = await orderAt(cloud(), 'awaitingResponse');
    const input = { orderId: id, rev: 99, action: 'respond', input: { text: '换' } };
    await refused(cloud(), 'CHANGED', phone('keeper'), 'orders.act', input);
  });
});

describe('the photos of an act', () => {
  it('asks for a photo of the fix, of this phone, uploaded, and a photo', async () => {
    const id = await orderAt(cloud(), 'rectifying');
    const [mine, theirs] = [await photo(cloud(), phone('fixer')), await photo(cloud(), phone('keeper'))];
    const away = { ...mine, fileId: mine.fileId.replace(/[^/]+$/, `${randomUUID()}.jpg`) };
    const broken = await photo(cloud(), phone('fixer'), notAPicture());
    await refusedAct('PHOTO_NEEDED', 'fixer', id, 'fix');
    await refusedAct('PHOTO_NEEDED', 'fixer', id, 'fix', { photos: [] });
    await refusedAct('PHOTO_PATH', 'fixer', id, 'fix', { photos: [theirs] });
    await refusedAct('PHOTO_NOT_UPLOADED', 'fixer', id, 'fix', { photos: [away] });
    const error = await refusedAct('PHOTO_NOT_IMAGE', 'fixer', id, 'fix', { photos: [mine, broken] });
    expect(Object.keys(error.fields ?? {})).toEqual(['photos.1']);
    const pdf = await takePhoto(cloud(), phone('fixer'), PDF, 'pdf');
    await refusedAct('PHOTO_NOT_IMAGE', 'fixer', id, 'fix', { photos: [pdf] });
    await refusedAct('BAD_REQUEST', 'fixer', id, 'fix', { photos: [mine, mine] });
    await refusedAct('BAD_REQUEST', 'fixer', id, 'fix', { photos: Array.from({ length: 10 }, () => mine) });
    await by('fixer', id, 'fix', { photos: [mine] });
  });

  it('takes no file twice, as a photo and as a drawing or again in a later act', async () => {
    const id = await orderAt(cloud(), 'awaitingResponse');
    const file = await photo(cloud(), phone('keeper'));
    await refusedAct('BAD_REQUEST', 'keeper', id, 'respond', { text: '换', files: [file, file] });
    await by('keeper', id, 'respond', { text: '换', files: [file] });
    await refusedAct('BAD_REQUEST', 'keeper', id, 'fix', { photos: [file] });
  });
});
