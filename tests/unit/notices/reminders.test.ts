/** Counting reminders: one acceptance, one message; what was sent or refused is gone; nothing is lost between two taps. */
import { randomUUID } from 'node:crypto';
import { accountStore } from '../../../cloudfunctions/features/accounts/store';
import { recordGranted, reminders } from '../../../cloudfunctions/features/notices/reminders';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import type { Granted } from '../../../typings/api';
import type { Account, Delivery } from '../../../typings/domain';
import { bySubscription, NOTICES, NOW, OWNER, row } from './fixtures';
import { memory } from './memory';

function plant(account: Account | null = null, rows: Delivery[] = []) {
  const accounts = memory<Account>(account === null ? [] : [account]);
  const deliveries = memory<Delivery>(rows);
  const ports = { accounts: accountStore(accounts), deliveries: deliveryStore(deliveries) };
  return {
    accounts,
    deliveries,
    ports,
    grant: (results: Record<string, Granted>, now = NOW, requestId: string = randomUUID()) =>
      recordGranted(OWNER.id, results, requestId, NOTICES, now, ports),
    left: async () =>
      Object.fromEntries((await reminders(OWNER.id, NOTICES, ports)).map(({ key, left }) => [key, left])),
  };
}

const account = (task: number): Account => ({
  _id: OWNER.id,
  schema: 1,
  balance: 12,
  reminders: { task },
  remindersAt: NOW - 1000,
});

