/** The doorway of WeChat's pushes about subscription messages. Refuses every caller that is known to be somebody else. */
import { AppError } from '../../miniprogram/shared/errors';
import { foldPush, parsePush } from '../features/notices/events';
import { guestId } from '../features/people/identify';
import { plant } from '../features/plant/current';
import { now } from '../platform/clock';
import * as log from '../platform/log';
import { caller } from '../platform/sdk';

/**
 * Sources of calls that are no pushes: phones, tools, HTTP, timers, payment, crawlers, other functions. What a push
 * itself is called is not documented. Source: Cloud.getWXContext, SOURCE.
 */
const OTHERS = /wx_client|wx_devtools|wx_localdebug|wx_http|wx_trigger|wx_paycallback|wx_crawler|scf/;

function refuse(): unknown {
  const { code, message } = new AppError('CALLER_REFUSED');
  return { ok: false, error: { code, message } };
}

/**
 * The entry of message push (云开发控制台, 设置, 消息推送). What a push says moves counters and nothing else.
 * @param event - the push, as JSON
 * @returns `success`, after which WeChat does not push it again
 */
export async function main(event: unknown): Promise<unknown> {
  const { openid, source } = caller();
  if (OTHERS.test(source)) return refuse();
  const push = parsePush(event);
  // A push may carry the identity of its sender, and never another one.
  if (openid !== null && openid !== push?.FromUserName) return refuse();
  if (push === null) {
    log.warn({ event: 'push.unknown' });
    return 'success';
  }
  const { notices, people } = await plant(now());
  const person = people.find(
    (candidate) => candidate.openid === push.FromUserName && candidate.status === 'active',
  );
  const isNew = await foldPush(push, person?.id ?? guestId(push.FromUserName), notices);
  log.info({ event: 'push', kind: push.Event, isNew });
  return 'success';
}
