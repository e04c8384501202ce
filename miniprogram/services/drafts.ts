/** The queue of this phone: reports that were not sent yet, kept in its storage and sent when the network is there. */
import { call, newId } from './call';
import { createQueue } from './core/queue';
import { discard, forgetFolder, upload } from './photos';
import { load, save } from './storage';
import { markPhoto } from './watermark';

const DRAFTS = 'drafts.v1';

export const drafts = createQueue({
  load: () => load(DRAFTS),
  save: (all) => save(DRAFTS, all),
  now: Date.now,
  newId,
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  mark: (photo, place) => markPhoto(photo, [place]),
  upload,
  forgetFolder,
  send: (input, requestId) => call('orders.report', input, { requestId, again: false }),
  discard,
});
