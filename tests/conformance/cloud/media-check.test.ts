/** `security.mediaCheckAsync` and the push that answers it, as WeChat documents both (多媒体内容安全识别). */
import type { MediaRequest } from '../../../devtools/cloud/openapi/media';
import type { FunctionLog } from '../../../devtools/cloud/types';
import { startTestCloud, type TestCloud } from './support/cloud';

const person = 'oPerson0001';
const APPID = 'wx0123456789abcdef';

let server: TestCloud;
let url: string;

beforeAll(async () => {
  server = await startTestCloud({ pushTo: 'pushed', appid: APPID });
  const path = 'evidence/1.jpg';
  const stored = await fetch(`${server.base}/control/upload?as=${person}&path=${path}`, {
    method: 'POST',
    body: 'a picture',
  });
  const { fileID } = (await stored.json()) as { fileID: string };
  url = (await server.cloud.fileLink(fileID, person)) ?? '';
});
afterAll(() => server.stop());
beforeEach(() => server.post('/control/media-checks', {}));

interface Reply {
  errCode: number;
  traceId?: string;
}
const ask = (changes: object = {}, from = 'open'): Promise<Reply> =>
  server.call<Reply>(
    from,
    {
      api: 'security.mediaCheckAsync',
      args: { mediaUrl: url, mediaType: 2, version: 2, scene: 2, openid: person, ...changes },
    },
    person,
  );
const plan = (given: object) => server.post('/control/media-checks', given);
const deliver = () => server.post<{ delivered: number }>('/control/media-checks/deliver', {});

interface Told {
  event: Record<string, unknown>;
  OPENID: string;
}

async function told(traceId: string | undefined): Promise<Told[]> {
  const { logs } = await server.get<{ logs: FunctionLog[] }>('/control/logs?limit=2000');
  return logs
    .filter((line) => line.function === 'pushed')
    .flatMap(({ output }) => output.map((text) => JSON.parse(text) as Told))
    .filter(({ event }) => event['trace_id'] === traceId);
}

/** The pushes about a request, once there are as many. */
async function pushes(traceId: string | undefined, count: number): Promise<Told[]> {
  const until = Date.now() + 60_000;
  for (let all = await told(traceId); Date.now() < until; all = await told(traceId)) {
    if (all.length >= count) return all;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('nothing was pushed');
}

it('names the request at once and pushes what it found, in the shape of version 2', async () => {
  const { errCode, traceId } = await ask();
  expect({ errCode, traceId }).toEqual({
    errCode: 0,
    traceId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/) as string,
  });
  const [push] = await pushes(traceId, 1);
  // What the function service adds of the caller is no part of the push.
  expect({ ...push?.event, userInfo: undefined }).toEqual({
    ToUserName: expect.stringMatching(/^gh_/) as string,
    FromUserName: expect.any(String) as string,
    CreateTime: expect.any(Number) as number,
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: APPID,
    trace_id: traceId,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest: 'pass', label: 100 },
  });
  // 「平台推送服务 UserName」: not the person about whose picture it is.
  expect(push?.event['FromUserName']).not.toBe(person);
  expect(push?.OPENID).toBe(push?.event['FromUserName']);
});

it.each([
  ['pass', 100],
  ['review', 20002],
  ['risky', 20001],
])('finds %s when it is told to', async (suggest, label) => {
  await plan({ suggest, label });
  const { traceId } = await ask();
  expect((await pushes(traceId, 1))[0]?.event['result']).toEqual({ suggest, label });
});

it('takes recordings as well', async () => {
  const { traceId } = await ask({ mediaType: 1 });
  expect(await pushes(traceId, 1)).toHaveLength(1);
});

it.each([
  ['is told that it cannot look', { errcode: -1 }, {}, -1],
  ['cannot fetch the file', {}, { mediaUrl: 'gone' }, -1008],
  ['is sent elsewhere', {}, { mediaUrl: 'https://example.com/1.jpg' }, -1008],
])('pushes an error without a result when it %s', async (_, given, changes, errcode) => {
  await plan(given);
  const asked =
    'mediaUrl' in changes && changes.mediaUrl === 'gone'
      ? { mediaUrl: `${server.base}/files/gone.jpg` }
      : changes;
  const { errCode, traceId } = await ask(asked);
  expect(errCode).toBe(0);
  const [push] = await pushes(traceId, 1);
  expect(push?.event).toMatchObject({ errcode });
  expect(push?.event).not.toHaveProperty('result');
});

it.each([
  ['openid', { openid: 'x' }, 40003],
  ['person who has not been here', { openid: 'oStranger01' }, 61010],
  ['link', { mediaUrl: 'cloud://env/1.jpg' }, 40097],
  ['kind of media', { mediaType: 3 }, 40097],
  ['scene', { scene: 0 }, 40097],
])('refuses a wrong %s and pushes nothing', async (_, changes, errCode) => {
  const reply = await ask(changes);
  expect(reply.errCode).toBe(errCode);
  expect(reply.traceId).toBeUndefined();
});

it('gets -604101 where the function does not declare it, and is loud about version 1', async () => {
  expect((await ask({}, 'closed')).errCode).toBe(-604101);
  expect(await ask({ version: 1 })).toMatchObject({
    errMsg: expect.stringContaining('NotEmulated') as string,
  });
});

it('answers with a code of the fault switch', async () => {
  await server.post('/control/faults', {
    rules: [{ match: { action: 'openapi.security.mediaCheckAsync' }, mode: 'fail', code: 45009 }],
  });
  expect((await ask()).errCode).toBe(45009);
});

it('pushes before it answers, twice, or when it is asked to', async () => {
  await plan({ when: 'early', times: 2 });
  const early = await ask();
  expect(await told(early.traceId)).toHaveLength(2);
  await plan({ when: 'held', suggest: 'risky', label: 20001 });
  const held = await ask();
  await plan({});
  expect(await told(held.traceId)).toEqual([]);
  expect(await deliver()).toMatchObject({ delivered: 1 });
  expect((await told(held.traceId)).map(({ event }) => event['result'])).toEqual([
    { suggest: 'risky', label: 20001 },
  ]);
  expect(await deliver()).toMatchObject({ delivered: 0 });
});

it('lists what it was asked, and forgets it with everything else', async () => {
  const { traceId } = await ask();
  const { requests } = await server.get<{ requests: MediaRequest[] }>('/control/media-checks');
  expect(requests.at(-1)).toMatchObject({ traceId, openid: person, mediaUrl: url, mediaType: 2 });
  await plan({ suggest: 'risky' });
  await server.post('/control/reset', {});
  expect(await server.get('/control/media-checks')).toMatchObject({ requests: [] });
});

it.each([{ suggest: 'maybe' }, { times: 0 }, { when: 'never' }, { bytes: 1 }])(
  'refuses the plan %j',
  async (given) => {
    expect(await plan(given)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  },
);
