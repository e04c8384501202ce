/** The only doorway to the cloud functions. */
import { createCall } from './core/call';
import { uuid } from './core/uuid';

export const newId = (): string => uuid();

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Calls a route of the `api` function. @throws CallFailure whose message a person may read */
export const call = createCall({
  invoke: async (request) => (await wx.cloud.callFunction({ name: 'api', data: request })).result,
  newId,
  wait,
});
