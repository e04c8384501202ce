/** Sends what must happen once and no more: redeeming, handing out, giving points. */
import { call, newId } from './call';
import { createSendOnce } from './core/intents';
import { whoAmI } from './session';
import { load, save } from './storage';

const OPEN = 'intents.v1';

/** Sends an intent; the same one again, when its answer was lost, under the same id. @throws CallFailure */
export const sendOnce = createSendOnce({
  call,
  newId,
  who: whoAmI,
  load: () => load(OPEN),
  save: (open) => save(OPEN, open),
  now: () => Date.now(),
});
