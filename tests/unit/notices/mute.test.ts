/** Who has no message left: counted for many people in two calls. */
import { accountStore } from '../../../cloudfunctions/features/accounts/store';
import { mutePeople } from '../../../cloudfunctions/features/notices/mute';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import type { Account, Delivery } from '../../../typings/domain';
import { bySubscription, NOTICES, NOW, row } from './fixtures';
import { memory } from './memory';

const account = (id: string, reminders: Record<string, number>, remindersAt = NOW - 1000): Account => ({
  _id: id,
  schema: 1,
  balance: 0,
  reminders,
  remindersAt,
});

const PEOPLE = ['p-full', 'p-other', 'p-spent', 'p-refused', 'p-never', 'p-late'].map((id) => ({
  id,
  name: id,
}));

function plant() {
  const accounts = memory<Account>([
    account('p-full', { task: 2 }),
    account('p-other', { verify: 5 }),
    account('p-spent', { task: 1 }),
    account('p-refused', { task: 9 }),
    account('p-late', { task: 1 }, NOW),
  ]);
  const rows = memory<Delivery>([
    row('a', { to: 'p-full' }),
    row('b', { to: 'p-spent' }),
    row('c', { to: 'p-refused', channels: bySubscription('refused', 43101) }),
    row('d', { to: 'p-late', at: NOW - 500 }),
  ]);
  return { accounts, rows, ports: { accounts: accountStore(accounts), deliveries: deliveryStore(rows) } };
}

it('lists those to whom what must reach them can no longer be sent', async () => {
  const { ports } = plant();
  const mute = await mutePeople(PEOPLE, NOTICES, NOW, ports);
  expect(mute.map(({ person }) => person.id)).toEqual(['p-other', 'p-spent', 'p-refused', 'p-never']);
});

it('asks twice, however many people there are, and once when nobody has anything left', async () => {
  const { accounts, rows, ports } = plant();
  await mutePeople(PEOPLE, NOTICES, NOW, ports);
  expect([accounts.calls, rows.calls]).toEqual([{ find: 1 }, { find: 1 }]);
  await mutePeople(PEOPLE.slice(4, 5), NOTICES, NOW, ports);
  expect([accounts.calls, rows.calls]).toEqual([{ find: 2 }, { find: 1 }]);
});
