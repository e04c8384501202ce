/** The channels besides subscription messages, against far sides on the loopback that answer as documented. */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel, Message } from '../../../cloudfunctions/features/notices/channels/channel';
import { inWords } from '../../../cloudfunctions/features/notices/channels/words';

interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
  body: Record<string, unknown>;
}

let server: Server;
let host: string;
let asked: Asked[] = [];
let answers: Record<string, unknown[]> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      asked.push({ path, headers: request.headers, text, body });
      const queue = answers[path.split('?')[0] ?? ''] ?? [];
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      // A far side that hangs up in the middle.
      if (answer === undefined) response.destroy();
      else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const kept = { ...process.env };
beforeEach(() => {
  asked = [];
  answers = {};
  jest.resetModules();
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  Object.assign(process.env, {
    SAFELOOP_WX_APPID: 'wx-app',
    SAFELOOP_WX_SECRET: 'wx-secret',
    SAFELOOP_WX_HOST: host,
    SAFELOOP_WECOM_CORPID: 'corp',
    SAFELOOP_WECOM_SECRET: 'corp-secret',
    SAFELOOP_WECOM_AGENTID: '1000002',
    SAFELOOP_WECOM_ROBOT_KEY: 'robot-key',
    SAFELOOP_WECOM_HOST: host,
    SAFELOOP_SMS_SECRET_ID: 'sms-id',
    SAFELOOP_SMS_SECRET_KEY: 'sms-key',
    SAFELOOP_SMS_APPID: '1400006666',
    SAFELOOP_SMS_SIGN: '安全工厂',
    SAFELOOP_SMS_TEMPLATE: '1110',
    SAFELOOP_SMS_HOST: host,
  });
});
afterEach(() => {
  process.env = { ...kept };
  jest.restoreAllMocks();
});

const OTHERS = ['employee', 'wecomApp', 'wecomRobot', 'sms'] as const;
type Other = (typeof OTHERS)[number];

const FRESH: Record<Other, () => Promise<Channel>> = {
  employee: async () =>
    (await import('../../../cloudfunctions/features/notices/channels/employee')).employeeChannel,
  wecomApp: async () =>
    (await import('../../../cloudfunctions/features/notices/channels/wecom-app')).wecomAppChannel,
  wecomRobot: async () =>
    (await import('../../../cloudfunctions/features/notices/channels/wecom-robot')).wecomRobotChannel,
  sms: async () => (await import('../../../cloudfunctions/features/notices/channels/sms')).smsChannel,
};

/** A channel of a fresh instance: tokens, accounts and limits are counted from nothing. */
const channel = (id: Other): Promise<Channel> => FRESH[id]();

const message = (changes: Partial<Message> = {}): Message => ({
  to: { openid: 'o-zhang', phone: '13800000000' },
  subscription: null,
  employee: {
    key: 'task',
    templateId: 'tmpl-employee',
    page: 'pages/x?id=1',
    data: { thing1: { value: '护栏松动' } },
  },
  text: { title: '有一单请你处理', lines: ['护栏松动'] },
  number: 'YH-20261122-0007',
  miniprogramState: 'formal',
  ...changes,
});

const send = async (id: Other, changes: Partial<Message> = {}) => (await channel(id)).send(message(changes));

const TOKEN = { access_token: 'token-1', expires_in: 7200 };
const TAKEN = { result: 'delivered', errCode: 0 };

const paths = (): string[] => asked.map(({ path }) => path.split('?')[0]!);

describe('用工关系 messages', () => {
  const SEND = '/cgi-bin/message/wxopen/employeerelationmsg/send';
  const ISSUE = '/cgi-bin/stable_token';

  it('ask for a stable token and send the fields as JSON within JSON', async () => {
    answers = { [ISSUE]: [TOKEN], [SEND]: [{ errcode: 0, errmsg: 'ok' }] };
    expect(await send('employee')).toEqual(TAKEN);
    expect(asked[0]?.body).toEqual({
      grant_type: 'client_credential',
      appid: 'wx-app',
      secret: 'wx-secret',
      force_refresh: false,
    });
    expect(asked[1]?.path).toBe(`${SEND}?access_token=token-1`);
    const { data, ...rest } = asked[1]!.body;
    expect(rest).toEqual({ touser: 'o-zhang', template_id: 'tmpl-employee', page: 'pages/x?id=1' });
    expect(JSON.parse(String(data))).toEqual({ data: { thing1: { value: '护栏松动' } } });
  });

  it('keep the token, and ask for another when it is stale, once', async () => {
    const stale = { errcode: 42001, errmsg: 'access_token expired' };
    answers = { [ISSUE]: [TOKEN], [SEND]: [{ errcode: 0 }, stale, { errcode: 0 }, stale] };
    const employee = await channel('employee');
    for (const errCode of [0, 0, 42001]) expect((await employee.send(message())).errCode).toBe(errCode);
    expect(paths().filter((path) => path === ISSUE)).toHaveLength(3);
    expect(paths().filter((path) => path === SEND)).toHaveLength(5);
  });

  it.each([
    [40256, 'refused'],
    [43104, 'refused'],
    [40257, 'notConfigured'],
    [40097, 'notConfigured'],
    [-1, 'failed'],
  ])('tell %d as %s', async (errcode, result) => {
    answers = { [ISSUE]: [TOKEN], [SEND]: [{ errcode, errmsg: 'x' }] };
    expect(await send('employee')).toEqual({ result, errCode: errcode });
  });

  it('are not configured with a wrong secret', async () => {
    answers = { [ISSUE]: [{ errcode: 40125, errmsg: 'invalid appsecret' }] };
    expect(await send('employee')).toEqual({ result: 'notConfigured', errCode: 40125 });
  });

  it('are not asked without an openid or a template', async () => {
    expect(await send('employee', { employee: null })).toEqual({ result: 'notConfigured', errCode: null });
    expect(await send('employee', { to: { openid: null, phone: '1' } })).toMatchObject({ errCode: null });
    expect(asked).toEqual([]);
  });
});

