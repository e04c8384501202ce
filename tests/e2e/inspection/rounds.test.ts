/** 点检 and 巡查 from the first page to the order that comes of them, with and without a network, on the starter plant's own plans. */
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Order } from '../../../typings/domain';
import { eventually } from '../support/eventually';
import type { Person } from '../support/person';
import { usePlant } from '../support/use-plant';
import {
  answeredAndAsked,
  begin,
  fails,
  handIn,
  itemsOf,
  setOut,
  taskOf,
  taskWhen,
  walk,
} from './support/round';

const t = TEXT.inspection;

/** A Monday on which nothing is off. */
const MORNING = '2026-11-30T08:00:30+08:00';
const plant = usePlant(MORNING);

const CRANE = 'crane-c-11@2026-11-30:day';
const CYLINDERS = 'cylinder-store@2026-11-30:day';

/** Longer than a report is held for 撤回. */
const PAST_HOLD = 20_000;

/** The orders that were found at an item. */
async function foundAt(taskId: string): Promise<Order[]> {
  const orders = (await plant().cloud.dump('orders')) as unknown[];
  return (orders as Order[]).filter(({ task }) => task?.taskId === taskId);
}

let inspector: Person;

describe('the tasks of the day', () => {
  it('are there at the start of the shift, and lead the first page', async () => {
    await plant().cloud.runTimer('jobs');
    const { owner } = await taskOf(plant().cloud, CRANE);
    inspector = await plant().phoneOf(owner.id);
    await inspector.find('.tasks');
    expect(await inspector.screen()).toContain(fill(t.earliest, { time: '10:00' }));
  });
});

describe('a report that was taken back in a round', () => {
  it('is no order, and its item is open again', async () => {
    const task = await taskOf(plant().cloud, CRANE);
    const [first] = itemsOf(task);
    if (first === undefined) throw new Error('nothing to look at');
    await begin(inspector, task.title);
    await fails(inspector, first, 'cylinder-chained');
    await inspector.tap('.undo-button');
    await inspector.find('item-card >>> .item-text', first.text);
    await inspector.later(PAST_HOLD);
    expect(await foundAt(CRANE)).toEqual([]);
    expect((await taskOf(plant().cloud, CRANE)).answers).toEqual({});
    await inspector.comeBy('pages/home/index', {});
    await inspector.find('.tasks');
  });
});

describe('a spot check', () => {
  it('is done item by item; what is not in order is an order in one tap', async () => {
    const task = await taskOf(plant().cloud, CRANE);
    await inspector.looksAt('cylinder-chained');
    await begin(inspector, task.title);
    await walk(inspector, itemsOf(task), { 'c-11:remote': 'guard-missing' });
    await handIn(inspector);
    await inspector.sees(t.faulty);
  });

  it('is kept with its answers, and points at the order as the order points at it', async () => {
    await inspector.later(PAST_HOLD);
    const [order] = await eventually('the order', async () => {
      const found = await foundAt(CRANE);
      return found.length > 0 ? found : null;
    });
    const task = await taskWhen(plant().cloud, CRANE, ({ state }) => state === 'done');
    expect(task).toMatchObject({ verdict: 'faulty', open: false, later: [], isMissed: false });
    expect(order?.task).toEqual({ taskId: CRANE, itemId: 'c-11:remote' });
    expect(task.answers['c-11:remote']).toMatchObject({ result: 'notOk', orderId: order?._id });
    const [answered, asked] = answeredAndAsked(task);
    expect(answered).toEqual(asked);
    expect(await foundAt(CRANE)).toHaveLength(1);
  });

  it('leaves both pictures sealed: that of the finding and the live one', async () => {
    const task = await taskWhen(plant().cloud, CRANE, ({ evidence }) =>
      Object.values(evidence).some(({ state }) => state === 'sealed'),
    );
    const live = itemsOf(task).find((item) => item.live);
    const [photo = ''] = task.answers[live?.id ?? '']?.photos ?? [];
    expect(task.evidence[photo]?.state).toBe('sealed');
    await eventually('the picture of the finding', async () => {
      const [order] = await foundAt(CRANE);
      const states = Object.values(order?.evidence ?? {}).map(({ state }) => state);
      return states.join() === 'sealed' || null;
    });
  });

  it('is found again from the order', async () => {
    const [order] = await foundAt(CRANE);
    const keeper = await plant().atOrder(order?.next?.owner.id ?? '', order?.number ?? '');
    await keeper.tap('record-card >>> .leads', TEXT.order.foundRound);
    await keeper.sees('5吨行车点检');
    await keeper.sees('遥控器按键看得清');
  });
});

describe('a patrol without a network', () => {
  it('is walked point by point', async () => {
    const task = await taskOf(plant().cloud, CYLINDERS);
    await inspector.comeBy('pages/home/index', {});
    await inspector.find('.tasks');
    await inspector.world('setNetwork({ type: "none" })');
    await inspector.looksAt('cylinder-chained');
    await begin(inspector, task.title);
    await inspector.sees('已到 0 / 3 处，下一处 D-08 满瓶区');
    await setOut(inspector, task);
    await walk(inspector, itemsOf(task), { 'd-09:upright': null });
    await handIn(inspector);
    await inspector.sees(t.resultKept);
    expect((await taskOf(plant().cloud, CYLINDERS)).answers).toEqual({});
  });

  it('goes out by itself, with its order, once there is a network', async () => {
    await inspector.later(PAST_HOLD);
    await inspector.world('setNetwork({ type: "wifi" })');
    const task = await taskWhen(plant().cloud, CYLINDERS, ({ state }) => state === 'done');
    expect(task.later).toEqual([]);
    const [answered, asked] = answeredAndAsked(task);
    expect(answered).toEqual(asked);
    const orders = await eventually('the order', async () => {
      const found = await foundAt(CYLINDERS);
      return found.length > 0 ? found : null;
    });
    expect(orders.map(({ _id, templateId }) => [_id, templateId])).toEqual([
      [task.answers['d-09:upright']?.orderId, 'cylinder-unsecured'],
    ]);
  });

  it('broke nothing on the phone', () => {
    expect(inspector.exceptions).toEqual([]);
  });
});
