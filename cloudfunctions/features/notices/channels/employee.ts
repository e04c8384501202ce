/** 用工关系 messages: for people who bound their employment to the mini-program; no acceptance is spent. */
import { askJson } from '../../../platform/http';
import { createTokens, type Issued } from './access-token';
import { answerOf, errcodeOf, NOT_ASKED, type Channel, type Codes } from './channel';
import { settings } from './environment';

/** Source: 推送用工消息 (employeerelationmsg/send) and 获取稳定版接口调用凭据, error codes. */
const CODES: Codes = {
  /** Not bound, or this message is not wanted. */
  refused: [40256, 43101, 43104],
  /** openid, template, arguments, app secret, or the address of the function is not on the list. */
  misconfigured: [40003, 40037, 40097, 40257, 41030, 47003, 40001, 40013, 40125, 40164],
};

const tokens = createTokens();

/** The stable token leaves other tokens of the same mini-program valid. */
async function issue(host: string, appid: string, secret: string): Promise<Issued> {
  const body = JSON.stringify({ grant_type: 'client_credential', appid, secret, force_refresh: false });
  const answer = await askJson(`${host}/cgi-bin/stable_token`, body);
  return {
    errcode: errcodeOf(answer),
    token: String(answer['access_token']),
    lasts: Number(answer['expires_in']),
  };
}

export const employeeChannel: Channel = {
  id: 'employee',
  async send({ to: { openid }, employee }) {
    const env = settings('SAFELOOP_WX_APPID', 'SAFELOOP_WX_SECRET', 'SAFELOOP_WX_HOST');
    if (env === null || openid === null || employee === null) return NOT_ASKED;
    const { SAFELOOP_WX_HOST: host, SAFELOOP_WX_APPID: appid, SAFELOOP_WX_SECRET: secret } = env;
    const body = JSON.stringify({
      touser: openid,
      template_id: employee.templateId,
      page: employee.page,
      // A text that holds JSON once more, as the interface wants it.
      data: JSON.stringify({ data: employee.data }),
    });
    const send = async (token: string): Promise<number> =>
      errcodeOf(
        await askJson(
          `${host}/cgi-bin/message/wxopen/employeerelationmsg/send?access_token=${encodeURIComponent(token)}`,
          body,
        ),
      );
    return answerOf(
      await tokens.with(`${host} ${appid} ${secret}`, () => issue(host, appid, secret), send),
      CODES,
    );
  },
};
