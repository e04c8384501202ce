/** 「附近有人报过，是同一个吗？」: what is offered to whom, and how a draft joins an order instead of becoming one. */
import { randomUUID } from 'node:crypto';
import type { JoinInput, ReportInput, SimilarInput, SimilarOrder } from '../../typings/api';
import { contractOf, itRefusesShapes } from './support/contract-of';
import { act, look, photo, report, storedOrder, unsigned } from './support/desk';
import { guestPhone, phone, phoneOf, useCloud, CAST } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { picture } from '../../scripts/demo/pictures';

const cloud = useCloud({ PUSH_TO: 'events' });

const OTHER = phoneOf('p-031');

type Where = Pick<ReportInput, 'areaId' | 'pointId' | 'templateId'>;

/** A place of its own for each test: the cloud keeps what the tests before reported. */
const PLACES: Where[] = [
  'guard-loose',
  'ladder-broken',
  'panel-open',
  'plug-burnt',
  'oily-rags',
  'gloves-at-rotating',
].flatMap((templateId) =>
  ['b-03', 'b-04', 'b-05', 'b-06'].map((pointId) => ({ areaId: 'manual-welding', pointId, templateId })),
);

let next = 0;
const newPlace = (): Where => {
  next += 1;
  return PLACES[next - 1]!;
};

/** Templates differ in whom they go to. */
const ownersPhone = async (orderId: string): Promise<string> =>
  phoneOf((await storedOrder(cloud(), orderId)).next!.owner.id);

const asked = (where: Where, patch: Partial<SimilarInput> = {}): SimilarInput => ({
  ...where,
  position: null,
  hashes: [],
  ...patch,
});

const similar = async (
  as: string,
  where: Where,
  patch: Partial<SimilarInput> = {},
): Promise<SimilarOrder[]> => (await cloud().callOk(as, 'orders.similar', asked(where, patch))).orders;

const idsFor = async (as: string, where: Where, patch: Partial<SimilarInput> = {}): Promise<string[]> =>
  (await similar(as, where, patch)).map(({ orderId }) => orderId);

const here = { longitude: 121.4745, latitude: 31.2306, accuracy: 8 };

/** So many metres to the north. */
const north = (metres: number) => ({ ...here, latitude: here.latitude + metres / 111_320 });

