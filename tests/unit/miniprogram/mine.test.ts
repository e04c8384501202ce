/** 「我的上报」 on the phone: what a card shows of a report, and how pages are put together. */
import { mineCard } from '../../../miniprogram/services/core/mine';
import type { MyReport } from '../../../typings/api';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');

const report = (change: Partial<MyReport> = {}): MyReport => ({
  id: 'o-1',
  number: 'YH-20261122-0007',
  title: '气瓶未固定',
  state: { id: 'rectifying', label: '整改中', ring: 3, end: false },
  place: { areaName: '焊接区', pointNo: 'C-07', riskColor: 'orange' },
  reportedAt: NOW - 86_400_000,
  sentence: '张工在改',
  yours: false,
  before: null,
  after: null,
  thanks: null,
  declined: null,
  points: 0,
  through: null,
  into: null,
  ...change,
});

const card = (change: Partial<MyReport> = {}): ReturnType<typeof mineCard> => mineCard(report(change), NOW);

it('says where and when, and who sent it', () => {
  expect(card().facts).toBe('焊接区 C-07 · 昨天 10:00');
  expect(card({ through: '周强' }).facts).toBe('焊接区 C-07 · 昨天 10:00 · 周强帮你报的');
  expect(card({ place: { areaName: '食堂', pointNo: null, riskColor: 'blue' } }).facts).toMatch(/^食堂 · /);
});

it('shows the pictures that there are, the one before first', () => {
  expect(card().pair).toEqual([]);
  expect(card({ before: 'b' }).pair.map(({ word }) => word)).toEqual(['之前']);
  expect(card({ before: 'b', after: 'a' }).pair.map(({ word, url }) => [word, url])).toEqual([
    ['之前', 'b'],
    ['改好后', 'a'],
  ]);
});

it('gives the fixer’s thanks by name', () => {
  expect(card({ thanks: { by: '李工', text: '谢谢，改好了' } }).thanks).toBe('李工：谢谢，改好了');
  expect(card().thanks).toBe('');
});

it('says what was earned, and lost', () => {
  expect(card({ points: 10 }).points).toBe('+10 积分');
  expect(card({ points: -10 }).points).toBe('-10 积分');
  expect(card().points).toBe('');
});

it('answers politely what was no hazard, with its points or without', () => {
  const declined = { by: '张工', reason: '已经换过新的了' };
  expect(card({ declined, points: 2 })).toMatchObject({
    declined: '已经换过新的了',
    consoled: '谢谢你留心，2 积分记上了',
    points: '',
  });
  expect(card({ declined })).toMatchObject({ consoled: '谢谢你留心，下次看见照样报', points: '' });
});

it('opens the order that it was merged into', () => {
  expect(card()).toMatchObject({ opens: 'o-1', follow: '' });
  expect(card({ into: { id: 'o-2', number: 'YH-20261121-0001' } })).toMatchObject({
    opens: 'o-2',
    follow: '去看 YH-20261121-0001',
  });
});
