/** Who gives no name is known by a key, and by nothing of their own. */
import { guestId, idsOf } from '../../../cloudfunctions/features/people/identify';
import { followId, isFollowId, nameless } from '../../../cloudfunctions/features/people/nameless';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: {},
  collection: () => ({}),
  secret: () => 'a secret for tests, 32 characters or more',
}));

const KEY = '0f'.repeat(32);
const OTHER = 'f0'.repeat(32);

it('is the same for one key on any phone, and another for another key on the same phone', () => {
  expect(nameless('o-1', KEY).id).toBe(nameless('o-2', KEY).id);
  expect(nameless('o-1', KEY).id).not.toBe(nameless('o-1', OTHER).id);
});

it('cannot be led back to the key', () => {
  expect(followId(KEY)).toMatch(/^a-[0-9a-f]{40}$/);
  expect(followId(KEY)).not.toContain(KEY.slice(0, 8));
});

it('has no name, no role, no person, and no id but that of the key', () => {
  const actor = nameless('o-1', KEY);
  expect(actor).toMatchObject({
    kind: 'guest',
    name: '匿名同事',
    roles: [],
    departmentId: null,
    person: null,
  });
  expect(idsOf(actor)).toEqual([followId(KEY)]);
  expect(idsOf(actor)).not.toContain(guestId('o-1'));
});

it.each([
  [followId(KEY), true],
  [guestId('o-1'), false],
  ['p-030', false],
  ['a-1', false],
  [`${followId(KEY)}0`, false],
])('%s: %p', (id, is) => {
  expect(isFollowId(id)).toBe(is);
});
