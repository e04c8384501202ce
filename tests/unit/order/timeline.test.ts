/** The trail as it is read: who was told when nobody acted is said in one breath. */
import { timelineOf } from '../../../cloudfunctions/features/order/timeline';
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import type { Actor } from '../../../cloudfunctions/features/people/identify';
import type { Order, TrailEntry } from '../../../typings/domain';

const book = parseConfig('flows', shippedFlows);
const reader: Pick<Actor, 'id' | 'openid' | 'roles'> = { id: 'p-9', openid: 'o-9', roles: [] };

jest.mock('../../../cloudfunctions/platform/canonical', () => ({ keyed: () => '0'.repeat(64) }));
jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

function told(action: string, detail: TrailEntry['detail']): { what: string; note: string | null } {
  const entry: TrailEntry = {
    seq: 2,
    at: 1,
    actor: { kind: 'system', id: 'system', name: '系统', role: 'system' },
    action,
    from: 'rectifying',
    to: 'rectifying',
    detail,
    requestId: null,
    inputHash: null,
    prev: '',
    mac: '',
  };
  const reporter: Order['reporter'] = { kind: 'person', id: 'p-1', name: '谢小刚', visibility: 'named' };
  const order: Pick<Order, 'flow' | 'reporter' | 'trail'> = {
    flow: { id: 'hazard', version: 'v1' },
    reporter,
    trail: [entry],
  };
  const [event] = timelineOf(order as Order, book, reader as Actor);
  if (event === undefined) throw new Error('nothing was told');
  return { what: event.what, note: event.note };
}

it.each([
  ['climbed', { notice: 'escalated', toName: '赵海峰' }, '还没处理，已上报给赵海峰'],
  ['climbed', { notice: 'reminder', toName: '王大勇' }, '时间过半，提醒了王大勇'],
  ['climbed', { notice: 'overdue', toName: '王大勇' }, '已到时间，提醒了王大勇'],
  ['undelivered', { notice: 'escalated', toName: '赵海峰' }, '提醒没送到，改为告诉赵海峰'],
  ['climbed', { notice: 'escalated', toName: null }, '到时间还没处理，没有下一位可找'],
])('%s %j', (action, detail, what) => {
  expect(told(action, detail)).toEqual({ what, note: null });
});
