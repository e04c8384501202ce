import { guestId, identify } from '../../../cloudfunctions/features/people/identify';
import { person, rollOf } from './roll';

it('finds the person bound to a phone with exactly one call, every time', async () => {
  const { store, calls } = rollOf(person('wang', { openid: 'oWang', roles: ['supervisor'] }));
  for (let n = 1; n <= 3; n += 1) {
    expect(await identify('oWang', store)).toMatchObject({
      kind: 'person',
      id: 'wang',
      roles: ['supervisor'],
    });
    expect(calls()).toBe(n);
  }
});

it('takes an unknown phone for a guest, with one call', async () => {
  const { store, calls } = rollOf(person('wang'));
  const guest = await identify('oStranger', store);
  expect(guest).toEqual({
    kind: 'guest',
    id: guestId('oStranger'),
    name: '未绑定同事',
    roles: [],
    departmentId: null,
    openid: 'oStranger',
    person: null,
  });
  expect(calls()).toBe(1);
});

it('names a guest the same every time without telling the openid', () => {
  expect(guestId('oStranger')).toMatch(/^g-[0-9a-f]{20}$/);
  expect(guestId('oStranger')).toBe(guestId('oStranger'));
  expect(guestId('oStranger')).not.toBe(guestId('oOther'));
});

it('takes away every right with the next call after somebody left', async () => {
  const { store, people } = rollOf(person('wang', { openid: 'oWang', roles: ['admin'] }));
  await people.updateIf({ _id: 'wang' }, { status: 'left' });
  expect(await identify('oWang', store)).toMatchObject({ kind: 'guest', id: guestId('oWang'), roles: [] });
});

it('does not take a phone for those who have none', async () => {
  const { store } = rollOf(person('wang'), person('li'));
  expect((await identify('', store)).kind).toBe('guest');
});

it('takes the later of two people bound to one phone at the same moment', async () => {
  const { store } = rollOf(
    person('a', { openid: 'o', boundAt: 2 }),
    person('b', { openid: 'o', boundAt: 3 }),
    person('c', { openid: 'o', boundAt: 4, status: 'left' }),
  );
  expect((await identify('o', store)).id).toBe('b');
});
