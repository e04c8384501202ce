/** Configuration and messages that the tests of notices share. */
import type { Notices, Roster } from '../../../typings/config';
import type { Delivery } from '../../../typings/domain';

export const ORDER = { _id: '3f0e7a52-6d0f-4a53-9c54-6f2c0f6c1a11', number: 'YH-20261122-0007' };
export const OWNER = { id: 'p-zhang', name: '张伟' };

/** 2026-11-22 14:30 in +08:00. */
export const DUE = Date.UTC(2026, 10, 22, 6, 30);
export const NOW = Date.UTC(2026, 10, 22, 4, 30);

export const NOTICES: Notices = {
  miniprogramState: 'trial',
  notices: [
    {
      id: 'assigned',
      title: '有一单请你处理',
      lines: ['{number} {title}', '地点：{place}', '请在 {due} 前回复'],
      template: 'task',
      mustReach: true,
    },
    { id: 'fixed', title: '改好了，请你看一眼', lines: ['{title}'], template: 'verify', mustReach: false },
    { id: 'points', title: '积分到账', lines: ['这次得到 {points} 分'], template: null, mustReach: false },
    { id: 'odd', title: '模板有错', lines: ['{title}'], template: 'odd', mustReach: false },
  ],
  templates: [
    {
      key: 'task',
      templateId: 'tmpl-task',
      title: '隐患处理任务提醒',
      fields: { character_string1: '{number}', thing2: '{title}', thing3: '{place}', time4: '{due}' },
      page: 'packages/order/detail/index',
    },
    {
      key: 'verify',
      templateId: 'tmpl-verify',
      title: '隐患复核提醒',
      fields: { thing1: '{title}' },
      page: 'packages/order/detail/index',
    },
    { key: 'odd', templateId: 'tmpl-odd', title: '模板有错', fields: { enum1: '{title}' }, page: 'index' },
  ],
};

/** What a row says of a message that was tried as a subscription message alone. */
export const bySubscription = (
  result: Delivery['channels']['result'],
  errCode: number | null,
  attempts = 1,
): Delivery['channels'] => ({ result, tried: { subscription: { result, errCode } }, attempts });

/** A row of the inbox. */
export const row = (id: string, changes: Partial<Delivery> = {}): Delivery => ({
  _id: id,
  schema: 1,
  to: OWNER.id,
  orderId: ORDER._id,
  orderNumber: ORDER.number,
  notice: 'assigned',
  title: '有一单请你处理',
  lines: ['C-07 护栏松动'],
  at: NOW,
  readAt: null,
  channels: bySubscription('delivered', 0),
  digestAt: null,
  urgency: 'medium',
  dueAt: DUE,
  ...changes,
});

/** Three shifts around the clock, as in the reference plant. */
export const SHIFTS: Roster['shifts'] = [
  { id: 'day', name: '白班', start: '08:00', end: '16:00', counts: true },
  { id: 'swing', name: '中班', start: '16:00', end: '00:00' },
  { id: 'night', name: '夜班', start: '00:00', end: '08:00' },
];
