/** The queue of this phone: reports that were not sent yet, kept in its storage and sent when the network is there. */
import { call } from './call';
import { createQueue } from './core/queue';
import { followKeyOf, noteNumber } from './follow';
import { discard } from './photos';
import { sender } from './sender';
import { load, save } from './storage';
import { markPhoto } from './watermark';

const DRAFTS = 'drafts.v1';

export const drafts = createQueue({
  load: () => load(DRAFTS),
  save: (all) => save(DRAFTS, all),
  ...sender,
  mark: (photo, place, key) => markPhoto(photo, [place], key === null),
  followKey: followKeyOf,
  async send(input, requestId) {
    const receipt = await call('orders.report', input, { requestId, again: false });
    if (input.followKey !== undefined) noteNumber(receipt.id, receipt.number);
    return receipt;
  },
  join: (input, requestId) => call('orders.join', input, { requestId, again: false }),
  discard,
});
