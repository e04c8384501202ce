/** 上报: what a phone may report, what it is told, and that one draft becomes one order. */
import { randomUUID } from 'node:crypto';
import type { Delivery, Order } from '../../typings/domain';
import type { PhotoInput, ReportInput } from '../../typings/api';
import { jpeg, notAPicture, png } from '../support/pictures';
import { takePhoto } from '../support/evidence';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo, report, reportInput, storedOrder, look } from './support/desk';
import { AREA, CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { errorOf, refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();
const me = phone('reporter');

/** A whole report: every key that a phone may send. */
const whole: ReportInput = reportInput({
  id: '5f0c7f1a-0000-4000-8000-000000000001',
  description: '防护罩少了两颗螺栓',
  urgency: 'high',
  urgencyReason: '旁边一直有人',
  pointId: 'b-01',
  position: { longitude: 121.4737, latitude: 31.2304, accuracy: 12.5 },
  photos: [{ fileId: 'cloud://x.y/z.jpg', source: 'camera', takenAt: 1_790_000_000_000 }],
  voice: { fileId: 'cloud://x.y/z.mp3', seconds: 8.2, takenAt: 1_790_000_000_000 },
  observedAt: 1_790_000_000_000,
});

const refusedReport = (
  code: Parameters<typeof refused>[1],
  patch: Partial<ReportInput>,
  as = me,
): ReturnType<typeof refused> => refused(cloud(), code, as, 'orders.report', reportInput(patch));

const orders = async (): Promise<Order[]> =>
  (await cloud().dump('orders')) as (Record<string, unknown> & Order)[];

const deliveriesOf = async (orderId: string): Promise<Delivery[]> => {
  const all = (await cloud().dump('deliveries')) as (Record<string, unknown> & Delivery)[];
  return all.filter((delivery) => delivery.orderId === orderId);
};

contractOf('orders.report', {
  valid() {
    it('makes a numbered order with an owner and a deadline, and says so', async () => {
      const input = reportInput();
      const receipt = await cloud().callOk(me, 'orders.report', input);
      const now = await cloud().now();
      expect(receipt).toMatchObject({ id: input.id, owner: { id: CAST.keeper, name: '王大勇' } });
      expect(receipt.number).toMatch(/^YH-20261125-\d{4}$/);
      expect(receipt.dueAt - now).toBeGreaterThan(3.9 * 3_600_000);
      expect(receipt.sentence).toMatch(
        /^已收到，编号 YH-20261125-\d{4}，现在由王大勇处理，\d\d:\d\d 前回复你$/,
      );
      expect(await look(cloud(), me, input.id)).toMatchObject({
        number: receipt.number,
        rev: 1,
        state: { id: 'awaitingResponse', label: '待响应' },
        urgency: 'medium',
        level: 'general',
        people: { reporter: { id: CAST.reporter }, owner: { id: CAST.keeper } },
      });
    });

    it('seals the photos: shown by a link, stripped of place and phone, the original gone', async () => {
      const taken = await photo(cloud(), me);
      const { id } = await report(cloud(), me, { photos: [taken] });
      const [shown, ...more] = (await look(cloud(), me, id)).photos;
      expect(more).toEqual([]);
      expect(shown).toMatchObject({ purpose: 'scene', state: 'sealed', format: 'jpeg', note: null });
      const bytes = Buffer.from(await (await fetch(shown?.url ?? '')).arrayBuffer());
      expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
      expect(bytes.toString('latin1')).not.toMatch(/ACME|GPS/);
      const { files } = await cloud().export();
      expect(files.filter(({ path }) => taken.fileId.endsWith(path))).toEqual([]);
    });

    it('is for somebody not bound yet, who sees that report and no other', async () => {
      const [guest, other] = [guestPhone(1), guestPhone(2)];
      const { id } = await report(cloud(), guest, { photos: [await photo(cloud(), guest)] });
      const theirs = await report(cloud(), other);
      expect(await look(cloud(), guest, id)).toMatchObject({
        number: expect.stringMatching(/^YH-/) as string,
      });
      await refused(cloud(), 'NOT_FOUND', guest, 'orders.get', { orderId: theirs.id });
      const { orders: listed } = await cloud().callOk(guest, 'orders.list', { tab: 'reported' });
      expect(listed.map((card) => card.id)).toEqual([id]);
      expect((await cloud().callOk(guest, 'home.get', {})).lastReport?.id).toBe(id);
    });

    it('goes to safety when a major hazard is suspected, and the general manager is told', async () => {
      const { id, owner } = await report(cloud(), me, { templateId: 'hot-work-uncertified' });
      expect(owner.id).toBe(CAST.safety);
      expect(await storedOrder(cloud(), id)).toMatchObject({ level: 'undetermined', suspectedMajor: true });
      expect((await deliveriesOf(id)).map(({ to }) => to).sort()).toEqual([
        CAST.manager,
        CAST.safety,
        CAST.keeper,
      ]);
    });
  },
  edge() {
    it.each([
      ['a photo alone', { templateId: null, description: '' }, true],
      ['words alone', { templateId: null, description: '地上有油' }, false],
      ['a template alone', {}, false],
      ['the longest description', { description: '长'.repeat(500) }, false],
      ['the longest reason', { urgency: 'high', urgencyReason: '长'.repeat(200) }, false],
      ['the urgency of the template, without a reason', { urgency: 'medium' }, false],
      ['the corner of the earth', { position: { longitude: 180, latitude: -90, accuracy: 100_000 } }, false],
      ['a clock at its beginning', { observedAt: 0 }, false],
      ['a point of the area', { pointId: 'b-01', areaId: 'fit-up', placeSource: 'label' }, false],
    ] satisfies [string, Partial<ReportInput>, boolean][])('takes %s', async (_what, patch, withPhoto) => {
      const point = (await cloud().callOk(me, 'plant.get', {})) as {
        points: { id: string; areaId: string }[];
      };
      const here = point.points.find(({ id }) => id === 'b-01');
      const place = 'pointId' in patch && here ? { areaId: here.areaId } : {};
      const photos = withPhoto ? [await photo(cloud(), me)] : [];
      await report(cloud(), me, { ...patch, ...place, photos });
    });

    it('takes four photos, of any format a phone writes', async () => {
      const photos = [
        await photo(cloud(), me),
        await photo(cloud(), me, jpeg({ seed: 5 })),
        await takePhoto(cloud(), me, png({ seed: 6 }), 'png'),
        await takePhoto(cloud(), me, png({ seed: 7 }), 'jpg'),
      ];
      const { id } = await report(cloud(), me, { photos });
      const shown = (await look(cloud(), me, id)).photos;
      expect(shown.map(({ state }) => state)).toEqual(['sealed', 'sealed', 'sealed', 'sealed']);
      expect(shown.map(({ format }) => format).sort()).toEqual(['jpeg', 'jpeg', 'png', 'png']);
    });

    it('corrects the urgency, which sets the clock', async () => {
      const { id, dueAt } = await report(cloud(), me, { urgency: 'high', urgencyReason: '旁边有人' });
      expect((dueAt - (await cloud().now())) / 3_600_000).toBeCloseTo(2, 1);
      expect(await look(cloud(), me, id)).toMatchObject({ urgency: 'high' });
    });

    it('takes nothing of the phone’s word for time and person', async () => {
      const { id } = await report(cloud(), me, { observedAt: 1 });
      const order = await storedOrder(cloud(), id);
      expect(Math.abs(order.reportedAt - (await cloud().now()))).toBeLessThan(5_000);
      expect(order.reporter.id).toBe(CAST.reporter);
    });

    it('accepts while WeChat is out, and tells the owner in the inbox', async () => {
      await cloud().faults([{ match: { action: 'openapi' }, mode: 'fail', times: 'forever' }]);
      const { id } = await report(cloud(), me, { description: '地上有油' });
      await cloud().faults([]);
      expect((await deliveriesOf(id)).map(({ to }) => to)).toEqual([CAST.keeper]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      me,
      'orders.report',
      misshapen(
        { ...whole },
        {
          optional: ['urgency', 'urgencyReason', 'photos.0.takenAt', 'voice', 'voice.takenAt'],
          mayBeEmpty: ['description', 'urgencyReason', 'photos.0.fileId', 'voice.fileId'],
          real: ['position.longitude', 'position.latitude', 'position.accuracy', 'voice.seconds'],
        },
      ),
    );
    itRefusesShapes(cloud, me, 'orders.report', [
      { what: 'the id is no UUID', field: 'id', input: { ...whole, id: 'x'.repeat(36) } },
      { what: 'the id is a UUID in capitals', field: 'id', input: { ...whole, id: whole.id.toUpperCase() } },
      {
        what: 'the description is one too long',
        field: 'description',
        input: { ...whole, description: '长'.repeat(501) },
      },
      {
        what: 'the latitude is off the earth',
        field: 'position.latitude',
        input: { ...whole, position: { longitude: 1, latitude: 91, accuracy: 1 } },
      },
      {
        what: 'a position is not a number',
        field: 'position.accuracy',
        input: { ...whole, position: { longitude: 1, latitude: 1, accuracy: null } },
      },
      { what: 'the clock is before its beginning', field: 'observedAt', input: { ...whole, observedAt: -1 } },
      {
        what: 'a voice is of no length',
        field: 'voice.seconds',
        input: { ...whole, voice: { fileId: 'x', seconds: -1 } },
      },
      {
        what: 'a voice is as long as a speech',
        field: 'voice.seconds',
        input: { ...whole, voice: { fileId: 'x', seconds: 61 } },
      },
      {
        what: 'a photo has a foreign source',
        field: 'photos.0.source',
        input: { ...whole, photos: [{ fileId: 'x', source: 'web' }] },
      },
    ]);

    it('asks for a template, a photo or a word', async () => {
      await refusedReport('DESCRIBE_NEEDED', { templateId: null });
      await refusedReport('DESCRIBE_NEEDED', { templateId: null, description: ' \n　' });
    });

    it('asks why the urgency is corrected', async () => {
      await refusedReport('REASON_NEEDED', { urgency: 'low' });
      await refusedReport('REASON_NEEDED', { urgency: 'low', urgencyReason: ' ' });
    });

    it.each([
      ['an unknown area', { areaId: 'nowhere' }],
      ['an unknown point', { pointId: 'z-99' }],
      ['a point of another area', { areaId: 'canteen', pointId: 'a-01' }],
      ['a word of the language for an area', { areaId: 'constructor' }],
    ] satisfies [string, Partial<ReportInput>][])('knows no %s', async (_what, patch) => {
      await refusedReport('PLACE_UNKNOWN', patch);
    });

    it('knows no template of that name', async () => {
      await refusedReport('TEMPLATE_UNKNOWN', { templateId: 'none' });
      await refusedReport('TEMPLATE_UNKNOWN', { templateId: '__proto__' });
    });

    it('refuses a file that is no photo, says which, and takes the mended draft', async () => {
      const photos = [await photo(cloud(), me), await photo(cloud(), me, notAPicture())];
      const input = reportInput({ photos });
      const error = await refused(cloud(), 'PHOTO_NOT_IMAGE', me, 'orders.report', input);
      expect(Object.keys(error.fields ?? {})).toEqual(['photos.1']);
      const receipt = await cloud().callOk(me, 'orders.report', { ...input, photos: photos.slice(0, 1) });
      expect(receipt.id).toBe(input.id);
    });

    it.each([
      ['a picture cut off', jpeg({ seed: 3 }).subarray(0, 200)],
      ['an empty file', Buffer.alloc(0)],
      ['text', Buffer.from('<html><script>alert(1)</script></html>')],
      [
        'a drawing, which is none of the scene',
        Buffer.from('%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n'),
      ],
    ])('takes no %s for a photo of the scene', async (_what, bytes) => {
      await refusedReport('PHOTO_NOT_IMAGE', { photos: [await photo(cloud(), me, bytes)] });
    });

    it('waits for a photo that is not uploaded yet', async () => {
      const { fileId, ...rest } = await photo(cloud(), me);
      const other = fileId.replace(/[^/]+$/, `${randomUUID()}.jpg`);
      await refusedReport('PHOTO_NOT_UPLOADED', { photos: [{ fileId: other, ...rest }] });
    });

    it('takes four photos at most', async () => {
      const one = await photo(cloud(), me);
      const error = await refusedReport('BAD_REQUEST', { photos: Array.from({ length: 5 }, () => one) });
      expect(error.fields).toEqual({ photos: '照片最多 4 张' });
    });

    it('takes a photo once', async () => {
      const one = await photo(cloud(), me);
      const error = await refusedReport('BAD_REQUEST', { photos: [one, one] });
      expect(Object.keys(error.fields ?? {})).toEqual(['photos.1']);
    });

    it('takes no photo that is evidence already', async () => {
      const photos = [await photo(cloud(), me)];
      await report(cloud(), me, { photos });
      await refusedReport('PHOTO_NOT_UPLOADED', { photos });
    });
  },
  forbidden() {
    const forged = async (change: (fileId: string) => string): Promise<PhotoInput[]> => {
      const { fileId, ...rest } = await photo(cloud(), me);
      return [{ fileId: change(fileId), ...rest }];
    };

    it('takes no photo from somebody else’s folder', async () => {
      const photos = [await photo(cloud(), phone('keeper'))];
      await refusedReport('PHOTO_PATH', { photos });
    });

    it.each<[string, (fileId: string) => string]>([
      ['the sealed folder', (id) => id.replace('/evidence/', '/sealed/')],
      ['a way up', (id) => id.replace('/evidence/', '/evidence/../')],
      ['no bucket', (id) => id.replace(/^cloud:\/\/[^/]+\//, '')],
      ['the web', (id) => id.replace('cloud://', 'https://')],
      ['a name of its own', (id) => id.replace(/[^/]+$/, 'photo.jpg')],
      ['another kind of file', (id) => id.replace(/jpg$/, 'svg')],
      ['a query behind it', (id) => `${id}?x=.jpg`],
      ['nothing', () => ''],
    ])('takes no photo from %s', async (_where, change) => {
      await refusedReport('PHOTO_PATH', { photos: await forged(change) });
    });

    itRefusesNobody(cloud, 'orders.report', { ...whole });
  },
  replay() {
    it('answers the same receipt and makes one order with one message', async () => {
      const input = reportInput({ photos: [await photo(cloud(), me)], description: '地上有油' });
      const requestId = randomUUID();
      const first = await cloud().callOk(me, 'orders.report', input, { requestId });
      const after = await stored(cloud());
      expect(await cloud().callOk(me, 'orders.report', input, { requestId })).toEqual(first);
      // The draft's id tells a replay, so the request may be a new one.
      expect(await cloud().callOk(me, 'orders.report', input)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      expect(await deliveriesOf(input.id)).toHaveLength(1);
    });

    it('makes one order of retries that come at once', async () => {
      const input = reportInput();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => cloud().callOk(me, 'orders.report', input)),
      );
      expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
      expect((await orders()).filter(({ _id }) => _id === input.id)).toHaveLength(1);
      expect(await deliveriesOf(input.id)).toHaveLength(1);
    });

    it('tells in the receipt whose turn it is by now', async () => {
      const input = reportInput();
      const first = await cloud().callOk(me, 'orders.report', input);
      await cloud().callOk(phone('keeper'), 'orders.act', {
        orderId: input.id,
        rev: 1,
        action: 'assign',
        input: { personId: CAST.fixer },
      });
      const again = await cloud().callOk(me, 'orders.report', input);
      expect(again).toMatchObject({ number: first.number, owner: { id: CAST.fixer } });
    });

    it('refuses the same id with another body', async () => {
      const input = reportInput();
      const requestId = randomUUID();
      await cloud().callOk(me, 'orders.report', input, { requestId });
      for (const patch of [
        { description: '还有油' },
        { areaId: 'canteen' },
        { visibility: 'safetyOnly' },
      ] as const) {
        const other = { ...input, ...patch };
        await refused(cloud(), 'REPLAY_MISMATCH', me, 'orders.report', other, { requestId });
      }
    });

    it('refuses a replay by somebody else without telling whose it was or whether the body fits', async () => {
      const input = reportInput({ visibility: 'safetyOnly' });
      const requestId = randomUUID();
      const { number } = await cloud().callOk(me, 'orders.report', input, { requestId });
      for (const as of [phone('bystander'), phone('safety'), guestPhone(7)]) {
        const errors = [
          await refused(cloud(), 'REPLAY_REFUSED', as, 'orders.report', input, { requestId }),
          await refused(cloud(), 'REPLAY_REFUSED', as, 'orders.report', { ...input, description: '别的' }),
        ];
        expect(errors[1]).toEqual(errors[0]);
        expect(JSON.stringify(errors)).not.toMatch(new RegExp(`${number}|谢小刚|${CAST.reporter}`));
      }
    });

    it('answers a phone that was bound between report and retry', async () => {
      const [guest, input] = [guestPhone(8), reportInput()];
      const first = await cloud().callOk(guest, 'orders.report', input);
      const { code } = await cloud().callOk(phone('admin'), 'invites.create', { personId: 'p-041' });
      await cloud().callOk(guest, 'session.bind', { employeeNo: '10041', name: '石磊', code });
      expect(await cloud().callOk(guest, 'orders.report', input)).toEqual(first);
      await refused(cloud(), 'REPLAY_REFUSED', phoneOf('p-040'), 'orders.report', input);
    });

    it('numbers reports that come at once without a gap or a double', async () => {
      const before = (await orders()).length;
      const receipts = await Promise.all(
        Array.from({ length: 12 }, () => report(cloud(), me, { areaId: AREA })),
      );
      const numbers = receipts.map(({ number }) => Number(number.slice(-4))).sort((a, b) => a - b);
      expect(new Set(numbers).size).toBe(12);
      expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(11);
      expect((await orders()).length).toBe(before + 12);
    });

    it('is refused in words that a phone can show', async () => {
      const input = reportInput();
      await report(cloud(), me, input);
      const answer = await cloud().call(me, 'orders.report', { ...input, description: '别的' });
      expect(errorOf(answer).message).toBe('这条已经用同一个编号发过不同的内容，请重新填一张');
    });
  },
});
