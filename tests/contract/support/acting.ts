/** Acting by part instead of by phone, on the order as it is now. */
import type { ActInput, ApiError, OrderView } from '../../../typings/api';
import type { ErrorCode } from '../../../miniprogram/shared/errors';
import type { TestCloud } from '../../support/cloud';
import { act, look, storedOrder } from './desk';
import { phone, type Part } from './plant';
import { refused } from './refusal';

type Input = ActInput['input'];

interface Acting {
  by: (part: Part, orderId: string, action: string, input?: Input) => Promise<OrderView>;
  /** An act that has to be refused under `code`. */
  refusedAct: (
    code: ErrorCode,
    part: Part,
    orderId: string,
    action: string,
    input?: Input,
  ) => Promise<ApiError>;
  /** Ids of the actions that somebody is offered. */
  buttons: (part: Part, orderId: string) => Promise<string[]>;
}

export const acting = (cloud: () => TestCloud): Acting => ({
  by: (part, orderId, action, input = {}) => act(cloud(), phone(part), orderId, action, input),
  async refusedAct(code, part, orderId, action, input = {}) {
    const { rev } = await storedOrder(cloud(), orderId);
    return refused(cloud(), code, phone(part), 'orders.act', { orderId, rev, action, input });
  },
  async buttons(part, orderId) {
    return (await look(cloud(), phone(part), orderId)).actions.map(({ id }) => id);
  },
});