contractOf('orders.similar', {
  valid() {
    it('offers an open order of the same template at the same point, without a name', async () => {
      const where = newPlace();
      const { id, number } = await report(cloud(), phone('reporter'), where);
      const [found, ...others] = await similar(OTHER, where);
      expect(others).toEqual([]);
      expect(found).toEqual({
        orderId: id,
        title: expect.stringMatching(/[一-鿿]/) as string,
        place: { areaName: '手工焊接区', pointNo: expect.any(String) as string, riskColor: 'red' },
        state: expect.objectContaining({ id: 'awaitingResponse' }) as object,
        sentence: expect.stringMatching(/^待响应 · 还剩 .+/) as string,
        day: '2026-11-25',
        known: false,
        photos: [],
        ticket: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
      expect(JSON.stringify(found)).not.toMatch(new RegExp(`${CAST.reporter}|陈|${number}`));
    });

    it('offers a picture that looks the same, whatever it was called, with links to it', async () => {
      const where = newPlace();
      const shot = await photo(cloud(), phone('reporter'), picture('cable-frayed', 'first'));
      await cloud().planMedia({ when: 'held' });
      const { id } = await report(cloud(), phone('reporter'), { ...where, photos: [shot] });
      await cloud().deliverMedia();
      const { evidence } = await storedOrder(cloud(), id);
      const [dHash] = Object.values(evidence).map((one) => one.dHash);
      expect(dHash).toMatch(/^[0-9a-f]{16}$/);
      const other = { ...where, templateId: null };
      expect(await idsFor(OTHER, other)).toEqual([]);
      const [found] = await similar(OTHER, other, { hashes: [dHash!] });
      expect(found).toMatchObject({ orderId: id, known: false });
      expect(found!.photos).toHaveLength(1);
      const far = dHash!.replace(/./g, (digit) => (15 - parseInt(digit, 16)).toString(16));
      expect(await idsFor(OTHER, other, { hashes: [far] })).toEqual([]);
    });
  },
  edge() {
    it('looks around the spot where one of the two has no label, 30 metres far', async () => {
      const where = { ...newPlace(), pointId: null, areaId: 'press' };
      const { id } = await report(cloud(), phone('reporter'), { ...where, position: here });
      expect(await idsFor(OTHER, where, { position: north(25) })).toEqual([id]);
      expect(await idsFor(OTHER, where, { position: north(40) })).toEqual([]);
      // A position that may be anywhere says nothing: then it is the area that counts.
      expect(await idsFor(OTHER, where, { position: { ...north(40), accuracy: 500 } })).toEqual([id]);
      expect(await idsFor(OTHER, where)).toEqual([id]);
    });

    it('takes two labels for two places', async () => {
      const where = newPlace();
      await report(cloud(), phone('reporter'), { ...where, position: here });
      const beside = { ...where, pointId: where.pointId === 'b-03' ? 'b-04' : 'b-03' };
      const { orders } = await cloud().callOk(OTHER, 'orders.similar', asked(beside, { position: here }));
      expect(orders.map(({ place }) => place.pointNo)).not.toContain(where.pointId!.toUpperCase());
    });

    it('names two at most, those at the very point first', async () => {
      const where = { ...newPlace(), areaId: 'robot-welding', pointId: 'b-07' };
      await report(cloud(), phone('reporter'), { ...where, pointId: null });
      const atPoint: string[] = [];
      for (let i = 0; i < 2; i += 1) atPoint.push((await report(cloud(), OTHER, where)).id);
      expect(new Set(await idsFor(OTHER, where))).toEqual(new Set(atPoint));
    });

    it('leaves out what has ended and what is no hazard to be mended', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), where);
      await report(cloud(), phone('reporter'), { ...where, stop: true });
      await act(cloud(), await ownersPhone(id), id, 'notHazard', { reason: '已经换过新的了' });
      expect(await idsFor(OTHER, where)).toEqual([]);
    });

    it('says so when the person has a hand in it already', async () => {
      const where = newPlace();
      await report(cloud(), phone('reporter'), where);
      expect(await similar(phone('reporter'), where)).toMatchObject([{ known: true }]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'orders.similar',
      misshapen(
        {
          areaId: 'manual-welding',
          pointId: 'b-03',
          templateId: 'guard-loose',
          position: { longitude: 1.5, latitude: 2.5, accuracy: 3.5 },
          hashes: ['0123456789abcdef'],
        },
        { real: ['position.longitude', 'position.latitude', 'position.accuracy'] },
      ),
    );

    it('refuses a place that is not there, and a point of another area', async () => {
      const where = { areaId: 'manual-welding', pointId: null, templateId: null };
      for (const wrong of [{ areaId: 'nowhere' }, { pointId: 'nowhere' }, { pointId: 'b-07' }]) {
        await refused(cloud(), 'PLACE_UNKNOWN', OTHER, 'orders.similar', asked({ ...where, ...wrong }));
      }
    });
  },
  forbidden() {
    it('tells a guest of the point they stand at, and of nothing around it', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), { ...where, position: here });
      expect(await idsFor(guestPhone(), where)).toEqual([id]);
      expect(await idsFor(guestPhone(), { ...where, pointId: null }, { position: here })).toEqual([]);
    });

    it('hides from outsiders what the content check minded or has not looked at yet', async () => {
      const where = newPlace();
      await cloud().planMedia({ suggest: 'risky', when: 'held' });
      const photos = [await photo(cloud(), phone('reporter'), picture('guard-missing', 'bad'))];
      await report(cloud(), phone('reporter'), { ...where, photos });
      expect(await similar(OTHER, where)).toMatchObject([{ photos: [] }]);
      await cloud().deliverMedia();
      expect(await similar(OTHER, where)).toMatchObject([{ photos: [] }]);
      expect(await similar(guestPhone(), where)).toMatchObject([{ photos: [] }]);
      const [known] = await similar(phone('safety'), where);
      expect(known!.photos).toHaveLength(1);
    });
  },
});

