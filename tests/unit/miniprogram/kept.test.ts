/** 系统记录了我什么, as the page says it. */
import { keptCards } from '../../../miniprogram/services/core/kept';
import { TEXT } from '../../../miniprogram/shared/text';
import type { KeptKind } from '../../../typings/api';

const NOW = Date.parse('2026-11-25T09:00:00+08:00');

const kind = (fields: Partial<KeptKind>): KeptKind => ({
  id: 'reports',
  title: '你报的隐患',
  what: '内容',
  why: '改隐患',
  seenBy: '处理的人',
  until: '2 年',
  n: 2,
  more: false,
  newest: [],
  ...fields,
});

it.each([
  [{ n: 2 }, '2 条'],
  [{ n: 500, more: true }, '500 条以上'],
  [{ n: 0 }, TEXT.kept.none],
  [{ n: null }, ''],
])('counts %j as 「%s」', (fields, count) => {
  expect(keptCards([kind(fields)], NOW)[0]?.count).toBe(count);
});

it('says when, where it is known', () => {
  const newest = [
    { at: NOW - 60_000, text: 'YH-1' },
    { at: 0, text: '李四' },
  ];
  expect(keptCards([kind({ newest })], NOW)[0]?.newest).toEqual([
    { key: 'reports-0', when: '08:59', text: 'YH-1' },
    { key: 'reports-1', when: '', text: '李四' },
  ]);
});
