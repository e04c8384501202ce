/** Messages: each once, and how many of them nobody read. */
import { withPage, withRead } from '../../../miniprogram/services/core/messages';
import { DAY } from '../../../miniprogram/shared/time';
import type { NoticeView } from '../../../typings/api';
import { NOW } from './orders';

const notice = (id: string, change: Partial<NoticeView> = {}): NoticeView => ({
  id,
  title: '有一单请你处理',
  lines: ['地点：总装区 C-10', '地点：总装区 C-10'],
  at: NOW,
  read: false,
  orderId: 'o-1',
  orderNumber: null,
  page: 'order',
  ...change,
});

it('says when each came and where it leads', () => {
  const { rows } = withPage(
    [],
    [notice('a'), notice('b', { at: NOW - DAY, orderId: null, page: null })],
    NOW,
  );
  expect(rows.map(({ when, orderId, page }) => [when, orderId, page])).toEqual([
    ['10:00', 'o-1', 'order'],
    ['昨天 10:00', '', ''],
  ]);
});

it('keeps lines apart that say the same', () => {
  const [row] = withPage([], [notice('a')], NOW).rows;
  expect(new Set(row?.lines.map(({ key }) => key)).size).toBe(2);
});

it('shows a message once that came with two pages', () => {
  const first = withPage([], [notice('a'), notice('b', { read: true })], NOW);
  const both = withPage(first.rows, [notice('b', { read: true }), notice('c')], NOW);
  expect(both.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(both).toMatchObject({ unread: 2, unreadText: '2 条没看' });
});

it('counts down what was looked at', () => {
  const { rows } = withPage([], [notice('a'), notice('b'), notice('c')], NOW);
  expect(withRead(rows, ['a', 'c'])).toMatchObject({
    unread: 1,
    rows: [{ read: true }, { read: false }, { read: true }],
  });
  expect(rows.every(({ read }) => !read)).toBe(true);
});
