/** The components of the order page in which a person does something with the order. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { componentsIn, EVIDENCE_PARTS, STANDING_PARTS, suiteOf } from './support/suite';
import { TEXT } from '../../miniprogram/shared/text';
import type { DirectiveView, OrderCard } from '../../typings/api';
import { orderView } from '../unit/miniprogram/orders';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;
const FOLDER = 'packages/order/components';

let doings: Doings;

const ELSEWHERE = [...EVIDENCE_PARTS, ...STANDING_PARTS];
const OTHERS = componentsIn(FOLDER).filter((name) => !ELSEWHERE.includes(name));

const { component, coversAll, phone } = suiteOf(FOLDER, OTHERS, (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const ORDER = orderView({ id: 'o-1', rev: 3 });

component(
  'comment-box',
  {
    typical: { visible: true, order: ORDER },
    edge: { visible: true, order: orderView({ id: LONG }) },
    faulty: { visible: true, order: {} },
  },
  (mount) => {
    const write = (text: string) => ({ detail: { value: text } });

    it('sends a word once with whom it is for, and says so', async () => {
      const box = await mount();
      const sent = box.events('sent');
      doings.answers.push({ ok: true, data: {} });
      box.call('onInput', write(' 明天带配件来 '));
      box.call('onPerson', { detail: { id: 'p-1', name: '张工' } });
      await box.set({});
      expect(box.text()).toContain('@张工');
      await box.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'orders.comment',
          input: { orderId: 'o-1', text: '明天带配件来', mentions: ['p-1'] },
        }),
      ]);
      expect(sent).toHaveLength(1);
      expect(doings.said).toEqual([TEXT.order.sent]);
    });

    it('answers under the key of an anonymous report, names nobody, and keeps it apart from their own words', async () => {
      const keep = phone().wx.setStorageSync as (key: string, value: unknown) => void;
      keep('followed.v1', [{ id: 'o-1', key: 'k'.repeat(64) }]);
      const own = await mount();
      own.call('onInput', write('以自己的名义'));
      const box = await mount({ visible: true, order: ORDER, follow: 'o-1' });
      expect(box.text()).toContain(TEXT.nameless.reply);
      expect(box.text()).not.toContain(TEXT.order.mention);
      doings.answers.push({ ok: true, data: {} });
      box.call('onInput', write('靠门那一侧'));
      await box.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'orders.reply',
          input: { id: 'o-1', key: 'k'.repeat(64), text: '靠门那一侧' },
        }),
      ]);
      await own.set({ visible: false });
      await own.set({ visible: true });
      expect(own.data()).toMatchObject({ value: { text: '以自己的名义' } });
    });

    it('names nobody who was taken off again', async () => {
      const box = await mount();
      doings.answers.push({ ok: true, data: {} });
      box.call('onInput', write('看一下'));
      box.call('onPerson', { detail: { id: 'p-1', name: '张工' } });
      box.call('onUnmention', { currentTarget: { dataset: { id: 'p-1' } } });
      await box.call('onSend');
      expect(doings.requests.map(({ input }) => input)).toEqual([{ orderId: 'o-1', text: '看一下' }]);
    });

    it('says why somebody cannot be named', async () => {
      const box = await mount();
      const fields = { 'mentions.0': '任小军看不到这一单' };
      doings.answers.push({ ok: false, error: { code: 'BAD_REQUEST', message: '有几处没填对', fields } });
      box.call('onInput', write('看一下'));
      await box.call('onSend');
      await box.set({});
      expect(box.text()).toContain('任小军看不到这一单');
    });

    it('sends nothing where nothing is written', async () => {
      const box = await mount();
      box.call('onInput', write('  '));
      await box.call('onSend');
      await box.set({});
      expect(box.text()).toContain(TEXT.form.required);
      expect(doings.requests).toEqual([]);
    });

    it('keeps the word when it was refused, through closing, and sends it again as the same one', async () => {
      const box = await mount();
      doings.answers.push(
        { ok: false, error: { code: 'BUSY', message: '网不太稳，还没记下来' } },
        { ok: true, data: {} },
      );
      box.call('onInput', write('明天带配件来'));
      await box.call('onSend');
      await box.set({});
      expect(box.text()).toContain('网不太稳，还没记下来');
      await box.set({ visible: false });
      await box.set({ visible: true });
      await box.call('onSend');
      const [first, second] = doings.requests;
      expect(second).toEqual(first);
    });
  },
);

const DIRECTIVE: DirectiveView = {
  id: 'd-1',
  rev: 2,
  orderId: 'o-1',
  orderNumber: null,
  text: '这周内把气瓶架都换掉',
  from: { id: 'p-9', name: '赵总' },
  to: { id: 'p-me', name: '陈新' },
  at: Date.now(),
  dueAt: Date.now() + HOUR,
  overdue: false,
  answer: null,
  mine: true,
};

component(
  'directive-card',
  {
    typical: { directive: DIRECTIVE },
    edge: {
      directive: {
        ...DIRECTIVE,
        text: LONG.repeat(8),
        overdue: true,
        answer: { text: LONG, at: 0, by: LONG },
      },
    },
    faulty: { directive: {} },
  },
  (mount) => {
    const write = (text: string) => ({ detail: { value: text } });

    it('is answered once by whom it is for', async () => {
      const card = await mount();
      const answered = card.events('answered');
      const directive = { ...DIRECTIVE, rev: 3 };
      doings.answers.push({ ok: true, data: directive });
      card.call('onInput', write(' 周五前换好 '));
      await card.call('onAnswer');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'directives.answer',
          input: { id: 'd-1', rev: 2, text: '周五前换好' },
        }),
      ]);
      expect(answered).toEqual([{ directive }]);
    });

    it('keeps the answer that was refused, and says why', async () => {
      const card = await mount();
      doings.answers.push({ ok: false, error: { code: 'CHANGED', message: '赵总刚处理了这一单，已刷新' } });
      card.call('onInput', write('周五前换好'));
      await card.call('onAnswer');
      await card.set({});
      expect(card.text()).toContain('赵总刚处理了这一单，已刷新');
      expect(card.data()).toMatchObject({ text: '周五前换好' });
    });

    it('asks for words', async () => {
      const card = await mount();
      await card.call('onAnswer');
      await card.set({});
      expect(card.text()).toContain(TEXT.form.required);
      expect(doings.requests).toEqual([]);
    });

    it('is only read by others, and once it is answered', async () => {
      const card = await mount({ directive: { ...DIRECTIVE, mine: false } });
      expect(card.text()).not.toContain(TEXT.order.answer + TEXT.order.answer);
      expect(card.select('.act')).toEqual([]);
      const answer = { text: '换好了', at: Date.now(), by: '陈新' };
      await card.set({ directive: { ...DIRECTIVE, answer } });
      expect(card.text()).toContain('换好了');
      expect(card.select('.act')).toEqual([]);
    });
  },
);

const found = (id: string): OrderCard => orderView({ id, number: `YH-20261122-${id}`, title: '气瓶没固定' });

component(
  'merge-sheet',
  {
    typical: { visible: true, mode: 'merge', order: ORDER },
    edge: { visible: true, mode: 'relate', order: orderView({ id: LONG, title: LONG }) },
    faulty: { visible: true, mode: 'nothing', order: {} },
  },
  (mount) => {
    const search = async (sheet: Awaited<ReturnType<typeof mount>>, ...orders: OrderCard[]) => {
      doings.answers.push({ ok: true, data: { orders, cursor: null } });
      await sheet.call('onQuery', { detail: { value: '0008' } });
      await sheet.set({});
    };

    it('finds the other order, never itself, and ends this one with a reason', async () => {
      const sheet = await mount();
      const done = sheet.events('done');
      await search(sheet, ORDER, found('0008'));
      expect(sheet.select('.found')).toHaveLength(1);
      await sheet.tap('.found');
      await sheet.call('onSubmit');
      await sheet.set({});
      expect(sheet.text()).toContain(TEXT.form.reasonNeeded);
      sheet.call('onReason', { detail: { value: '同一个气瓶' } });
      doings.answers.push({ ok: true, data: ORDER });
      await sheet.call('onSubmit');
      expect(doings.requests.map(({ route, input }) => [route, input])).toEqual([
        ['orders.search', { text: '0008' }],
        ['orders.merge', { orderId: 'o-1', rev: 3, into: '0008', reason: '同一个气瓶' }],
      ]);
      expect(done).toEqual([{ order: ORDER }]);
    });

    it('relates without a reason', async () => {
      const sheet = await mount({ visible: true, mode: 'relate', order: ORDER });
      await search(sheet, found('0008'));
      await sheet.tap('.found');
      doings.answers.push({ ok: true, data: ORDER });
      await sheet.call('onSubmit');
      expect(doings.requests.at(-1)).toMatchObject({
        route: 'orders.relate',
        input: { orderId: 'o-1', to: '0008' },
      });
    });

    it('says that nothing was found, and sends nothing', async () => {
      const sheet = await mount();
      await search(sheet);
      expect(sheet.text()).toContain(TEXT.order.foundNone);
      await sheet.call('onSubmit');
      expect(doings.requests).toHaveLength(1);
    });

    it('keeps what was typed while its order is read anew', async () => {
      const sheet = await mount();
      await search(sheet, found('0008'));
      await sheet.tap('.found');
      sheet.call('onReason', { detail: { value: '同一个' } });
      await sheet.set({ order: { ...ORDER, rev: 4 } });
      expect(sheet.data()).toMatchObject({ chosen: '0008', reason: '同一个' });
    });

    it('hands over the order as it is when somebody was first', async () => {
      const sheet = await mount();
      const done = sheet.events('done');
      await search(sheet, found('0008'));
      await sheet.tap('.found');
      sheet.call('onReason', { detail: { value: '同一个' } });
      const error = { code: 'CHANGED', message: '赵总刚处理了这一单，已刷新', order: ORDER };
      doings.answers.push({ ok: false, error });
      await sheet.call('onSubmit');
      expect(done).toEqual([{ order: ORDER, line: error.message }]);
    });
  },
);

coversAll();
