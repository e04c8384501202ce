/** Subscription messages: one accepted prompt of WeChat pays for one message. */
import { sendSubscribeMessage, type OpenApiResult, type SubscribeMessage } from '../../../platform/sdk';
import { answerOf, NOT_ASKED, type Channel, type Codes } from './channel';

/** Source: 小程序订阅消息, subscribeMessage.send, error codes. */
const CODES: Codes = {
  /** Refused, or no acceptance left. */
  refused: [43101],
  /** openid, template id, page, field, permission. */
  misconfigured: [40003, 40037, 41030, 47003, -604101],
};

/** @param send - left out, WeChat is asked */
export function subscriptionChannel(
  send: (
    message: SubscribeMessage,
  ) => Promise<Pick<OpenApiResult, 'errCode' | 'errMsg'>> = sendSubscribeMessage,
): Channel {
  return {
    id: 'subscription',
    async send({ to: { openid }, subscription, miniprogramState }) {
      if (openid === null || subscription === null) return NOT_ASKED;
      const { templateId, page, data } = subscription;
      const { errCode } = await send({ touser: openid, templateId, page, data, miniprogramState });
      return answerOf(errCode, CODES);
    },
  };
}
