/** The doorway of WeChat's pushes: whom it refuses, and what it counts when WeChat itself knocks. */
import type { Account } from '../../typings/domain';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { phone, phoneOf } from './support/plant';
import { refusal, stored } from './support/refusal';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ env: { PUSH_TO: 'events' } });
  // From now on no timer writes beside what is pushed.
  await cloud.clock({ set: await cloud.now() });
});
afterAll(() => cloud.stop());

const account = async (id: string): Promise<Account | undefined> =>
  ((await cloud.dump('accounts')) as (Record<string, unknown> & Account)[]).find(({ _id }) => _id === id);

const push = (openid: string) => ({
  ToUserName: 'gh_0123456789ab',
  FromUserName: openid,
  CreateTime: 1_620_973_045,
  MsgType: 'event',
  Event: 'subscribe_msg_popup_event',
  List: { TemplateId: 'local-task', SubscribeStatusString: 'accept', PopupScene: '0' },
});

it.each([
  ['a phone that pretends to be WeChat', phone('reporter')],
  ['an administrator’s phone', phone('admin')],
  ['the console', null],
])('refuses %s', async (_, as) => {
  for (const event of [push(phone('reporter')), {}, null, 'x', { ...push(phone('keeper')), Type: 'Timer' }]) {
    await refusal(cloud, 'CALLER_REFUSED', async () => (await cloud.invoke(as, 'events', event)).body);
  }
});

it('counts what people answer to prompts, and turn off in the settings, and nothing else of them', async () => {
  const before = await account('p-021');
  await cloud.subscribe(phoneOf('p-021'), 'local-task');
  await cloud.subscribe(phoneOf('p-021'), 'local-verify', 3);
  expect((await account('p-021'))?.budget).toEqual({ task: { accepted: 1 }, verify: { accepted: 3 } });
  // What may still be sent is what the phone told, not what WeChat pushes: else an acceptance would count twice.
  expect((await account('p-021'))?.reminders).toEqual(before?.reminders ?? {});
});

it('counts for guests, and passes over templates it does not know', async () => {
  await cloud.subscribe('o-guest-0007', 'local-task');
  const after = await stored(cloud, ['accounts']);
  await cloud.subscribe('o-guest-0007', 'of-another-app');
  expect(await stored(cloud, ['accounts'])).toMatchObject({
    documents: (after as { documents: object }).documents,
  });
  const guests = (await cloud.dump('accounts')).filter(({ _id }) => String(_id).startsWith('g-'));
  expect(guests).toMatchObject([{ budget: { task: { accepted: 1 } } }]);
});