describe('WeCom app messages', () => {
  const [ISSUE, FIND, SEND] = [
    '/cgi-bin/gettoken',
    '/cgi-bin/user/getuserid',
    '/cgi-bin/message/send',
  ] as const;

  it('find the account by the number once, and write to it', async () => {
    answers = {
      [ISSUE]: [{ errcode: 0, errmsg: 'ok', ...TOKEN }],
      [FIND]: [{ errcode: 0, userid: 'zhangwei' }],
      [SEND]: [{ errcode: 0, errmsg: 'ok', msgid: 'm' }],
    };
    const app = await channel('wecomApp');
    expect(await app.send(message())).toEqual(TAKEN);
    expect(await app.send(message())).toEqual(TAKEN);
    expect(paths()).toEqual([ISSUE, FIND, SEND, SEND]);
    expect(asked[0]?.path).toBe(`${ISSUE}?corpid=corp&corpsecret=corp-secret`);
    expect(asked[1]?.body).toEqual({ mobile: '13800000000' });
    expect(asked[2]?.body).toEqual({
      touser: 'zhangwei',
      msgtype: 'text',
      agentid: 1_000_002,
      text: { content: '有一单请你处理\n护栏松动' },
    });
  });

  it.each([
    [
      'nobody has the number',
      { [FIND]: [{ errcode: 46004, errmsg: 'user not exist' }] },
      'notConfigured',
      46004,
    ],
    [
      'the app may not write to them',
      { [SEND]: [{ errcode: 0, invaliduser: 'zhangwei' }] },
      'notConfigured',
      81013,
    ],
    [
      'its limit is reached',
      { [SEND]: [{ errcode: 45009, errmsg: 'api freq out of limit' }] },
      'failed',
      45009,
    ],
    ['the address is not on the list', { [ISSUE]: [{ errcode: 60020 }] }, 'notConfigured', 60020],
  ])('tell that %s', async (_, given, result, errCode) => {
    answers = {
      [ISSUE]: [{ errcode: 0, ...TOKEN }],
      [FIND]: [{ errcode: 0, userid: 'zhangwei' }],
      [SEND]: [{ errcode: 0 }],
      ...given,
    };
    expect(await send('wecomApp')).toEqual({ result, errCode });
  });
});

