/** The doorway of the clock: deadlines, deliveries and the daily head, every minute. Refuses any caller but the timer. */
import { AppError } from '../../miniprogram/shared/errors';
import { dayStamp } from '../../miniprogram/shared/time';
import { ordersActedIn } from '../features/order/history';
import { sweep } from '../features/order/sweep';
import { writeHead } from '../features/trail/heads';
import { now } from '../platform/clock';
import * as log from '../platform/log';
import { caller } from '../platform/sdk';

/** The day whose beginning this instance has seen to; another instance looks once more and finds the head there. */
let headSeenTo = '';

/**
 * The entry of the timer.
 * @returns what the run did; a caller that is not the timer gets a refusal and nothing happens
 */
export async function main(): Promise<unknown> {
  const { openid, source } = caller();
  if (openid !== null || !/wx_trigger/.test(source) || /wx_client/.test(source)) {
    const { code, message } = new AppError('CALLER_REFUSED');
    return { ok: false, error: { code, message } };
  }
  const started = now();
  const swept = await sweep(started, now);
  const today = dayStamp(started);
  const head = headSeenTo !== today && (await writeHead(started, ordersActedIn));
  headSeenTo = today;
  log.info({ event: 'jobs', ms: now() - started, ...swept, head });
  return { ok: true, data: { ...swept, head } };
}
