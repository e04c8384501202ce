/** The card on top of an order: tinted by state, solid once it is late. */
import { turnCard } from '../../../miniprogram/services/core/turn-card';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderView } from '../../../typings/api';
import { NOW, orderView } from './orders';

type Next = NonNullable<OrderView['next']>;

function order(stateId: string, change: Partial<Next>): OrderView {
  const view = orderView();
  const next: Next = {
    owner: { id: 'p-1', name: '张工' },
    since: NOW - 3 * HOUR,
    dueAt: NOW + HOUR,
    overdue: false,
    escalatedTo: null,
    ...change,
  };
  return { ...view, next, state: { ...view.state, id: stateId } };
}

it.each([
  ['awaitingResponse', 'wait', 75],
  ['rectifying', 'fix', 75],
  ['awaitingVerification', 'verify', -1],
  ['aStateOfTomorrow', 'plain', -1],
])('%s is tinted %s and shows %d %% of its time', (state, tone, share) => {
  expect(turnCard(order(state, {}), 'p-9', NOW)).toMatchObject({ tone, share });
});

it('names whose turn it is, how long is left and until when', () => {
  expect(turnCard(order('rectifying', { dueAt: NOW + 5 * HOUR }), 'p-9', NOW)).toMatchObject({
    heading: '轮到张工整改',
    word: '还剩',
    time: [{ n: '5', unit: '小时' }],
    beside: '15:00 前改好',
  });
});

it('speaks to the reader whose turn it is', () => {
  expect(turnCard(order('rectifying', {}), 'p-1', NOW).heading).toBe('轮到张工整改（你）');
  expect(turnCard(order('awaitingVerification', {}), 'p-1', NOW).heading).toBe('轮到你看看，修好没有');
});

it('turns solid the moment the time is up, and says who knows', () => {
  const late = order('rectifying', { dueAt: NOW, escalatedTo: { id: 'p-3', name: '赵主管' } });
  expect(turnCard(late, 'p-9', NOW - 1).tone).toBe('fix');
  expect(turnCard(late, 'p-9', NOW + 20 * MINUTE)).toMatchObject({
    tone: 'late',
    word: '超',
    time: [{ n: '20', unit: '分钟' }],
    beside: '已报赵主管',
    share: -1,
  });
});

it('goes grey at the end and counts no time', () => {
  const end = orderView({ next: null, sentence: '已关闭 · 11月20日 13:24' });
  expect(turnCard(end, 'p-1', NOW)).toEqual({
    tone: 'closed',
    heading: '已关闭',
    word: '',
    time: [],
    beside: '11月20日 13:24',
    share: -1,
  });
});
