/** Safety looks at what the content check minded, and at how the evidence of an order came about. */
import { randomUUID } from 'node:crypto';
import type { OrderView, ReportInput } from '../../typings/api';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, photo, report, storedOrder } from './support/desk';
import { CAST, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud({ PUSH_TO: 'events' });

beforeEach(() => cloud().planMedia({ suggest: 'risky', label: 20002, when: 'early' }));
afterEach(() => cloud().planMedia({}));

/** A report with a picture, about which WeChat was asked in time: a busy machine may take too long for that. */
async function asked(patch: Partial<ReportInput> = {}): Promise<string> {
  for (;;) {
    const photos = [await photo(cloud(), phone('reporter'))];
    const { id } = await report(cloud(), phone('reporter'), { description: '有人赌博', photos, ...patch });
    const { contentCheck, evidence } = await storedOrder(cloud(), id);
    const [check] = Object.values(evidence).flatMap((one) => one.check ?? []);
    if (contentCheck === 'risky' && typeof check?.traceId === 'string') return id;
  }
}

/** A report with words and a picture that WeChat minds. */
async function minded(): Promise<{ orderId: string; files: string[] }> {
  const orderId = await asked();
  const { technical } = await look(cloud(), phone('safety'), orderId);
  return { orderId, files: technical?.held.flatMap(({ id }) => id ?? []) ?? [] };
}

const review = (
  input: { orderId: string; files: string[]; description?: boolean; show?: boolean },
  as = phone('safety'),
  requestId: string = randomUUID(),
) => cloud().callOk(as, 'content.review', { description: true, show: true, ...input }, { requestId });

const outsider = (orderId: string): Promise<OrderView> => look(cloud(), phone('manager'), orderId);

const reviews = async (): Promise<string[]> =>
  (await cloud().callOk(phone('safety'), 'desk.get', {})).reviews.orders.map(({ id }) => id);

contractOf('content.review', {
  valid() {
    it('shows to everybody what was hidden, and takes it off the desk', async () => {
      const { orderId, files } = await minded();
      expect(await reviews()).toContain(orderId);
      expect(await outsider(orderId)).toMatchObject({
        description: '这段文字等安全员看过再显示',
        thumb: null,
        photos: [{ url: null, note: '这张照片等安全员看过再显示' }],
        technical: null,
      });
      const view = await review({ orderId, files });
      expect(view.technical?.held).toEqual([]);
      const shown = await outsider(orderId);
      expect(shown).toMatchObject({ description: '有人赌博', photos: [{ note: null }] });
      expect(shown.photos[0]?.url).toMatch(/^http/);
      expect(shown.thumb).toMatch(/^http/);
      expect(await reviews()).not.toContain(orderId);
    });

    it('leaves it hidden, says who looked, and may be changed later', async () => {
      const { orderId, files } = await minded();
      const { technical } = await review({ orderId, files, show: false });
      const looked = { by: '何志远', at: expect.any(Number) as number };
      expect(technical?.held).toEqual([
        { id: files[0], result: 'risky', looked },
        { id: null, result: 'risky', looked },
      ]);
      expect(await reviews()).not.toContain(orderId);
      expect((await outsider(orderId)).photos[0]?.url).toBeNull();
      await review({ orderId, files }, phone('otherSafety'));
      expect((await outsider(orderId)).photos[0]?.url).toMatch(/^http/);
    });
  },
  edge() {
    it('decides on the picture and the words apart', async () => {
      const { orderId, files } = await minded();
      await review({ orderId, files: [], description: true });
      expect(await outsider(orderId)).toMatchObject({ description: '有人赌博', photos: [{ url: null }] });
      await review({ orderId, files, description: false });
      expect((await outsider(orderId)).photos[0]?.url).toMatch(/^http/);
    });

    it('keeps what WeChat says later from being shown again', async () => {
      await cloud().planMedia({ suggest: 'risky', when: 'held' });
      const orderId = await asked();
      const files = Object.keys((await storedOrder(cloud(), orderId)).evidence);
      await review({ orderId, files, show: false, description: false });
      await cloud().planMedia({});
      await cloud().deliverMedia();
      expect((await storedOrder(cloud(), orderId)).evidence[files[0]!]?.check).toMatchObject({
        result: 'risky',
        looked: { by: { id: CAST.safety }, show: false },
      });
    });

    it('hides nothing from whoever has a hand in it, keeps the place or answers for safety', async () => {
      const { orderId } = await minded();
      for (const part of ['reporter', 'keeper', 'safety', 'otherSafety', 'dutyLeader'] as const) {
        const view = await look(cloud(), phone(part), orderId);
        expect([part, view.description, view.photos[0]?.url?.slice(0, 4)]).toEqual([
          part,
          '有人赌博',
          'http',
        ]);
      }
      for (const part of ['manager', 'inspector'] as const) {
        const view = await look(cloud(), phone(part), orderId);
        expect([part, view.description === '有人赌博', view.photos[0]?.url]).toEqual([part, false, null]);
      }
      // Whoever it goes to next sees it at once.
      await act(cloud(), phone('keeper'), orderId, 'respond', { text: '去看', personId: CAST.fixer });
      expect((await look(cloud(), phone('fixer'), orderId)).photos[0]?.url).toMatch(/^http/);
    });

    it('hides a title that is made of the words, and no other', async () => {
      const own = await asked({ templateId: null });
      expect((await outsider(own)).title).toBe('有一条隐患在处理');
      expect((await look(cloud(), phone('keeper'), own)).title).toBe('有人赌博');
      expect((await outsider((await minded()).orderId)).title).not.toBe('有一条隐患在处理');
    });
  },
  invalid() {
    const right = { orderId: randomUUID(), files: [randomUUID()], description: false, show: true };
    itRefusesShapes(cloud, phone('safety'), 'content.review', misshapen(right));

    it('refuses an order that is not there, nothing at all, and a file about which there is nothing to decide', async () => {
      const { orderId } = await minded();
      const as = phone('safety');
      await refused(cloud(), 'NOT_FOUND', as, 'content.review', { ...right, files: [], description: true });
      await refused(cloud(), 'BAD_REQUEST', as, 'content.review', { ...right, orderId, files: [] });
      const { fields } = await refused(cloud(), 'BAD_REQUEST', as, 'content.review', { ...right, orderId });
      expect(fields).toEqual({ 'files.0': '这一张不用看，请下拉刷新' });
      const twice = [right.files[0]!, right.files[0]!];
      await refused(cloud(), 'BAD_REQUEST', as, 'content.review', { ...right, orderId, files: twice });
    });
  },
  forbidden() {
    it('is for safety alone', async () => {
      const { orderId, files } = await minded();
      for (const part of ['reporter', 'keeper', 'manager', 'dutyLeader', 'inspector', 'admin'] as const) {
        const input = { orderId, files, description: true, show: true };
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'content.review', input);
      }
    });

    itRefusesNobody(cloud, 'content.review', {
      orderId: randomUUID(),
      files: [],
      description: true,
      show: true,
    });
  },
  replay() {
    it('is the same decision when it is sent again', async () => {
      const { orderId, files } = await minded();
      const requestId = randomUUID();
      await review({ orderId, files }, phone('safety'), requestId);
      await review({ orderId, files }, phone('safety'), requestId);
      expect((await outsider(orderId)).photos[0]?.url).toMatch(/^http/);
    });
  },
});

