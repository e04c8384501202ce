/** What WeChat pushes about subscription messages: prompts answered, messages refused in the settings, messages delivered. */
import * as v from 'valibot';
import type { Notices } from '../../../typings/config';
import { canonical, sha256 } from '../../platform/canonical';
import { countEvent, type AccountStore, type EventCount } from '../accounts';

/** More than a person is ever asked for at once. */
const MOST_ITEMS = 50;

/** Enough of a hash to tell the events of one person apart. */
const EVENT_HEX = 32;

const item = v.looseObject({
  TemplateId: v.string(),
  SubscribeStatusString: v.optional(v.string()),
  ErrorCode: v.optional(v.union([v.string(), v.number()])),
  ErrorStatus: v.optional(v.string()),
});

/** Source: 小程序订阅消息, 事件推送. `List` is an object when single, an array when several. */
const pushSchema = v.looseObject({
  FromUserName: v.pipe(v.string(), v.nonEmpty()),
  CreateTime: v.union([v.string(), v.number()]),
  MsgType: v.literal('event'),
  Event: v.picklist(['subscribe_msg_popup_event', 'subscribe_msg_change_event', 'subscribe_msg_sent_event']),
  List: v.pipe(
    v.union([
      v.array(item),
      v.pipe(
        item,
        v.transform((single) => [single]),
      ),
    ]),
    v.maxLength(MOST_ITEMS),
  ),
});

export type Push = v.InferOutput<typeof pushSchema>;

/** @returns null for what is no push about subscription messages */
export function parsePush(event: unknown): Push | null {
  const parsed = v.safeParse(pushSchema, event);
  return parsed.success ? parsed.output : null;
}

type Counter = keyof EventCount['budget'][string];

/** What one item of a push counts as. */
function counterOf(
  event: Push['Event'],
  { SubscribeStatusString, ErrorCode }: v.InferOutput<typeof item>,
): Counter {
  if (event === 'subscribe_msg_sent_event') return String(ErrorCode) === '0' ? 'delivered' : 'failed';
  return SubscribeStatusString === 'accept' ? 'accepted' : 'rejected';
}

/** What a push changes in the account of its person; templates that are not configured are passed over. */
export function countOf({ Event, List }: Push, { templates }: Notices): EventCount {
  const keyById = new Map(templates.map(({ templateId, key }) => [templateId, key]));
  const budget: EventCount['budget'] = {};
  const forfeited = new Set<string>();
  for (const one of List) {
    const key = keyById.get(one.TemplateId);
    if (key === undefined) continue;
    const counter = counterOf(Event, one);
    const counts = (budget[key] ??= {});
    counts[counter] = (counts[counter] ?? 0) + 1;
    // Told by the settings, never by a prompt: a prompt that is turned down leaves earlier acceptances as they are.
    if (Event === 'subscribe_msg_change_event' && counter === 'rejected') forfeited.add(key);
  }
  return { budget, forfeited: [...forfeited] };
}

/**
 * Folds a push into the account of its person, once however often WeChat pushes it.
 * @param personId - whoever `FromUserName` is
 * @returns false when it was folded before, or tells nothing
 */
export async function foldPush(
  push: Push,
  personId: string,
  notices: Notices,
  store?: AccountStore,
): Promise<boolean> {
  const change = countOf(push, notices);
  if (Object.keys(change.budget).length === 0) return false;
  const { FromUserName, CreateTime, Event, List } = push;
  const event = sha256(canonical({ FromUserName, CreateTime, Event, List })).slice(0, EVENT_HEX);
  return countEvent(personId, event, change, store);
}
