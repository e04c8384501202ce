/** 留言: a word on an order, said once, by anybody who may see it. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, photo, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const say = (as: string, orderId: string, text: string, requestId?: string) =>
  cloud().callOk(as, 'orders.comment', { orderId, text }, requestId === undefined ? {} : { requestId });

contractOf('orders.comment', {
  valid() {
    it('is read by everybody on the order and changes nothing else', async () => {
      const orderId = await orderAt(cloud(), 'rectifying');
      const before = await storedOrder(cloud(), orderId);
      const { id } = await say(phone('reporter'), orderId, ' 晚上八点后没人在 ');
      const view = await look(cloud(), phone('fixer'), orderId);
      expect(view.comments).toMatchObject([{ id, who: '谢小刚', text: '晚上八点后没人在' }]);
      expect(await storedOrder(cloud(), orderId)).toEqual({
        ...before,
        comments: [expect.objectContaining({ id, by: { id: CAST.reporter, name: '谢小刚' } })],
        reached: {
          ...before.reached,
          [`notice-commented-${id}-${CAST.fixer}`]: expect.anything() as unknown,
        },
        outboxSeq: before.outboxSeq + 1,
      });
    });
  },
  edge() {
    it('tells whom it names, and shows its pictures beside it', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const taken = await photo(cloud(), phone('reporter'));
      const input = { orderId, text: '请看一眼', mentions: [CAST.safety], photos: [taken] };
      await cloud().callOk(phone('reporter'), 'orders.comment', input);
      const view = await look(cloud(), phone('keeper'), orderId);
      expect(view.comments).toMatchObject([
        { text: '请看一眼', mentions: ['何志远'], photos: [{ purpose: 'comment', state: 'sealed' }] },
      ]);
      expect(view.comments[0]?.photos[0]?.url).toMatch(/^http/);
      expect(view.photos).toEqual([]);
      const { notices } = await cloud().callOk(phone('safety'), 'notices.list', {});
      expect(notices[0]).toMatchObject({ title: '有人在留言里叫你', orderId });
    });

    it('is kept from those who do not work here when WeChat minds its words, and from nobody else', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse', {}, guestPhone(3));
      await say(phone('keeper'), orderId, '马上去看');
      await say(phone('keeper'), orderId, '一起赌博');
      const seen = async (as: string): Promise<string[]> =>
        (await look(cloud(), as, orderId)).comments.map(({ text }) => text);
      expect(await seen(guestPhone(3))).toEqual(['马上去看']);
      expect(await seen(phone('safety'))).toEqual(['马上去看', '一起赌博']);
    });

    it('is for a guest on their own report, and for somebody whose turn it is not', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse', {}, guestPhone(1));
      await say(guestPhone(1), orderId, '我在门口等');
      await say(phone('inspector'), orderId, '我也看到了');
      const { comments } = await look(cloud(), guestPhone(1), orderId);
      expect(comments.map(({ who }) => who)).toEqual(['未绑定同事', '许静']);
    });

    it('takes 300 characters, and words that mean something to a database', async () => {
      const orderId = await orderAt(cloud(), 'closed');
      const texts = ['长'.repeat(300), '$set.rev = 1; {"$push": 1}', '__proto__'];
      for (const text of texts) await say(phone('reporter'), orderId, text);
      const { comments } = await look(cloud(), phone('reporter'), orderId);
      expect(comments.map(({ text }) => text)).toEqual(texts);
    });

    it('never costs somebody who is acting their revision', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const { rev } = await look(cloud(), phone('keeper'), orderId);
      await say(phone('reporter'), orderId, '快一点');
      await cloud().callOk(phone('keeper'), 'orders.act', {
        orderId,
        rev,
        action: 'respond',
        input: { text: '马上' },
      });
    });

    it('keeps what several say at once, and what somebody does meanwhile', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const texts = Array.from({ length: 6 }, (_, n) => `第${n}句`);
      await Promise.all([
        ...texts.map((text) => say(phone('reporter'), orderId, text)),
        act(cloud(), phone('keeper'), orderId, 'respond', { text: '马上' }),
      ]);
      const view = await look(cloud(), phone('keeper'), orderId);
      expect(view.comments.map(({ text }) => text).sort()).toEqual(texts);
      expect(view.state.id).toBe('rectifying');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'orders.comment',
      misshapen(
        {
          orderId: randomUUID(),
          text: '好',
          mentions: ['p-010'],
          photos: [{ fileId: 'cloud://x', source: 'camera', takenAt: 1 }],
        },
        { optional: ['mentions', 'photos', 'photos.0.takenAt'], mayBeEmpty: ['photos.0.fileId'] },
      ),
    );
    itRefusesShapes(cloud, phone('reporter'), 'orders.comment', [
      {
        what: 'the text is one too long',
        field: 'text',
        input: { orderId: randomUUID(), text: '长'.repeat(301) },
      },
      { what: 'the text is blank', field: 'text', input: { orderId: randomUUID(), text: ' \n　' } },
      {
        what: 'somebody is named twice',
        field: 'mentions',
        input: { orderId: randomUUID(), text: '好', mentions: ['p-010', 'p-010'] },
      },
    ]);

    it('refuses to name somebody who could not read it, or is not there', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const naming = (id: string) => ({ orderId, text: '请看', mentions: [id] });
      const keeper = phone('keeper');
      const told = await refused(cloud(), 'BAD_REQUEST', keeper, 'orders.comment', naming(CAST.bystander));
      expect(told.fields).toEqual({ 'mentions.0': expect.stringContaining('钟海涛看不到这一单') as string });
      await refused(cloud(), 'PERSON_UNKNOWN', keeper, 'orders.comment', naming('p-999'));
    });

    it('refuses a fourth picture, and one of another phone', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const theirs = await photo(cloud(), phone('keeper'));
      const input = { orderId, text: '看', photos: [theirs] };
      await refused(cloud(), 'PHOTO_PATH', phone('reporter'), 'orders.comment', input);
      const four = { orderId, text: '看', photos: [theirs, theirs, theirs, theirs] };
      await refused(cloud(), 'BAD_REQUEST', phone('keeper'), 'orders.comment', four);
    });
  },
  forbidden() {
    it('is refused on an order one may not see, as on none', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      for (const as of [phone('bystander'), phone('contractor'), guestPhone(2)]) {
        const errors = [
          await refused(cloud(), 'NOT_FOUND', as, 'orders.comment', { orderId, text: '好' }),
          await refused(cloud(), 'NOT_FOUND', as, 'orders.comment', { orderId: randomUUID(), text: '好' }),
        ];
        expect(errors[1]).toEqual(errors[0]);
      }
    });

    itRefusesNobody(cloud, 'orders.comment', { orderId: randomUUID(), text: '好' });
  },
  replay() {
    it('is said once, however often it is sent', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      const first = await say(phone('reporter'), orderId, '快一点', requestId);
      const after = await stored(cloud());
      expect(await say(phone('reporter'), orderId, '快一点', requestId)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('is said once when it is sent at once', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      await Promise.all(
        Array.from({ length: 6 }, () => say(phone('reporter'), orderId, '快一点', requestId)),
      );
      expect((await storedOrder(cloud(), orderId)).comments).toHaveLength(1);
    });

    it('is said once with its pictures, and refused with others under the same id', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      const keeper = phone('keeper');
      const [one, two] = [await photo(cloud(), keeper), await photo(cloud(), keeper)];
      const input = { orderId, text: '看', mentions: [CAST.safety], photos: [one] };
      const first = await cloud().callOk(keeper, 'orders.comment', input, { requestId });
      expect(await cloud().callOk(keeper, 'orders.comment', input, { requestId })).toEqual(first);
      expect((await storedOrder(cloud(), orderId)).comments).toHaveLength(1);
      for (const other of [
        { ...input, photos: [two] },
        { orderId, text: '看', photos: [one] },
      ]) {
        await refused(cloud(), 'REPLAY_MISMATCH', keeper, 'orders.comment', other, { requestId });
      }
    });

    it('refuses the same id with another text', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      await say(phone('reporter'), orderId, '快一点', requestId);
      const other = { orderId, text: '慢一点' };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('reporter'), 'orders.comment', other, { requestId });
    });

    it('refuses a replay by somebody else', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      await say(phone('reporter'), orderId, '快一点', requestId);
      const same = { orderId, text: '快一点' };
      await refused(cloud(), 'REPLAY_REFUSED', phone('keeper'), 'orders.comment', same, { requestId });
      await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.comment', same, { requestId });
    });

    it('keeps apart two people who send one id at the same moment', async () => {
      const [orderId, requestId] = [await orderAt(cloud(), 'awaitingResponse'), randomUUID()];
      const answers = await Promise.all(
        [phone('reporter'), phone('keeper')].map((as) =>
          cloud().call(as, 'orders.comment', { orderId, text: as }, { requestId }),
        ),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await storedOrder(cloud(), orderId)).comments).toHaveLength(1);
    });
  },
});
