/** `subscribeMessage.send`: one accepted prompt pays for one message; refusals as WeChat documents them. */
import { randomUUID } from 'node:crypto';
import type { SentMessage } from '../control/shapes';
import { WeChatError } from './errors';
import { checkFields } from './fields';
import type { Journal } from './journal';

/** What the mini-program's account knows. */
export interface AppFacts {
  /** Template id → its fields; null: every template id is accepted. */
  templates: Readonly<Record<string, readonly string[]>> | null;
  /** Pages of the released app; null: every page is accepted. */
  pages: readonly string[] | null;
}

/** An openid as WeChat makes them: begins with `o`. */
export const OPENID = /^o[\w-]{5,63}$/;

/**
 * Sends one message.
 * @param args - snake_case, as the SDK sends them
 * @returns the message as the person gets it
 * @throws WeChatError 40003, 40037, 41030, 47003, 43101
 */
export function sendSubscribeMessage(
  args: Record<string, unknown>,
  app: AppFacts,
  journal: Journal,
  now: number,
): SentMessage {
  const { touser, template_id: templateId } = args;
  if (typeof touser !== 'string' || !OPENID.test(touser)) throw new WeChatError(40003, 'invalid openid');
  if (typeof templateId !== 'string' || (app.templates !== null && !(templateId in app.templates))) {
    throw new WeChatError(40037, 'invalid template_id');
  }
  const page = typeof args.page === 'string' && args.page !== '' ? args.page : null;
  if (page !== null) checkPage(page, app);
  const data = checkFields(args.data, app.templates?.[templateId] ?? null);
  const subscription = journal.subscription(touser, templateId);
  if (subscription.banned || subscription.left < 1) {
    throw new WeChatError(43101, 'user refuse to accept the msg');
  }
  const id = randomUUID();
  const state = typeof args.miniprogram_state === 'string' ? args.miniprogram_state : 'formal';
  const message = { id, at: now, to: touser, templateId, page, state, data };
  journal.add({ kind: 'message', message });
  return message;
}

/**
 * @param page - path of a page, with or without a query
 * @throws WeChatError 41030 when the released app has no such page
 */
export function checkPage(page: string, app: AppFacts): void {
  const path = page.split('?')[0] ?? '';
  if (app.pages !== null && !app.pages.includes(path)) throw new WeChatError(41030, 'invalid page');
}