describe('recordGranted', () => {
  it('opens an account with one message per acceptance', async () => {
    const { accounts, grant, left } = plant();
    expect(await grant({ task: 'accept', verify: 'accept', odd: 'reject' })).toEqual([
      { key: 'task', templateId: 'tmpl-task', title: '隐患处理任务提醒', left: 1 },
      { key: 'verify', templateId: 'tmpl-verify', title: '隐患复核提醒', left: 1 },
      { key: 'odd', templateId: 'tmpl-odd', title: '模板有错', left: 0 },
    ]);
    expect(await left()).toEqual({ task: 1, verify: 1, odd: 0 });
    expect(accounts.rows.get(OWNER.id)).toMatchObject({ balance: 0, reminders: { task: 1, verify: 1 } });
  });

  it('adds to what is there and leaves the points alone', async () => {
    const { accounts, grant, left } = plant(account(2));
    await grant({ task: 'accept' });
    expect(await left()).toMatchObject({ task: 3 });
    expect(accounts.rows.get(OWNER.id)?.balance).toBe(12);
  });

  it.each(['reject', 'ban', 'filter'] as const)('writes nothing for %s', async (answer) => {
    const { accounts, grant, left } = plant(account(2));
    await grant({ task: answer });
    expect(await left()).toMatchObject({ task: 2 });
    expect(accounts.calls['updateIf']).toBeUndefined();
  });

  it.each([null, account(0)])('loses none of many acceptances at once (account: %p)', async (start) => {
    const { grant, left } = plant(start);
    await Promise.all([grant({ task: 'accept' }), grant({ task: 'accept' }), grant({ verify: 'accept' })]);
    expect(await left()).toMatchObject({ task: 2, verify: 1 });
  });

  it.each([null, account(0)])('counts an answer once that is sent again (account: %p)', async (start) => {
    const { accounts, grant, left } = plant(start);
    await grant({ task: 'accept' }, NOW, 'one-prompt');
    for (let i = 0; i < 19; i += 1) await grant({ verify: 'accept' });
    await grant({ task: 'accept' }, NOW, 'one-prompt');
    expect(await left()).toMatchObject({ task: 1, verify: 19 });
    await expect(grant({ verify: 'accept' }, NOW, 'one-prompt')).rejects.toMatchObject({
      code: 'REPLAY_MISMATCH',
    });
    await grant({ verify: 'accept' });
    expect(accounts.rows.get(OWNER.id)?.prompts).toHaveLength(20);
  });

  it('answers busy instead of losing an acceptance when it is overtaken again and again', async () => {
    const { ports } = plant(account(0));
    const overtaken = { ...ports.accounts, adjustReminders: () => Promise.resolve(false) };
    await expect(
      recordGranted(OWNER.id, { task: 'accept' }, 'a-request', NOTICES, NOW, {
        ...ports,
        accounts: overtaken,
      }),
    ).rejects.toMatchObject({ code: 'BUSY' });
  });

  it('refuses templates that are not configured, and counts none of the others', async () => {
    const { accounts, grant } = plant(account(2));
    await expect(grant({ task: 'accept', 'tmpl-task': 'accept' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      fields: { 'results.tmpl-task': expect.stringMatching(/[一-鿿]/) as string },
    });
    expect(accounts.calls).toEqual({});
  });
});

describe('reminders', () => {
  const sent = (id: string, changes: Partial<Delivery> = {}): Delivery => row(id, changes);
  const failed = bySubscription('failed', -1, 3);

  it('are none for somebody who never accepted, in one database call', async () => {
    const { accounts, deliveries, left } = plant(null, [sent('a')]);
    expect(await left()).toEqual({ task: 0, verify: 0, odd: 0 });
    expect([accounts.calls, deliveries.calls]).toEqual([{ get: 1 }, {}]);
  });

  it('are read in one database call once nothing is left', async () => {
    const { accounts, deliveries, left } = plant(account(0), [sent('a')]);
    expect(await left()).toMatchObject({ task: 0 });
    expect([accounts.calls, deliveries.calls]).toEqual([{ get: 1 }, {}]);
  });

  it('lose one for each message delivered since they were counted', async () => {
    const { left } = plant(account(5), [
      sent('a'),
      sent('b'),
      sent('earlier', { at: NOW - 2000 }),
      sent('other', { to: 'p-li' }),
      sent('undelivered', { channels: failed }),
      sent('another template', { notice: 'fixed' }),
      sent('gone from the configuration', { notice: 'former' }),
    ]);
    expect(await left()).toMatchObject({ task: 3, verify: 0 });
  });

  it('do not fall twice for the same message once they were counted again', async () => {
    const { grant, left } = plant(account(5), [sent('a'), sent('b')]);
    expect((await grant({ task: 'accept' }))[0]).toMatchObject({ key: 'task', left: 4 });
    expect(await left()).toMatchObject({ task: 4 });
    await grant({ verify: 'accept' }, NOW + 1);
    expect(await left()).toMatchObject({ task: 4, verify: 1 });
  });

  it.each([
    ['a second ago', NOW - 1000],
    ['a millisecond ago', NOW],
  ])('fall once when two taps meet that both saw the message (last counted %s)', async (_, remindersAt) => {
    const { grant, left } = plant({ ...account(5), remindersAt }, [sent('a', { at: NOW + 1 })]);
    await Promise.all([grant({ task: 'accept' }, NOW + 1), grant({ task: 'accept' }, NOW + 2)]);
    expect((await left())['task']).toBe(6);
  });

  it('leave a message that went out after the count to the next count', async () => {
    const { grant, left } = plant(account(5), [sent('a', { at: NOW + 5 })]);
    expect((await grant({ task: 'accept' }))[0]).toMatchObject({ left: 6 });
    expect(await left()).toMatchObject({ task: 5 });
  });

  const refused = sent('refused', { channels: bySubscription('refused', 43101) });

  it('are 0 after a refusal, and start from 0 with the next acceptance', async () => {
    const { grant, left } = plant(account(5), [sent('a'), refused]);
    expect(await left()).toMatchObject({ task: 0 });
    await grant({ task: 'accept' });
    expect(await left()).toMatchObject({ task: 1 });
  });

  it('start from 0 when nobody looked between the refusal and the acceptance', async () => {
    const { grant, left } = plant(account(5), [refused]);
    expect((await grant({ task: 'accept' }))[0]).toMatchObject({ left: 1 });
    expect(await left()).toMatchObject({ task: 1 });
  });

  it('look through a refusal once', async () => {
    const { accounts, deliveries, left } = plant({ ...account(5), reminders: { task: 5, verify: 2 } }, [
      refused,
    ]);
    expect(await left()).toMatchObject({ task: 0, verify: 2 });
    expect(accounts.rows.get(OWNER.id)).toMatchObject({ balance: 12, reminders: { task: 0, verify: 2 } });
    expect(await left()).toMatchObject({ task: 0, verify: 2 });
    expect([accounts.calls, deliveries.calls]).toEqual([{ get: 2, updateIf: 1 }, { find: 2 }]);
  });

  it('keep an acceptance that comes while a refusal is found', async () => {
    const { grant, left } = plant(account(5), [refused]);
    await Promise.all([left(), grant({ task: 'accept' }), left()]);
    expect(await left()).toMatchObject({ task: 1 });
  });
});
