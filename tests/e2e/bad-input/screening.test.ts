/** The questions about 疑似重大 after a report: answered without a network, left unanswered, or cut off by a closed app. */
import type { DraftState } from '../../../miniprogram/services/core/draft';
import type { Order } from '../../../typings/domain';
import { ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';

const WHAT = '脚手架缺扣件没铺满';
const FIRST = '干这活的人有特种作业操作证吗？';
const SECOND = '证上写的工种，和他干的活一样吗？';

const desk = useDesk();

/** A report after which a card asks; its first question stands on the screen when this returns. */
async function submit(): Promise<string> {
  const { phone } = desk();
  await phone.take(REPORTER);
  await phone.until("__phone.wx.getStorageSync('plant.v1')", 'the plant in the phone');
  await phone.beginReport(POINT.id);
  await phone.shoot(PHOTO);
  await phone.tap('更多');
  await phone.sees(WHAT);
  await phone.tap(WHAT);
  await phone.at(PAGES.result);
  await phone.sees(FIRST);
  const [draft] = await phone.drafts();
  return draft?.id ?? '';
}

const stateIs = (state: DraftState): Promise<void> =>
  desk().phone.until(`(__phone.wx.getStorageSync('drafts.v1') || [])[0]?.state === '${state}'`, state);

/** The order that came out, once it did. */
async function made(id: string): Promise<Order> {
  await stateIs('sent');
  const [order, ...others] = await ordersOf(desk().cloud, id);
  if (order === undefined || others.length > 0) throw new Error('one order was to come out');
  expect(await desk().phone.exceptions()).toEqual([]);
  return order;
}

const answersOf = ({ screening }: Order): unknown => screening?.answers.map(({ answer }) => answer);

it('are answered without a network, and go with the report when it is back', async () => {
  const { phone } = desk();
  await phone.take(REPORTER);
  await phone.until("__phone.wx.getStorageSync('plant.v1')", 'the plant in the phone');
  await phone.network(false);
  await phone.beginReport(POINT.id);
  await phone.shoot(PHOTO);
  await phone.tap('更多');
  await phone.sees(WHAT);
  await phone.tap(WHAT);
  await phone.sees(FIRST);
  await phone.tap('screening-card >>> .asks-no');
  await phone.sees(SECOND);
  await phone.tap('screening-card >>> .asks-unsure');
  await phone.sees('已存在手机里');
  const [draft] = await phone.drafts();
  await phone.network(true);
  const order = await made(draft?.id ?? '');
  expect(answersOf(order)).toEqual(['no', 'unsure']);
  expect(order).toMatchObject({ state: 'determining', level: 'undetermined', suspectedMajor: true });
});

it('hold nothing up: unanswered, the report goes as it is', async () => {
  const order = await made(await submit());
  expect(answersOf(order)).toEqual([null, null]);
  expect(order).toMatchObject({ state: 'awaitingResponse', screening: { raised: false } });
  await desk().phone.sees('已收到');
});

it('keep what was answered when the app is closed in between', async () => {
  const { phone } = desk();
  const id = await submit();
  await phone.tap('screening-card >>> .asks-no');
  await phone.sees(SECOND);
  await phone.start();
  const order = await made(id);
  expect(answersOf(order)).toEqual(['no', null]);
  expect(order.suspectedMajor).toBe(true);
});
