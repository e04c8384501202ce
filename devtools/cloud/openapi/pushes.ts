/** Message push: WeChat tells a function what became of prompts and messages, once the console's 消息推送 names one. */
import type { Caller } from '../types';
import type { PromptResult } from './journal';

/** Source of a push; what the cloud really calls it is not documented, and none of the documented names fits. */
const SOURCE = 'wx_unknown';

/** The account that the events are addressed to. */
const ACCOUNT = 'gh_000000000000';

/** Who tells of content checks: 「平台推送服务 UserName」, nobody who uses the app. */
const CHECKER = 'o-wechat-content-check';

export interface Pushes {
  /** A prompt was answered, or a template turned off in the settings. Resolves when the function has been told. */
  prompted(openid: string, templateId: string, result: PromptResult, count: number): Promise<void>;
  /** A message was delivered; told a moment later, as WeChat does. */
  sent(openid: string, templateId: string, messageId: string): void;
  /** A content check has an answer; with an `errcode` other than 0 it suggests nothing. Resolves when it has been told. */
  checked(traceId: string, answer: CheckAnswer): Promise<void>;
}

export interface CheckAnswer {
  suggest: 'pass' | 'review' | 'risky';
  label: number;
  errcode: number;
}

export interface PushOptions {
  /** The function that is told; null: nobody is. */
  to: string | null;
  appid: string;
  invoke: (name: string, event: unknown, caller: Caller) => Promise<unknown>;
  now: () => number;
  onDefect: (error: unknown) => void;
}

/** Event → what is pushed with it. Source: 小程序订阅消息, 事件推送; 多媒体内容安全识别, 异步检测结果. */
export function createPushes({ to, appid, invoke, now, onDefect }: PushOptions): Pushes {
  async function tell(openid: string, event: string, facts: object): Promise<void> {
    if (to === null) return;
    const body = {
      ToUserName: ACCOUNT,
      FromUserName: openid,
      CreateTime: Math.floor(now() / 1000),
      MsgType: 'event',
      Event: event,
      ...facts,
    };
    await invoke(to, body, { source: SOURCE, openid }).catch(onDefect);
  }

  // An object when single, an array when several.
  const push = (openid: string, event: string, items: readonly object[]): Promise<void> =>
    tell(openid, event, { List: items.length === 1 ? items[0] : items });

  return {
    prompted(openid, templateId, result, count) {
      if (result === 'ban') {
        const item = { TemplateId: templateId, SubscribeStatusString: 'reject' };
        return push(openid, 'subscribe_msg_change_event', [item]);
      }
      const status = result === 'reject' ? 'reject' : 'accept';
      const item = { TemplateId: templateId, SubscribeStatusString: status, PopupScene: '0' };
      return push(
        openid,
        'subscribe_msg_popup_event',
        Array.from({ length: count }, () => item),
      );
    },
    sent(openid, templateId, messageId) {
      const item = { TemplateId: templateId, MsgID: messageId, ErrorCode: '0', ErrorStatus: 'success' };
      void push(openid, 'subscribe_msg_sent_event', [item]);
    },
    checked(traceId, { suggest, label, errcode }) {
      const result = { suggest, label };
      const found = { detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }], result };
      return tell(CHECKER, 'wxa_media_check', {
        appid,
        trace_id: traceId,
        version: 2,
        ...(errcode === 0 ? found : {}),
        errcode,
        errmsg: errcode === 0 ? 'ok' : 'system error',
      });
    },
  };
}
