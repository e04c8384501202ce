/** How long is left, and whose turn it is, as the phone says it. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import {
  dueSentence,
  greeting,
  parts,
  stamp,
  stateWord,
  taskOf,
  tickEvery,
  toneOf,
  turnTitle,
  twoLines,
  usedShare,
} from '../../../miniprogram/services/core/turn';
import { TEXT } from '../../../miniprogram/shared/text';
import { STATES } from './forms';

const said = (ms: number): string =>
  parts(ms)
    .map(({ n, unit }) => `${n} ${unit}`)
    .join(' ');

describe('parts', () => {
  it.each([
    [5 * HOUR, '5 小时'],
    [5 * HOUR + 40 * MINUTE, '5 小时 40 分'],
    [3 * DAY + HOUR, '3 天'],
    [48 * MINUTE, '48 分钟'],
    [9 * MINUTE + 30_000, '9 分 30 秒'],
    [-12 * MINUTE, '12 分钟'],
    [-(HOUR + 40 * MINUTE), '1 小时 40 分'],
    [-1, '1 分钟'],
  ])('%d ms is %s', (ms, text) => {
    expect(said(ms)).toBe(text);
  });

  it('never says a negative number, and at most two parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * DAY, max: 40 * DAY }), (ms) => {
        const all = parts(ms);
        expect(all.length).toBeLessThanOrEqual(2);
        for (const { n } of all) expect(Number(n)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a count-down', () => {
  it('is drawn by the second in the last ten minutes only', () => {
    expect(tickEvery(10 * MINUTE - 1, 0)).toBe(1_000);
    expect(tickEvery(10 * MINUTE, 0)).toBeGreaterThan(1_000);
    expect(tickEvery(0, 1)).toBeGreaterThan(1_000);
  });

  it('fills between 0 and 100', () => {
    expect([usedShare(0, 10, -5), usedShare(0, 10, 5), usedShare(0, 10, 50), usedShare(9, 9, 9)]).toEqual([
      0, 50, 100, 100,
    ]);
  });
});

describe('whose turn it is', () => {
  it.each([
    ['rectifying', false, '轮到张工整改'],
    ['rectifying', true, '轮到张工整改（你）'],
    ['awaitingVerification', true, '轮到你看看，修好没有'],
    ['awaitingResponse', false, '轮到张工响应'],
    ['aStateOfTomorrow', false, '轮到张工处理'],
  ])('%s, mine: %s', (state, mine, title) => {
    expect(turnTitle(state, '张工', mine)).toBe(title);
  });

  it('comes in two lines where the server joined two', () => {
    expect(twoLines('轮到张工整改 · 还剩 5 小时')).toEqual({ turn: '轮到张工整改', left: '还剩 5 小时' });
    expect(twoLines('已关闭')).toEqual({ turn: '已关闭', left: '' });
  });
});

describe('the states of the shipped flows', () => {
  const open = STATES.filter(({ end }) => !end);

  it.each(open)('$flow $id: what its owner does has a word of its own', ({ id }) => {
    expect(turnTitle(id, '张工', false)).not.toBe(turnTitle('aStateOfTomorrow', '张工', false));
  });

  it.each(open)('$flow $id: its owner is told what to do', ({ id }) => {
    expect(taskOf(id)).not.toBe(TEXT.home.turnOther);
  });

  it.each(STATES.filter(({ end }) => end))('$flow $id is grey', ({ id }) => {
    expect(toneOf(id)).toBe('closed');
  });

  it.each(['暂缓整改', '待裁决', '待判定', '已停用', '自改待抽查'])('%s is outlined', (label) => {
    const states = STATES.filter((state) => state.label === label);
    expect(states.length).toBeGreaterThan(0);
    for (const { id } of states) expect(toneOf(id)).toBe('plain');
  });

  it('tells a worker that it is being looked after, and who decides what the house calls it', () => {
    expect(stateWord('ruling', '待裁决', ['worker'])).toBe('正在定由谁处理');
    expect(stateWord('ruling', '待裁决', [])).toBe('正在定由谁处理');
    expect(stateWord('ruling', '待裁决', ['worker', 'safety'])).toBe('待裁决');
    expect(stateWord('rectifying', '整改中', ['worker'])).toBe('整改中');
  });

  it('says of a deferral when it goes on', () => {
    const now = Date.parse('2026-11-22T02:00:00Z');
    expect(dueSentence('deferred', now + 10 * DAY, now)).toBe('12月2日 10:00 后接着改');
    expect(dueSentence('rectifying', now + HOUR, now)).toBe('11:00 前改好');
    expect(dueSentence('ruling', now + HOUR, now)).toBe('11:00 前');
  });
});

describe('the hour', () => {
  it.each([
    ['2026-11-22T01:00:00Z', '早'],
    ['2026-11-22T04:00:00Z', '中午好'],
    ['2026-11-22T09:59:00Z', '下午好'],
    ['2026-11-22T16:00:00Z', '晚上好'],
  ])('%s in +08:00 is greeted with %s', (iso, word) => {
    expect(greeting(Date.parse(iso))).toBe(word);
  });

  it('is written on pictures as +08:00', () => {
    expect(stamp(Date.parse('2026-11-21T16:05:00Z'))).toBe('11-22 00:05');
  });
});