describe('the WeCom group', () => {
  const path = '/cgi-bin/webhook/send';
  const post = async (channels?: ('wecomRobot' | 'sms')[]): Promise<void> => {
    const { postToGroup } = await import('../../../cloudfunctions/features/notices/channels/group');
    await postToGroup(
      '这周先看三处',
      ['上周报了 3 条', '锅炉房 30 天没有人报'],
      channels === undefined ? {} : { channels },
    );
  };

  it('is told a title and lines, and nobody in it is mentioned', async () => {
    answers = { [path]: [{ errcode: 0 }] };
    await post(['wecomRobot']);
    expect(asked.map(({ body }) => body)).toEqual([
      { msgtype: 'text', text: { content: '这周先看三处\n上周报了 3 条\n锅炉房 30 天没有人报' } },
    ]);
    expect(asked[0]?.path).toBe(`${path}?key=robot-key`);
  });

  it('is told nothing where the plant uses no robot, or has none', async () => {
    await post(['sms']);
    await post();
    delete process.env['SAFELOOP_WECOM_ROBOT_KEY'];
    await post(['wecomRobot']);
    expect(asked).toEqual([]);
  });

  it('keeps nobody waiting when it cannot be reached', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await expect(post(['wecomRobot'])).resolves.toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});

describe('the WeCom robot', () => {
  const SEND = '/cgi-bin/webhook/send';

  it('mentions the person in the group', async () => {
    answers = { [SEND]: [{ errcode: 0, errmsg: 'ok' }] };
    expect(await send('wecomRobot')).toEqual(TAKEN);
    expect(asked[0]?.path).toBe(`${SEND}?key=robot-key`);
    expect(asked[0]?.body).toEqual({
      msgtype: 'text',
      text: { content: '有一单请你处理\n护栏松动', mentioned_mobile_list: ['13800000000'] },
    });
  });

  it.each([
    [45009, 'failed'],
    [93000, 'notConfigured'],
  ])('reads %d although it comes with HTTP 200', async (errcode, result) => {
    answers = { [SEND]: [{ errcode, errmsg: 'x' }] };
    expect(await send('wecomRobot')).toEqual({ result, errCode: errcode });
  });

  it('posts 20 times a minute and is busy then, without being asked', async () => {
    answers = { [SEND]: [{ errcode: 0 }] };
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const robot = await channel('wecomRobot');
    for (let n = 0; n < 20; n += 1) expect(await robot.send(message())).toEqual(TAKEN);
    expect(await robot.send(message())).toEqual({ result: 'failed', errCode: 45009 });
    expect(asked).toHaveLength(20);
    clock.mockReturnValue(1_060_000);
    expect(await robot.send(message())).toEqual(TAKEN);
  });
});

describe('SMS', () => {
  const sent = (Code: string) => ({ Response: { SendStatusSet: [{ Code, Message: 'x' }], RequestId: 'r' } });

  it('is signed over exactly what goes out', async () => {
    answers = { '/': [sent('Ok')] };
    expect(await send('sms')).toEqual(TAKEN);
    const [{ headers, text, body }] = asked as [Asked];
    expect(body).toEqual({
      PhoneNumberSet: ['+8613800000000'],
      SmsSdkAppId: '1400006666',
      SignName: '安全工厂',
      TemplateId: '1110',
      TemplateParamSet: ['有一单请你处理', 'YH-20261122-0007'],
    });
    expect(headers).toMatchObject({
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
    });
    // The signature, built once more from what arrived.
    const day = new Date(Number(headers['x-tc-timestamp']) * 1000).toISOString().slice(0, 10);
    const hash = (value: string) => createHash('sha256').update(value).digest('hex');
    const request = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n\ncontent-type;host\n${hash(text)}`;
    const scope = `${day}/sms/tc3_request`;
    const key = ['sms', 'tc3_request'].reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      createHmac('sha256', 'TC3sms-key').update(day).digest(),
    );
    const toSign = `TC3-HMAC-SHA256\n${String(headers['x-tc-timestamp'])}\n${scope}\n${hash(request)}`;
    const signature = createHmac('sha256', key).update(toSign).digest('hex');
    expect(headers.authorization).toBe(
      `TC3-HMAC-SHA256 Credential=sms-id/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    );
  });

  it.each([
    ['FailedOperation.PhoneNumberInBlacklist', 'refused'],
    ['LimitExceeded.PhoneNumberDailyLimit', 'refused'],
    ['LimitExceeded.DeliveryFrequencyLimit', 'failed'],
    ['InternalError.Timeout', 'failed'],
    ['FailedOperation.TemplateIncorrectOrUnapproved', 'notConfigured'],
    ['InvalidParameterValue.IncorrectPhoneNumber', 'notConfigured'],
  ])('tells %s as %s', async (code, result) => {
    answers = { '/': [sent(code)] };
    expect(await send('sms')).toEqual({ result, errCode: null });
  });

  it('reads an error of the whole request', async () => {
    answers = { '/': [{ Response: { Error: { Code: 'AuthFailure.SignatureFailure' }, RequestId: 'r' } }] };
    expect(await send('sms')).toEqual({ result: 'notConfigured', errCode: null });
  });
});

describe.each(OTHERS)('%s', (id) => {
  const needed: Record<(typeof OTHERS)[number], string> = {
    employee: 'SAFELOOP_WX_SECRET',
    wecomApp: 'SAFELOOP_WECOM_AGENTID',
    wecomRobot: 'SAFELOOP_WECOM_ROBOT_KEY',
    sms: 'SAFELOOP_SMS_SIGN',
  };

  it('is not configured, and asks nobody, without its secret', async () => {
    Reflect.deleteProperty(process.env, needed[id]);
    expect(await send(id)).toEqual({ result: 'notConfigured', errCode: null });
    expect(asked).toEqual([]);
  });

  it('throws when the far side hangs up, or answers in another language', async () => {
    await expect(send(id)).rejects.toThrow();
    answers = Object.fromEntries(
      ['/', '/cgi-bin/stable_token', '/cgi-bin/gettoken', '/cgi-bin/webhook/send'].map((path) => [
        path,
        ['<html>'],
      ]),
    );
    await expect(send(id)).rejects.toThrow();
  });
});

describe('a message in words', () => {
  it('keeps to what WeCom takes, and cuts no character in half', () => {
    const text = inWords({ title: '𠮷'.repeat(600), lines: ['x'] });
    expect(Buffer.byteLength(text)).toBe(2048);
    expect(text).toBe('𠮷'.repeat(512));
  });
});
