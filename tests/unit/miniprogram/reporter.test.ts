/** Whose report it is: whose drafts are seen on a phone of a team, and who stands first in its list. */
import {
  colleagueOf,
  glanceAt,
  isOf,
  matching,
  ranked,
  RECENT,
  withRecent,
} from '../../../miniprogram/services/core/reporter';
import type { Draft } from '../../../miniprogram/services/core/draft';
import { reportInput } from '../../../miniprogram/services/core/draft';

const LI = { id: 'p-1', name: '李四', post: '焊工' };
const WANG = { id: 'p-2', name: '王五', post: '吊装工' };
const ZHAO = { id: 'p-3', name: '赵六', post: '焊工' };

const draftOf = (reporter?: { id: string; name: string } | null): Draft => ({
  schema: 1,
  id: 'd',
  requestId: 'r',
  createdAt: 0,
  state: 'editing',
  content: {
    templateId: 't',
    description: '',
    areaId: 'a',
    pointId: null,
    placeSource: 'chosen',
    position: null,
    observedAt: null,
    visibility: 'named',
    title: '',
    placeText: '',
    ...(reporter === undefined ? {} : { reporter }),
  },
  photos: [],
  sendAt: 0,
  attempts: 0,
  note: null,
  receipt: null,
});

describe('a draft on a phone of a team', () => {
  it.each([
    ['the colleague’s, to them', draftOf(LI), LI, true],
    ['the colleague’s, to another', draftOf(LI), WANG, false],
    ['the colleague’s, to whose phone it is', draftOf(LI), 'self' as const, false],
    ['the own one, to whose phone it is', draftOf(null), 'self' as const, true],
    ['one from before the switch, to whose phone it is', draftOf(), 'self' as const, true],
    ['the own one, to a colleague', draftOf(null), LI, false],
    ['any, while nobody said who they are', draftOf(), 'nobody' as const, false],
  ])('%s', (_, draft, present, seen) => {
    expect(isOf(draft, true, present)).toBe(seen);
    expect(isOf(draft, false, present)).toBe(true);
  });
});

describe('an order on a phone of a team', () => {
  it.each([
    ['to whose phone it is', LI.id, 'self' as const, { covered: false, readOnly: false }],
    ['to the colleague who reported it', LI.id, LI, { covered: false, readOnly: true }],
    ['to another colleague', LI.id, WANG, { covered: true, readOnly: true }],
    ['to a colleague who may not know who reported it', null, LI, { covered: true, readOnly: true }],
    ['while nobody said who it is', LI.id, 'nobody' as const, { covered: true, readOnly: true }],
    ['to a colleague while it is not read yet', undefined, LI, { covered: false, readOnly: true }],
    ['to nobody while it is not read yet', undefined, 'nobody' as const, { covered: true, readOnly: true }],
  ])('%s', (_what, reporterId, present, glance) => {
    expect(glanceAt(reporterId, present)).toEqual(glance);
  });
});

it('goes to the server under the colleague, and without one under nobody else', () => {
  expect(reportInput(draftOf(LI))).toMatchObject({ forPersonId: 'p-1' });
  for (const own of [draftOf(null), draftOf()]) expect(reportInput(own)).not.toHaveProperty('forPersonId');
  expect([colleagueOf('self'), colleagueOf('nobody'), colleagueOf(LI)]).toEqual([null, null, LI]);
});

it('puts those who reported last first and leaves the others as they came', () => {
  expect(ranked([LI, WANG, ZHAO], ['p-3', 'p-9'])).toEqual([ZHAO, LI, WANG]);
  expect(ranked([LI, WANG, ZHAO], [])).toEqual([LI, WANG, ZHAO]);
});

it('remembers each of them once, the last first, and not for ever', () => {
  expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
  const many = Array.from({ length: RECENT + 3 }, (__, index) => `p-${index}`);
  expect(withRecent(many, 'new')).toHaveLength(RECENT);
});

it('finds by name and post', () => {
  expect(matching([LI, WANG, ZHAO], ' 焊 ')).toEqual([LI, ZHAO]);
  expect(matching([LI, WANG, ZHAO], '')).toEqual([LI, WANG, ZHAO]);
  expect(matching([LI], '张')).toEqual([]);
});
