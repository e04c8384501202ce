/** The hint follows one loop by what really happened. */
import type { CaseOfPlant } from '../../../../devtools/cloud/control/shapes';
import { follow, hintOf } from '../../../../devtools/console/page/hint';

const found = (id: string, foundAt: number, ring = 2): CaseOfPlant => ({
  id,
  title: id,
  foundAt,
  ring,
  turn: null,
});
const PHONES = ['oWorker', 'oChief', 'oFixer'];

describe('the hint follows', () => {
  const fresh = { since: 100, followed: null };

  it('nothing that was there before', () => {
    expect(follow(fresh, [found('old', 99)], 200)).toEqual(fresh);
  });

  it('the first case found since it began, whatever comes after', () => {
    const trace = follow(fresh, [found('second', 160), found('first', 150)], 200);
    expect(trace.followed).toBe('first');
    expect(follow(trace, [found('second', 160), found('first', 150, 3)], 200).followed).toBe('first');
  });

  it('the same case while it is not among those that moved last', () => {
    expect(follow({ since: 151, followed: 'first' }, [found('second', 160)], 200).followed).toBe('first');
  });

  it('the next case only when the first is closed', () => {
    const trace = { since: 151, followed: 'first' };
    expect(follow(trace, [found('first', 150, 5)], 200).followed).toBe('first');
    expect(follow(trace, [found('second', 160), found('first', 150, 5)], 200).followed).toBe('second');
  });

  it('what is found after the clock was put back', () => {
    const trace = follow(fresh, [], 50);
    expect(follow(trace, [found('new', 60)], 70).followed).toBe('new');
  });
});

describe('the three steps', () => {
  const states = (ring: number): string[] =>
    hintOf(found('c', 1, ring), PHONES).steps.map(({ state }) => state);

  it.each([
    [1, ['current', 'ahead', 'ahead']],
    [2, ['done', 'current', 'ahead']],
    [3, ['done', 'done', 'current']],
    [4, ['done', 'done', 'current']],
    [5, ['done', 'done', 'done']],
  ])('with %i segments of the ring are %j', (ring, expected) => {
    expect(states(ring)).toEqual(expected);
  });

  it('begin with the words of the design', () => {
    expect(hintOf(undefined, PHONES).steps.map(({ text }) => text)).toEqual([
      '左边随手拍',
      '中间收到通知，派人去改',
      '右边改好，左边复核',
    ]);
  });

  it('tell the title once it is closed', () => {
    expect(hintOf(found('地面油滑', 1, 5), PHONES).closed).toBe('地面油滑');
    expect(hintOf(found('地面油滑', 1, 4), PHONES).closed).toBeNull();
  });
});

describe('whose turn it is', () => {
  const turn = (ring: number, openid: string): CaseOfPlant => ({
    ...found('c', 1, ring),
    turn: { openid, name: '唐立新' },
  });

  it.each([
    [2, 1],
    [3, 2],
    [4, 0],
  ])('with %i segments a person without a phone is offered phone %i', (ring, slot) => {
    expect(hintOf(turn(ring, 'oOther'), PHONES).invite).toEqual({ slot, openid: 'oOther', name: '唐立新' });
  });

  it('is said by where that person’s phone is', () => {
    const { invite, steps } = hintOf(turn(3, 'oChief'), PHONES);
    expect(invite).toBeNull();
    expect(steps[2]?.text).toBe('中间改好，左边复核');
    expect(hintOf(turn(4, 'oFixer'), PHONES).steps[2]?.text).toBe('右边改好，右边复核');
  });
});
