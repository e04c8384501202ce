/** Message push: what the named function is told of prompts and messages, in WeChat's own shapes. */
import type { FunctionLog } from '../../../devtools/cloud/types';
import { startTestCloud, type TestCloud } from './support/cloud';

const person = 'oPerson0001';
const template = 'tpl-task';

let server: TestCloud;
const defects: unknown[] = [];

beforeAll(async () => {
  server = await startTestCloud({ pushTo: 'pushed', onDefect: (error) => defects.push(error) });
});
afterAll(() => server.stop());

interface Told {
  event: Record<string, unknown>;
  OPENID: string;
  SOURCE: string;
}

async function told(): Promise<Told[]> {
  const { logs } = await server.get<{ logs: FunctionLog[] }>('/control/logs?limit=2000');
  return logs
    .filter((line) => line.function === 'pushed')
    .flatMap(({ output }) => output.map((text) => JSON.parse(text) as Told));
}

/** The latest, once there are as many. */
async function latest(count: number): Promise<Told | undefined> {
  const until = Date.now() + 60_000;
  for (let all = await told(); Date.now() < until; all = await told()) {
    if (all.length >= count) return all.at(-1);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

const answer = (given: object): Promise<unknown> =>
  server.post('/control/subscribe', { openid: person, templateId: template, ...given });

it('tells of a prompt before the answer to it comes back: one item as an object, several as an array', async () => {
  await answer({});
  const [one] = (await told()).slice(-1);
  expect(one).toMatchObject({ OPENID: person, SOURCE: 'wx_unknown' });
  expect(one?.event).toMatchObject({
    ToUserName: expect.stringMatching(/^gh_/) as string,
    FromUserName: person,
    CreateTime: expect.any(Number) as number,
    MsgType: 'event',
    Event: 'subscribe_msg_popup_event',
    List: { TemplateId: template, SubscribeStatusString: 'accept', PopupScene: '0' },
  });
  await answer({ count: 2 });
  const item = { TemplateId: template, SubscribeStatusString: 'accept', PopupScene: '0' };
  expect((await told()).at(-1)?.event.List).toEqual([item, item]);
});

it.each([
  ['reject', 'subscribe_msg_popup_event'],
  ['ban', 'subscribe_msg_change_event'],
])('tells of %s as %s', async (result, Event) => {
  await answer({ result });
  expect((await told()).at(-1)?.event).toMatchObject({
    Event,
    List: { TemplateId: template, SubscribeStatusString: 'reject' },
  });
});

it('tells of a message that was taken, and of none that was refused', async () => {
  await answer({});
  const before = (await told()).length;
  const send = (): Promise<{ errCode: number; msgid?: string }> =>
    server.call('open', {
      api: 'subscribeMessage.send',
      args: { touser: person, templateId: template, data: { thing1: { value: '护栏松动' } } },
    });
  const sent = await send();
  expect(sent.errCode).toBe(0);
  expect((await latest(before + 1))?.event).toMatchObject({
    Event: 'subscribe_msg_sent_event',
    FromUserName: person,
    List: { TemplateId: template, MsgID: sent.msgid, ErrorCode: '0', ErrorStatus: 'success' },
  });
  expect((await send()).errCode).toBe(43101);
  await answer({ result: 'reject' });
  expect(await told()).toHaveLength(before + 2);
});

it('lets no failure of the function spoil the answer to a prompt', async () => {
  expect(await answer({ templateId: 'breaks' })).toMatchObject({ ok: true, left: 1 });
  expect(defects).toHaveLength(1);
});

it('tells nobody where the console names no function', async () => {
  const quiet = await startTestCloud();
  await quiet.post('/control/subscribe', { openid: person, templateId: template });
  const { logs } = await quiet.get<{ logs: FunctionLog[] }>('/control/logs');
  expect(logs).toEqual([]);
  await quiet.stop();
});
