/** WeChat's pushes: their shapes, what they count as, and that each counts once. */
import fc from 'fast-check';
import { accountStore } from '../../../cloudfunctions/features/accounts/store';
import { countOf, foldPush, parsePush } from '../../../cloudfunctions/features/notices/events';
import type { Account } from '../../../typings/domain';
import { NOTICES, OWNER } from './fixtures';
import { memory } from './memory';

const push = (Event: string, List: unknown, changes: object = {}) => ({
  ToUserName: 'gh_0123456789ab',
  FromUserName: 'o-zhang',
  CreateTime: '1620973045',
  MsgType: 'event',
  Event,
  List,
  ...changes,
});
const POPUP = 'subscribe_msg_popup_event';
const CHANGE = 'subscribe_msg_change_event';
const SENT = 'subscribe_msg_sent_event';
const answer = (TemplateId: string, SubscribeStatusString: string) => ({
  TemplateId,
  SubscribeStatusString,
  PopupScene: '0',
});
const sent = (ErrorCode: string | number, TemplateId = 'tmpl-task') => ({
  TemplateId,
  MsgID: '1700827132819554304',
  ErrorCode,
  ErrorStatus: 'success',
});

const parsed = (event: unknown) => {
  const known = parsePush(event);
  if (known === null) throw new Error('not taken for a push');
  return known;
};

function plant(account: Account | null = null) {
  const accounts = memory<Account>(account === null ? [] : [account]);
  return {
    accounts,
    fold: (event: unknown) => foldPush(parsed(event), OWNER.id, NOTICES, accountStore(accounts)),
    account: () => accounts.rows.get(OWNER.id),
  };
}

const ACCOUNT: Account = {
  _id: OWNER.id,
  schema: 1,
  balance: 5,
  reminders: { task: 3, verify: 1 },
  remindersAt: 7,
};

it('reads a list of one as an object and as an array alike', () => {
  const one = parsed(push(POPUP, answer('tmpl-task', 'accept')));
  const many = parsed(push(POPUP, [answer('tmpl-task', 'accept')]));
  expect(countOf(one, NOTICES)).toEqual(countOf(many, NOTICES));
});

it.each<[string, unknown, unknown]>([
  [
    POPUP,
    [answer('tmpl-task', 'accept'), answer('tmpl-verify', 'reject')],
    { task: { accepted: 1 }, verify: { rejected: 1 } },
  ],
  [POPUP, [answer('tmpl-task', 'accept'), answer('tmpl-task', 'accept')], { task: { accepted: 2 } }],
  [SENT, sent('0'), { task: { delivered: 1 } }],
  [SENT, sent(0), { task: { delivered: 1 } }],
  [SENT, sent('43101'), { task: { failed: 1 } }],
  [CHANGE, answer('tmpl-task', 'reject'), { task: { rejected: 1 } }],
  [POPUP, answer('tmpl-of-another-app', 'accept'), {}],
])('counts %s %j as %j', (event, list, budget) => {
  expect(countOf(parsed(push(event, list)), NOTICES).budget).toEqual(budget);
});

it('takes away what is left of a template that was turned off in the settings, and by that alone', async () => {
  const { fold, account } = plant(ACCOUNT);
  await fold(push(POPUP, answer('tmpl-task', 'reject')));
  expect(account()?.reminders).toEqual({ task: 3, verify: 1 });
  await fold(push(CHANGE, answer('tmpl-task', 'reject')));
  expect(account()).toMatchObject({
    balance: 5,
    reminders: { task: 0, verify: 1 },
    budget: { task: { rejected: 2 } },
  });
});

it.each([null, ACCOUNT])(
  'counts a push once that comes again, even at the same time (account: %#)',
  async (start) => {
    const { fold, account } = plant(start);
    const event = push(SENT, sent('0'));
    const results = await Promise.all([fold(event), fold(event), fold(event)]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await fold(event)).toBe(false);
    expect(account()?.budget).toEqual({ task: { delivered: 1 } });
  },
);

it('counts two that differ by their message alone', async () => {
  const { fold, account } = plant(ACCOUNT);
  await fold(push(SENT, sent('0')));
  await fold(push(SENT, { ...sent('0'), MsgID: '1700827132819554305' }));
  expect(account()?.budget?.['task']?.delivered).toBe(2);
});

it('remembers the latest fifty', async () => {
  const { fold, account } = plant(ACCOUNT);
  for (let n = 0; n < 60; n += 1) await fold(push(SENT, sent('0'), { CreateTime: n }));
  expect([account()?.events?.length, account()?.budget?.['task']?.delivered]).toEqual([50, 60]);
  expect(await fold(push(SENT, sent('0'), { CreateTime: 59 }))).toBe(false);
});

it('writes one call for a known account, and none for what tells nothing', async () => {
  const { accounts, fold } = plant(ACCOUNT);
  await fold(push(SENT, sent('0')));
  await fold(push(SENT, sent('0', 'tmpl-of-another-app')));
  expect(accounts.calls).toEqual({ updateIf: 1 });
});

it.each([
  ['nothing', undefined],
  ['another event', push('user_enter_tempsession', [])],
  ['a message', push(POPUP, [], { MsgType: 'text' })],
  ['nobody', push(POPUP, [], { FromUserName: '' })],
  [
    'too many',
    push(
      POPUP,
      Array.from({ length: 51 }, () => answer('tmpl-task', 'accept')),
    ),
  ],
  ['no template', push(POPUP, [{ SubscribeStatusString: 'accept' }])],
])('takes %s for no push', (_, event) => {
  expect(parsePush(event)).toBeNull();
});

it('never breaks, whatever comes', () => {
  fc.assert(
    fc.property(fc.anything(), (event) => {
      const known = parsePush(event);
      if (known !== null) countOf(known, NOTICES);
    }),
  );
});
