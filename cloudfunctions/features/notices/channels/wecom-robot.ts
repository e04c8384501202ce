/** WeCom group robot: a line in the plant's group that mentions the person by mobile number. */
import { now } from '../../../platform/clock';
import { askJson } from '../../../platform/http';
import { answerOf, errcodeOf, NOT_ASKED, RATE_LIMIT, type Channel, type Codes } from './channel';
import { settings } from './environment';
import { inWords } from './words';

/** Source: 群机器人配置说明. Errors come with HTTP 200. */
const CODES: Codes = { refused: [], misconfigured: [93000, 93008, 93017] };

/** A robot posts 20 messages a minute; further ones are refused, and asking on makes it no better. */
const PER_MINUTE = 20;
const WINDOW = 60_000;

/** When this instance posted last; another instance may use up the limit too, which the far side then tells. */
let posted: number[] = [];

export const wecomRobotChannel: Channel = {
  id: 'wecomRobot',
  async send({ to: { phone }, text }) {
    const env = settings('SAFELOOP_WECOM_ROBOT_KEY', 'SAFELOOP_WECOM_HOST');
    // Without a number nobody in the group is mentioned: then it would ring at nobody.
    if (env === null || phone === '') return NOT_ASKED;
    posted = posted.filter((at) => now() - at < WINDOW);
    if (posted.length >= PER_MINUTE) return answerOf(RATE_LIMIT, CODES);
    posted.push(now());
    const body = { msgtype: 'text', text: { content: inWords(text), mentioned_mobile_list: [phone] } };
    const { SAFELOOP_WECOM_HOST: host, SAFELOOP_WECOM_ROBOT_KEY: key } = env;
    const url = `${host}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
    return answerOf(errcodeOf(await askJson(url, JSON.stringify(body))), CODES);
  },
};
