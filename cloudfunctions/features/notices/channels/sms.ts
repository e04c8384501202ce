/** SMS by Tencent Cloud, under the company's own signature. */
import { now } from '../../../platform/clock';
import * as log from '../../../platform/log';
import { askJson } from '../../../platform/http';
import { NO_ANSWER, NOT_ASKED, type Answer, type Channel } from './channel';
import { settings } from './environment';
import { signTc3 } from './tc3';

/** The person is on the list of those who want no SMS, or got as many as their operator lets through. */
const REFUSED =
  /^(FailedOperation\.PhoneNumberInBlacklist|LimitExceeded\.PhoneNumber(Daily|SameContentDaily)Limit)/;

/** Limits that pass, and trouble of theirs: worth another attempt. Everything else is for somebody to mend. */
const PASSING = /^(RequestLimitExceeded|LimitExceeded|InternalError|FailedOperation$)/;

/** Codes are words here, so none is recorded. Source: 短信 SendSms (2021-01-11), 错误码. */
function answerTo(code: string): Answer {
  if (code === 'Ok') return { result: 'delivered', errCode: 0 };
  log.warn({ event: 'notice.sms', code });
  if (REFUSED.test(code)) return { result: 'refused', errCode: null };
  return PASSING.test(code) ? NO_ANSWER : NOT_ASKED;
}

/** `{Response: {Error: {Code}}}` for a whole request, `{Response: {SendStatusSet: [{Code}]}}` for each number. */
function codeOf(answer: Record<string, unknown>): string {
  const { Error: error, SendStatusSet: sent } = (answer['Response'] ?? {}) as {
    Error?: { Code?: unknown };
    SendStatusSet?: { Code?: unknown }[];
  };
  const code = error?.Code ?? sent?.[0]?.Code;
  return typeof code === 'string' ? code : 'InternalError';
}

export const smsChannel: Channel = {
  id: 'sms',
  async send({ to: { phone }, text, number }) {
    const env = settings(
      'SAFELOOP_SMS_SECRET_ID',
      'SAFELOOP_SMS_SECRET_KEY',
      'SAFELOOP_SMS_APPID',
      'SAFELOOP_SMS_SIGN',
      'SAFELOOP_SMS_TEMPLATE',
      'SAFELOOP_SMS_REGION',
      'SAFELOOP_SMS_HOST',
    );
    if (env === null || phone === '') return NOT_ASKED;
    const body = JSON.stringify({
      PhoneNumberSet: [phone.startsWith('+') ? phone : `+86${phone}`],
      SmsSdkAppId: env.SAFELOOP_SMS_APPID,
      SignName: env.SAFELOOP_SMS_SIGN,
      TemplateId: env.SAFELOOP_SMS_TEMPLATE,
      TemplateParamSet: [text.title, number],
    });
    const url = new URL(env.SAFELOOP_SMS_HOST);
    const signed = signTc3({
      host: url.host,
      service: 'sms',
      secretId: env.SAFELOOP_SMS_SECRET_ID,
      secretKey: env.SAFELOOP_SMS_SECRET_KEY,
      body,
      at: Math.floor(now() / 1000),
    });
    const headers = {
      ...signed,
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': env.SAFELOOP_SMS_REGION,
    };
    return answerTo(codeOf(await askJson(url.href, body, headers)));
  },
};