describe('how the evidence came about', () => {
  const technical = async (as: string, orderId: string) => (await look(cloud(), as, orderId)).technical;

  it('is told to safety alone', async () => {
    const now = await cloud().now();
    const taken = {
      ...(await photo(cloud(), phone('reporter'))),
      source: 'album',
      takenAt: now - DAY,
    } as const;
    const { id } = await report(cloud(), phone('reporter'), {
      photos: [taken],
      observedAt: now - DAY,
      placeSource: 'label',
      position: { longitude: 121.5, latitude: 31.2, accuracy: 12.5 },
    });
    expect(await technical(phone('safety'), id)).toMatchObject({
      clock: { phone: now - DAY, received: expect.any(Number) as number },
      position: { accuracy: 12.5 },
      placeSource: 'label',
      files: [{ purpose: 'scene', source: 'album', clock: { taken: now - DAY }, check: 'risky' }],
    });
    for (const part of ['reporter', 'keeper', 'manager', 'inspector', 'dutyLeader'] as const) {
      expect(await technical(phone(part), id)).toBeNull();
    }
  });

  it('says how far the phone was from the area, where somebody drew it', async () => {
    const { id } = await report(cloud(), phone('reporter'), {
      position: { longitude: 0, latitude: 0, accuracy: 30 },
    });
    const found = await technical(phone('safety'), id);
    const plant = await cloud().callOk(phone('reporter'), 'plant.get', {});
    const outline = plant.unchanged
      ? undefined
      : plant.areas.find((area) => area.id === 'manual-welding')?.outline;
    if (outline === undefined) expect(found?.position?.distance).toBeNull();
    else expect(found?.position?.distance).toBeGreaterThan(10_000_000);
  });
});

it('checks the words of a handover, which those who take over read in any case', async () => {
  // The next test begins on a morning again.
  await cloud().clock({
    set: (await cloud().callOk(phone('keeper'), 'today.get', {})).shift!.endsAt - 10 * MINUTE,
  });
  const { shift } = await cloud().callOk(phone('keeper'), 'today.get', {});
  const { to } = await cloud().callOk(phone('keeper'), 'shifts.handOver', {
    shiftId: shift!.id,
    note: '有人赌博，盯一下',
    notes: [],
  });
  const kept = (await cloud().dump('shifts')).find(({ personId }) => personId === CAST.keeper);
  expect(kept).toMatchObject({ handover: { note: '有人赌博，盯一下', minded: 'risky' } });
  const told = (await cloud().dump('deliveries')).filter(({ notice }) => notice === 'handedOver');
  expect(told.map((row) => row['to'])).toEqual(to.map(({ id }) => id));
  expect(JSON.stringify(told)).toContain('有人赌博');
});
