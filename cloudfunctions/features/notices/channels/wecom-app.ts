/** WeCom app messages: a private chat with the person behind a mobile number. */
import { askJson } from '../../../platform/http';
import { createTokens, type Issued } from './access-token';
import { answerOf, errcodeOf, NOT_ASKED, type Channel, type Codes } from './channel';
import { settings } from './environment';
import { inWords } from './words';

/** Source: 企业微信 全局错误码. */
const CODES: Codes = {
  refused: [],
  /**
   * Company, secret, app, address of the function; nobody has this number (46004) or the app may not write to them
   * (60111, 81013).
   */
  misconfigured: [40001, 40013, 40056, 40091, 46004, 48002, 60011, 60020, 60111, 81013, 301002],
};

const tokens = createTokens();

/** Mobile number → WeCom account, so that a person is looked up once an instance. */
const accounts = new Map<string, string>();

async function issue(host: string, corpid: string, secret: string): Promise<Issued> {
  const query = new URLSearchParams({ corpid, corpsecret: secret });
  const answer = await askJson(`${host}/cgi-bin/gettoken?${query.toString()}`);
  return {
    errcode: errcodeOf(answer),
    token: String(answer['access_token']),
    lasts: Number(answer['expires_in']),
  };
}

export const wecomAppChannel: Channel = {
  id: 'wecomApp',
  async send({ to: { phone }, text }) {
    const env = settings(
      'SAFELOOP_WECOM_CORPID',
      'SAFELOOP_WECOM_SECRET',
      'SAFELOOP_WECOM_AGENTID',
      'SAFELOOP_WECOM_HOST',
    );
    if (env === null || phone === '') return NOT_ASKED;
    const { SAFELOOP_WECOM_HOST: host, SAFELOOP_WECOM_CORPID: corpid, SAFELOOP_WECOM_SECRET: secret } = env;
    const ask = (path: string, token: string, body: object): Promise<Record<string, unknown>> =>
      askJson(`${host}/cgi-bin/${path}?access_token=${encodeURIComponent(token)}`, JSON.stringify(body));

    async function send(token: string): Promise<number> {
      if (!accounts.has(phone)) {
        const found = await ask('user/getuserid', token, { mobile: phone });
        if (errcodeOf(found) !== 0) return errcodeOf(found);
        accounts.set(phone, String(found['userid']));
      }
      const answer = await ask('message/send', token, {
        touser: accounts.get(phone),
        msgtype: 'text',
        agentid: Number(env?.SAFELOOP_WECOM_AGENTID),
        text: { content: inWords(text) },
      });
      // Taken, but for nobody: whoever it was for is out of the app's sight.
      const isForNobody = errcodeOf(answer) === 0 && Boolean(answer['invaliduser']);
      if (!isForNobody) return errcodeOf(answer);
      accounts.delete(phone);
      return 81013;
    }
    return answerOf(
      await tokens.with(`${host} ${corpid} ${secret}`, () => issue(host, corpid, secret), send),
      CODES,
    );
  },
};
