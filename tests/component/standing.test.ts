/** How an order stands, as its page shows it: whose turn it is, and what was ruled. */
import { knownAs } from './support/people';
import { STANDING_PARTS, suiteOf } from './support/suite';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { orderView, person, waitsFor } from '../unit/miniprogram/orders';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;

const { component, coversAll } = suiteOf('packages/order/components', STANDING_PARTS, (opened) => {
  knownAs(opened, 'p-me');
});

const RULING = {
  id: 'ruling',
  heading: TEXT.order.ruling,
  lines: [{ key: 'a', label: TEXT.order.ruledTo, text: '李主管', late: false, orderId: '', taskId: '' }],
  foot: '王安全 · 10:00',
  act: TEXT.order.adopt,
};

component(
  'record-card',
  {
    typical: { record: RULING },
    edge: {
      record: {
        ...RULING,
        lines: Array.from({ length: 30 }, (_, index) => ({
          key: `${index}`,
          label: LONG,
          text: LONG,
          late: true,
          orderId: index === 0 ? 'o-2' : '',
          taskId: index === 1 ? 'crane@2026-11-23:day' : '',
        })),
      },
      busy: true,
    },
    faulty: { record: {} },
  },
  (mount) => {
    it('acts at a tap, but not while it is busy', async () => {
      const card = await mount();
      const acts = card.events('act');
      await card.tap('.act');
      await card.set({ busy: true });
      await card.tap('.act');
      expect(acts).toEqual([{ id: 'ruling' }]);
    });

    it('leads to another order', async () => {
      const [line] = RULING.lines;
      const card = await mount({ record: { ...RULING, lines: [{ ...line, orderId: 'o-2' }], act: '' } });
      const orders = card.events('order');
      await card.tap('.leads');
      expect(orders).toEqual([{ id: 'o-2' }]);
      expect(card.select('.act')).toEqual([]);
    });

    it('leads to the round at which it was found', async () => {
      const [line] = RULING.lines;
      const taskId = 'crane@2026-11-23:day';
      const card = await mount({ record: { ...RULING, lines: [{ ...line, label: '', taskId }], act: '' } });
      const [rounds, orders] = [card.events('task'), card.events('order')];
      await card.tap('.leads');
      expect(rounds).toEqual([{ id: taskId }]);
      expect(orders).toEqual([]);
    });
  },
);

component(
  'turn-card',
  {
    typical: { order: orderView({ next: waitsFor('p-1', '张工', Date.now() + 5 * HOUR) }) },
    edge: {
      order: orderView({
        next: { ...waitsFor('p-1', LONG, Date.now() - 100 * HOUR), escalatedTo: { id: 'p-2', name: LONG } },
        people: { ...orderView().people, escalatedTo: person('p-2', LONG, '') },
      }),
    },
    faulty: { order: {} },
  },
  (mount) => {
    it('says whose turn it is and how long is left', async () => {
      const card = await mount();
      expect(card.text()).toMatch(/张工.*还剩/);
      expect(card.data()).toMatchObject({ tone: 'fix' });
    });

    it('says by how much it is late, and whom it went up to', async () => {
      const late = orderView({
        next: {
          ...waitsFor('p-1', '张工', Date.now() - 2 * HOUR),
          escalatedTo: { id: 'p-2', name: '赵主管' },
        },
        people: { ...orderView().people, escalatedTo: person('p-2', '赵主管', '') },
      });
      const card = await mount({ order: late });
      expect(card.data()).toMatchObject({ tone: 'late' });
      expect(card.text()).toContain(fill(TEXT.order.raisedTo, { name: '赵主管' }));
    });

    it('ends with the order', async () => {
      const card = await mount();
      const closed = orderView({
        next: null,
        state: { id: 'closed', label: '已关闭', ring: 5, end: true },
        sentence: '已关闭 · 11月23日 14:05',
      });
      await card.set({ order: closed });
      expect(card.text()).toContain('已关闭');
      expect(card.data()).toMatchObject({ tone: 'closed', share: -1 });
    });
  },
);

coversAll();
