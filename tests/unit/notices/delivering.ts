/** One delivery to the owner of an order, and a plant whose WeChat gives chosen answers. */
import type { Channel } from '../../../cloudfunctions/features/notices/channels';
import { subscriptionChannel } from '../../../cloudfunctions/features/notices/channels/subscription';
import { createHours } from '../../../cloudfunctions/features/notices/hours';
import { createRingCount } from '../../../cloudfunctions/features/notices/ring-count';
import type { Delivering } from '../../../cloudfunctions/features/notices/send';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import type { SubscribeMessage } from '../../../cloudfunctions/platform/sdk';
import type { Delivery } from '../../../typings/domain';
import { DUE, NOTICES, NOW, ORDER, OWNER, SHIFTS } from './fixtures';
import { memory } from './memory';

export const ID = `${ORDER._id}:notice-3-owner`;

export const input = (changes: Partial<Delivering> = {}): Delivering => ({
  order: ORDER,
  key: 'notice-3-owner',
  effect: {
    kind: 'notice',
    notice: 'assigned',
    to: OWNER,
    urgency: 'medium',
    facts: { title: '护栏松动', place: '一车间', due: '14:30', dueAt: DUE },
  },
  addressee: { openid: 'o-zhang', phone: '13800000000', isOnDuty: true, isManager: false },
  isGrave: false,
  hours: createHours(SHIFTS, NOTICES),
  notices: NOTICES,
  now: NOW,
  again: false,
  ...changes,
});

export const withNotice = (notice: string): Partial<Delivering> => ({
  effect: { ...input().effect, notice },
});
export const unbound: Partial<Delivering> = {
  addressee: { openid: null, phone: '', isOnDuty: true, isManager: false },
};

export type Answer = number | Error | Promise<number>;

/** A plant where WeChat gives these answers, one a message; the last one is repeated. */
export function plant(...answers: Answer[]) {
  const rows = memory<Delivery>();
  const sent: SubscribeMessage[] = [];
  const wechat = subscriptionChannel(async (message) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? 0;
    sent.push(message);
    if (answer instanceof Error) throw answer;
    const errCode = await answer;
    return { errCode, errMsg: errCode === 0 ? 'ok' : 'fail' };
  });
  const deliveries = deliveryStore(rows);
  const ports = { deliveries, channels: [wechat] as Channel[], rings: createRingCount(deliveries) };
  return { rows, sent, ports, row: () => rows.rows.get(ID) };
}

/** What the order is told of its delivery. */
export const reached = (result: string, at = NOW) => ({ to: OWNER, notice: 'assigned', at, result });