/** What a phone sends when its person says 「我也遇到」. */
async function joining(as: string, where: Where, patch: Partial<JoinInput> = {}): Promise<JoinInput> {
  const [found] = await similar(as, where);
  return { id: randomUUID(), orderId: found!.orderId, ticket: found!.ticket, ...patch };
}

const join = (as: string, input: JoinInput) => cloud().callOk(as, 'orders.join', input);

const titlesFor = async (as: string, orderId: string): Promise<string[]> => {
  const { notices } = await cloud().callOk(as, 'notices.list', {});
  return notices.filter((one) => one.orderId === orderId).map(({ title }) => title);
};

contractOf('orders.join', {
  valid() {
    it('makes one order of two, and lets both follow it to its end', async () => {
      const where = newPlace();
      const { id, number } = await report(cloud(), phone('reporter'), where);
      const before = await storedOrder(cloud(), id);
      const shot = await photo(cloud(), OTHER);
      const receipt = await join(OTHER, await joining(OTHER, where, { photos: [shot] }));
      expect(receipt).toMatchObject({ id, number, owner: { id: expect.any(String) as string } });
      expect(receipt.sentence).toContain(number);
      const after = await storedOrder(cloud(), id);
      expect(after).toMatchObject({ rev: before.rev, trail: before.trail, urgency: before.urgency });
      expect(Object.values(after.sightings!)).toMatchObject([{ by: { id: 'p-031' } }]);
      expect(Object.values(after.evidence)).toMatchObject([{ purpose: 'scene', state: 'sealed' }]);

      await act(cloud(), await ownersPhone(id), id, 'respond', { text: '换一个', personId: CAST.fixer });
      await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      await act(cloud(), phone('reporter'), id, 'verify', { onSite: true });
      expect(await titlesFor(OTHER, id)).toEqual(['你报的隐患已改好', '有人在处理你报的隐患']);
      expect((await look(cloud(), OTHER, id)).state.end).toBe(true);
    });

    it('tells whoever has it at once, and everybody who looks, without a name but to safety', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), where);
      await join(OTHER, await joining(OTHER, where));
      const name = (await cloud().callOk(OTHER, 'session.get', {})).me.name;
      for (const part of ['keeper', 'reporter'] as const) {
        const view = await look(cloud(), phone(part), id);
        expect(view.timeline.map(({ what }) => what)).toContain('又有 1 人遇到');
        expect(JSON.stringify(view)).not.toContain(name);
      }
      const { timeline } = await look(cloud(), phone('safety'), id);
      expect(timeline).toContainEqual(expect.objectContaining({ who: name, what: '也遇到了' }));
      expect(await titlesFor(await ownersPhone(id), id)).toContain('有人留言');
    });

    it('raises the urgency where theirs is higher, and the deadlines with it', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), {
        ...where,
        urgency: 'low',
        urgencyReason: '小事',
      });
      const before = await storedOrder(cloud(), id);
      await join(OTHER, await joining(OTHER, where, { urgency: 'high' }));
      const after = await storedOrder(cloud(), id);
      expect(after).toMatchObject({ urgency: 'high', rev: before.rev + 1 });
      expect(after.resolveDueAt).toBeLessThan(before.resolveDueAt);
      expect(after.next!.dueAt).toBeLessThan(before.next!.dueAt);
      expect(after.trail.at(-1)).toMatchObject({
        action: 'urgencyRaised',
        actor: { kind: 'system' },
        detail: { reason: '又有人报告，更急', urgency: 'high' },
      });
      const { timeline } = await look(cloud(), phone('keeper'), id);
      expect(timeline).toContainEqual(
        expect.objectContaining({
          what: '调高了紧急程度',
          note: expect.stringContaining('又有人报告，更急') as string,
        }),
      );
    });
  },
  edge() {
    it('never lowers the urgency', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), {
        ...where,
        urgency: 'high',
        urgencyReason: '急',
      });
      const { rev } = await storedOrder(cloud(), id);
      await join(OTHER, await joining(OTHER, where, { urgency: 'low' }));
      expect(await storedOrder(cloud(), id)).toMatchObject({ urgency: 'high', rev });
    });

    it('is for guests too, at the point they stand at', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), where);
      const guest = guestPhone(7);
      await join(guest, await joining(guest, where));
      expect((await look(cloud(), guest, id)).id).toBe(id);
    });

    it('takes several at once without losing any', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), {
        ...where,
        urgency: 'low',
        urgencyReason: '小事',
      });
      const phones = ['p-031', 'p-032', 'p-033', 'p-034'].map(phoneOf);
      const inputs = await Promise.all(
        phones.map((as, index) => joining(as, where, { urgency: index % 2 === 0 ? 'high' : 'medium' })),
      );
      await Promise.all(inputs.map((input, index) => join(phones[index]!, input)));
      const after = await storedOrder(cloud(), id);
      expect(Object.keys(after.sightings!).sort()).toEqual(inputs.map((one) => one.id).sort());
      expect(after.urgency).toBe('high');
    });
  },
  invalid() {
    it('is refused kindly when the order has ended meanwhile, so that the draft becomes an order', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), where);
      const input = await joining(OTHER, where);
      await act(cloud(), await ownersPhone(id), id, 'notHazard', { reason: '已经换过新的了' });
      const { message } = await refused(cloud(), 'JOIN_OVER', OTHER, 'orders.join', input);
      expect(message).toContain('单独报上去');
    });

    itRefusesShapes(
      cloud,
      phone('reporter'),
      'orders.join',
      misshapen(
        {
          ...{ id: randomUUID(), orderId: randomUUID(), ticket: 'a'.repeat(64), urgency: 'high' },
          photos: [{ fileId: 'cloud://x', source: 'camera', takenAt: 1 }],
        },
        { optional: ['urgency', 'photos', 'photos.0.takenAt'], mayBeEmpty: ['photos.0.fileId'] },
      ),
    );

    it('refuses a picture of somebody else', async () => {
      const where = newPlace();
      await report(cloud(), phone('reporter'), where);
      const photos = [await photo(cloud(), phone('fixer'))];
      const input = await joining(OTHER, where, { photos });
      await refused(cloud(), 'PHOTO_PATH', OTHER, 'orders.join', input);
    });
  },
  forbidden() {
    it('is refused for an order that was offered to somebody else, as for none', async () => {
      const where = newPlace();
      await report(cloud(), phone('reporter'), where);
      const input = await joining(OTHER, where);
      await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.join', input);
      await refused(cloud(), 'NOT_FOUND', guestPhone(), 'orders.join', input);
      await refused(cloud(), 'NOT_FOUND', OTHER, 'orders.join', { ...input, orderId: randomUUID() });
    });
  },
  replay() {
    it('is answered the same and done once, also after the order ended', async () => {
      const where = newPlace();
      const { id } = await report(cloud(), phone('reporter'), where);
      const input = await joining(OTHER, where, { photos: [await photo(cloud(), OTHER)] });
      const [once, twice] = await Promise.all([join(OTHER, input), join(OTHER, input)]);
      expect(twice).toEqual(once);
      await act(cloud(), await ownersPhone(id), id, 'notHazard', { reason: '换过了' });
      const after = await stored(cloud());
      expect(await join(OTHER, input)).toMatchObject({ id, number: once.number });
      expect(unsigned(await stored(cloud()))).toEqual(unsigned(after));
      expect(Object.keys((await storedOrder(cloud(), id)).sightings!)).toEqual([input.id]);
    });

    it('refuses another text, and another person, under the same draft', async () => {
      const where = newPlace();
      await report(cloud(), phone('reporter'), where);
      const input = await joining(OTHER, where);
      await join(OTHER, input);
      const louder = { ...input, urgency: 'high' as const };
      await refused(cloud(), 'REPLAY_MISMATCH', OTHER, 'orders.join', louder);
      const fixers = await joining(phone('fixer'), where, { id: input.id });
      await refused(cloud(), 'REPLAY_REFUSED', phone('fixer'), 'orders.join', fixers);
    });
  },
});
