/** The doorway of WeChat's pushes: subscription messages, and what became of content checks. Refuses every caller that is known to be somebody else. */
import { AppError } from '../../miniprogram/shared/errors';
import { answerOf, parseMediaPush, type MediaPush } from '../features/content/events';
import { foldPush, parsePush, type Push } from '../features/notices/events';
import { settleMedia } from '../features/order/media-check';
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

/** Counts what became of prompts and messages. */
async function fold(push: Push): Promise<void> {
  const { notices, people } = await plant(now());
  const person = people.find(
    (candidate) => candidate.openid === push.FromUserName && candidate.status === 'active',
  );
  const isNew = await foldPush(push, person?.id ?? guestId(push.FromUserName), notices);
  log.info({ event: 'push', kind: push.Event, isNew });
}

/** Notes what a content check found; whom it is about is known by the request alone. */
async function settle(push: MediaPush): Promise<void> {
  const isKnown = await settleMedia(push.trace_id, answerOf(push), now());
  log.info({ event: 'push', kind: push.Event, isKnown });
}

/**
 * The entry of message push (云开发控制台, 设置, 消息推送). What a push says moves counters and content checks, nothing else.
 * @param event - the push, as JSON
 * @returns `success`, after which WeChat does not push it again
 */
export async function main(event: unknown): Promise<unknown> {
  const { openid, source } = caller();
  if (OTHERS.test(source)) return refuse();
  const push = parsePush(event);
  const media = parseMediaPush(event);
  // A push may carry the identity of its sender, and never another one.
  if (openid !== null && openid !== (push ?? media)?.FromUserName) return refuse();
  if (push !== null) await fold(push);
  else if (media !== null) await settle(media);
  else log.warn({ event: 'push.unknown' });
  return 'success';
}
