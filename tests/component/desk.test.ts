/** The components of safety's desk, the night card and the manager's decisions: piles of orders, and 督办指令. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { componentsIn, suiteOf } from './support/suite';
import { directiveCard } from '../../miniprogram/services/core/directives';
import { pileView } from '../../miniprogram/services/core/pile';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { orderView, waitsFor } from '../unit/miniprogram/orders';
import type { DirectiveView } from '../../typings/api';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;
const FOLDER = 'packages/desk/components';
const t = TEXT.directives;

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const orders = (n: number, title: string) =>
  Array.from({ length: n }, (_, index) =>
    orderView({ id: `o-${index}`, title, next: waitsFor('p-2', '张工', Date.now() + HOUR) }),
  );

const pile = (n: number, title: string, more = 0) =>
  pileView(
    { id: 'x', title: '没人答复', hint: '到时间没有人接' },
    { orders: orders(n, title), n: n + more },
    'p-me',
    Date.now(),
  );

const directive = (change: Partial<DirectiveView> = {}) =>
  directiveCard(
    {
      id: 'd-1',
      rev: 2,
      orderId: 'o-1',
      orderNumber: 'YH-20261122-0007',
      text: '周五前解决',
      from: { id: 'p-1', name: '高总' },
      to: { id: 'p-me', name: '陈新' },
      at: Date.now(),
      dueAt: Date.now() + HOUR,
      overdue: false,
      answer: null,
      mine: true,
      ...change,
    },
    'p-me',
    Date.now(),
  );

component(
  'order-pile',
  {
    typical: { pile: pile(2, '气瓶没固定'), calls: true, directs: true, assignable: true },
    edge: { pile: pile(30, LONG, 400), mixed: true, calling: 'o-1', leads: true },
    faulty: { pile: { title: null, rows: [{}] }, mixed: 'yes' },
  },
  (mount) => {
    const at = (id: string, act = '') => ({ currentTarget: { dataset: { id, act } } });

    it('leads to an order, its action, its telephone and a directive', async () => {
      const card = await mount();
      const names = ['order', 'act', 'call', 'direct', 'assign', 'rest'];
      const [opened, acted, called, directed, assigned, rested] = names.map((name) => card.events(name));
      await card.tap('.pile-open');
      card.call('onAct', at('o-1', 'rule'));
      card.call('onCall', at('o-1'));
      card.call('onDirect', at('o-1'));
      card.call('onAssign');
      card.call('onRest');
      expect([opened, acted, called, directed, assigned?.length, rested?.length]).toEqual([
        [{ id: 'o-0' }],
        [{ id: 'o-1', act: 'rule' }],
        [{ id: 'o-1' }],
        [{ id: 'o-1' }],
        1,
        1,
      ]);
    });

    it('offers only what may be done, and says how many more there are', async () => {
      const text = (await mount({ pile: pile(1, '气瓶没固定', 6), acts: false })).text();
      expect(text).toContain(fill(TEXT.desk.rest, { count: 6 }));
      for (const word of [TEXT.common.see, TEXT.common.call, TEXT.decisions.direct, TEXT.desk.allAssign])
        expect(text).not.toContain(word);
    });
  },
);

component(
  'directive-card',
  {
    typical: { directive: directive() },
    edge: { directive: directive({ text: LONG, dueAt: 0, answer: { text: LONG, at: 1, by: LONG } }) },
    faulty: { directive: {} },
  },
  (mount) => {
    it('asks whom it was given to for the answer, and leads to its order', async () => {
      const card = await mount();
      const [answers, opened] = ['answer', 'order'].map((name) => card.events(name));
      await card.tap('.soft-button');
      await card.tap('.told-about');
      expect([answers, opened]).toEqual([[{ id: 'd-1' }], [{ id: 'o-1' }]]);
    });

    it('asks nobody else', async () => {
      const card = await mount({ directive: directive({ mine: false }) });
      expect(card.select('.soft-button')).toEqual([]);
    });
  },
);

const word = (text: string) => ({ detail: { value: text } });
const preset = (text: string) => ({ currentTarget: { dataset: { text } } });
const BUSY = { ok: false, error: { code: 'BUSY', message: '网不太稳，还没记下来' } } as const;

component(
  'answer-sheet',
  {
    typical: { visible: true, directive: directive() },
    edge: { visible: true, directive: directive({ text: LONG }) },
    faulty: { visible: true, directive: {} },
  },
  (mount) => {
    it('sends what was written or chosen, against the directive that was read', async () => {
      const sheet = await mount();
      const sent = sheet.events('sent');
      doings.answers.push({ ok: true, data: {} });
      sheet.call('onPreset', preset(t.answerDone));
      await sheet.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'directives.answer',
          input: { id: 'd-1', rev: 2, text: t.answerDone },
        }),
      ]);
      expect([sent.length, doings.said]).toEqual([1, [t.answerSent]]);
    });

    it('sends nothing where nothing is written', async () => {
      const sheet = await mount();
      sheet.call('onInput', word('  '));
      await sheet.call('onSend');
      await sheet.set({});
      expect(sheet.text()).toContain(TEXT.form.required);
      expect(doings.requests).toEqual([]);
    });

    it('keeps the words when they were refused, and sends them again as the same answer', async () => {
      const sheet = await mount();
      doings.answers.push(BUSY, { ok: true, data: {} });
      sheet.call('onInput', word('配件周四到'));
      await sheet.call('onSend');
      await sheet.set({});
      expect(sheet.text()).toContain(BUSY.error.message);
      await sheet.call('onSend');
      const [first, second] = doings.requests;
      expect(second?.requestId).toBe(first?.requestId);
    });

    it('closes', async () => {
      const sheet = await mount();
      const closed = sheet.events('close');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
    });
  },
);

component(
  'directive-sheet',
  {
    typical: { visible: true, orderId: 'o-1', about: '气瓶没固定', person: { id: 'p-2', name: '张工' } },
    edge: { visible: true, about: LONG, person: { id: 'p-2', name: LONG } },
    faulty: { visible: true, orderId: null, person: {} },
  },
  (mount) => {
    // Whom it may go to is asked when the sheet opens, sooner or later.
    beforeEach(() => {
      doings.aside['people.candidates'] = BUSY;
    });

    it('goes to who has the order, with a sentence and a day of two taps', async () => {
      const sheet = await mount();
      const sent = sheet.events('sent');
      doings.answers.push({ ok: true, data: {} });
      sheet.call('onPreset', preset(t.friday));
      await sheet.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'directives.issue',
          input: expect.objectContaining({ orderId: 'o-1', to: 'p-2', text: t.friday }) as object,
        }),
      ]);
      const { dueAt } = doings.requests[0]?.input as { dueAt: number };
      expect(new Date(dueAt).getUTCDay()).toBe(5);
      expect([sent.length, doings.said]).toEqual([1, [fill(t.sent, { name: '张工' })]]);
    });

    it('stands alone without an order, for whoever is chosen, by the day that is picked', async () => {
      const sheet = await mount({ person: { id: '', name: '' } });
      await sheet.set({ visible: true });
      doings.answers.push({ ok: true, data: {} });
      sheet.call('onPerson', { detail: { id: 'p-3', name: '李工' } });
      sheet.call('onInput', word('把配电间钥匙配齐'));
      sheet.call('onOtherDay', word('2099-01-05'));
      await sheet.call('onSend');
      expect(doings.requests.at(-1)?.input).toEqual({
        orderId: null,
        to: 'p-3',
        text: '把配电间钥匙配齐',
        dueAt: Date.parse('2099-01-05T18:00:00+08:00'),
      });
    });

    it('asks for what is missing and sends nothing', async () => {
      const sheet = await mount();
      await sheet.call('onSend');
      await sheet.set({});
      expect(sheet.text()).toContain(t.needsText);
      expect(doings.requests).toEqual([]);
    });

    it('keeps the words when they were refused, and sends them again as the same directive', async () => {
      const sheet = await mount();
      doings.answers.push(BUSY, { ok: true, data: {} });
      sheet.call('onInput', word('我来协调'));
      await sheet.call('onSend');
      await sheet.call('onSend');
      const [first, second] = doings.requests;
      expect([doings.requests.length, second?.requestId]).toEqual([2, first?.requestId]);
    });

    it('changes the person and closes', async () => {
      const sheet = await mount();
      const closed = sheet.events('close');
      await sheet.tap('.issue-person');
      expect(sheet.select('.issue-person')).toEqual([]);
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
    });
  },
);

coversAll();
