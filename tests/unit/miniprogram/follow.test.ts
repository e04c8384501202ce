/** Reports without a name on the phone: their keys, what a draft may still become, and how they are listed. */
import { newDraft, reportInput, type Draft } from '../../../miniprogram/services/core/draft';
import {
  followedOf,
  followedRow,
  hexOf,
  isFollowed,
  revised,
  whyNamed,
  type Followed,
} from '../../../miniprogram/services/core/follow';
import { TEXT } from '../../../miniprogram/shared/text';
import { orderView } from './orders';
import { CONTENT, photo } from './phone';

const KEY = '0f'.repeat(32);
const AT = Date.parse('2026-11-23T10:37:12+08:00');
const t = TEXT.nameless;

const draft = (change: Partial<Draft> = {}): Draft => ({
  ...newDraft('d1', 'r1', AT, { ...CONTENT, observedAt: AT }),
  ...change,
});
const anonymous = { ...CONTENT, visibility: 'anonymous' } as const;

it('spells bytes in two digits each', () => {
  expect(hexOf(new Uint8Array([0, 10, 255]).buffer)).toBe('000aff');
});

describe('what is sent without a name', () => {
  const photos = [{ ...photo('a'), takenAt: AT, fileId: 'cloud://a' }];

  it('carries its key, and neither clock nor moment of the phone', () => {
    const input = reportInput(draft({ content: anonymous, photos }), KEY);
    expect(input).toMatchObject({ visibility: 'anonymous', followKey: KEY, observedAt: null });
    expect(input.photos).toEqual([{ fileId: 'cloud://a', source: 'camera', takenAt: null }]);
    expect(JSON.stringify(input)).not.toContain(String(AT));
  });

  it('is what it was for who gives a name', () => {
    const input = reportInput(draft({ photos }));
    expect(input).toMatchObject({ visibility: 'named', observedAt: AT, photos: [{ takenAt: AT }] });
    expect(input).not.toHaveProperty('followKey');
  });
});

describe('whether a draft may go without a name', () => {
  const voice = { id: 'v', path: 'saved/v.mp3', seconds: 3, takenAt: AT, fileId: null };

  it.each<[string, Partial<Draft>, string]>([
    ['nothing stands against it', { photos: [photo('a')] }, ''],
    ['they mended it themselves', { content: { ...CONTENT, mended: true } }, t.notMended],
    [
      'it is a colleague’s',
      { content: { ...CONTENT, reporter: { id: 'p-1', name: '李四' } } },
      t.notForOthers,
    ],
    ['a voice tells who it is', { voice }, t.notSpoken],
    ['a photo is up under their name', { photos: [{ ...photo('a'), fileId: 'cloud://a' }] }, t.notSent],
    ['a photo carries the minute', { photos: [{ ...photo('a'), marked: true }] }, t.notSent],
  ])('%s', (_, change, why) => {
    expect(whyNamed(draft(change))).toBe(why);
  });

  it('stays so while its own photos are on their way', () => {
    expect(whyNamed(draft({ content: anonymous, photos: [{ ...photo('a'), marked: true }] }))).toBe('');
  });
});

describe('a changed draft', () => {
  const newId = () => 'r2';

  it('has nothing in common with a try under a name', () => {
    expect(revised(draft(), { visibility: 'anonymous' }, newId)).toEqual({
      content: { ...CONTENT, observedAt: AT, visibility: 'anonymous' },
      requestId: 'r2',
    });
  });

  it('keeps its intent as long as it stays without one', () => {
    expect(revised(draft({ content: anonymous }), { title: '另一种' }, newId)).toEqual({
      content: { ...anonymous, title: '另一种' },
    });
  });

  it('keeps the name under which it went out', () => {
    const out = draft({ photos: [{ ...photo('a'), fileId: 'cloud://a' }] });
    const { content, requestId } = revised(out, { visibility: 'anonymous', title: '另一种' }, newId);
    expect(content).toMatchObject({ visibility: 'named', title: '另一种' });
    expect(requestId).toBeUndefined();
  });
});

describe('what the phone keeps', () => {
  it('is enough to find it again', () => {
    const kept = followedOf(draft(), KEY);
    expect(kept).toEqual({
      id: 'd1',
      key: KEY,
      at: AT,
      title: '气瓶未固定',
      placeText: 'C-07 焊接一区',
      number: null,
      read: 0,
    });
    expect(isFollowed(kept)).toBe(true);
  });

  it.each([null, 7, {}, { id: 'd1' }, { key: KEY }])('%j is none of it', (value) => {
    expect(isFollowed(value)).toBe(false);
  });
});

describe('a row', () => {
  const kept: Followed = { ...followedOf(draft(), KEY), number: 'YH-20261123-0007' };
  const said = { id: 'c', at: AT, who: '王大勇', text: '在哪一侧？', photos: [], mentions: [] };

  it('tells the day and never the minute', () => {
    const { detail, sentence } = followedRow(kept, null);
    expect(detail).toBe('YH-20261123-0007 · C-07 焊接一区 · 2026-11-23');
    expect(sentence).toBe(t.notHeard);
  });

  it.each([
    [0, 0, ''],
    [2, 0, '2 条新回话'],
    [2, 1, '1 条新回话'],
    [1, 3, ''],
  ])('of %i words, %i of them read: %j', (count, read, news) => {
    const order = orderView({ comments: Array.from({ length: count }, () => said) });
    expect(followedRow({ ...kept, read }, order).news).toBe(news);
  });
});
