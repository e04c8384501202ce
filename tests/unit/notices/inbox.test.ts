/** The inbox: pages newest first, and reading only what is one's own. */
import { INBOX_PAGE, listNotices, markRead } from '../../../cloudfunctions/features/notices/inbox';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import { NOW, ORDER, OWNER, row } from './fixtures';
import { memory } from './memory';

/** Every page of a person's inbox, by ids. */
async function walk(rows: ReturnType<typeof row>[], personId: string): Promise<string[][]> {
  const store = deliveryStore(memory(rows));
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listNotices>> = await listNotices(personId, cursor, store);
    pages.push(page.notices.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

describe('listNotices', () => {
  it('shows a row as the phone reads it, in one database call', async () => {
    const rows = memory([row('a'), row('b', { at: NOW - 1, readAt: NOW, orderId: null, orderNumber: null })]);
    expect(await listNotices(OWNER.id, null, deliveryStore(rows))).toEqual({
      notices: [
        {
          id: 'a',
          title: '有一单请你处理',
          lines: ['C-07 护栏松动'],
          at: NOW,
          read: false,
          orderId: ORDER._id,
          orderNumber: ORDER.number,
          page: 'order',
        },
        expect.objectContaining({ id: 'b', read: true, orderId: null, orderNumber: null }),
      ],
      cursor: null,
    });
    expect(rows.calls).toEqual({ find: 1 });
  });

  it.each([
    ['directive', 'directives'],
    ['directiveAnswered', 'directives'],
    ['handedOver', 'today'],
    ['pointsAwarded', null],
  ])('leads from %s about no order to %s', async (notice, page) => {
    const rows = memory([row('a', { notice, orderId: null, orderNumber: null })]);
    const { notices } = await listNotices(OWNER.id, null, deliveryStore(rows));
    expect(notices).toEqual([expect.objectContaining({ page })]);
  });

  it.each([0, 1, INBOX_PAGE, INBOX_PAGE + 1, 3 * INBOX_PAGE])(
    'walks %d rows, newest first, each once',
    async (count) => {
      const ids = Array.from({ length: count }, (_, i) => `n-${String(i).padStart(3, '0')}`);
      // Ids run against the time, so that the order can come from the time alone.
      const pages = await walk(
        ids.map((id, i) => row(id, { at: NOW - i })),
        OWNER.id,
      );
      expect(pages.flat()).toEqual(ids);
      expect(pages.every((page) => page.length <= INBOX_PAGE)).toBe(true);
      expect(pages).toHaveLength(Math.max(1, Math.ceil(count / INBOX_PAGE)));
    },
  );

  it('loses and repeats none of many rows written in the same millisecond', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `n-${String(i).padStart(3, '0')}`);
    const pages = await walk(
      ids.map((id) => row(id)),
      OWNER.id,
    );
    expect(pages.flat()).toEqual(ids.toReversed());
  });

  it('shows nobody else’s rows, on the first page and after', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      row(`n-${i}`, { at: NOW + i, to: i % 2 ? OWNER.id : 'guest-1' }),
    );
    const ids = (await walk(rows, 'guest-1')).flat();
    expect(ids).toHaveLength(30);
    expect(ids.every((id) => Number(id.slice(2)) % 2 === 0)).toBe(true);
  });

  it.each([
    '',
    'x',
    'null',
    ...[null, {}, [], [NOW], ['1', 'a'], [NOW, 1], [1.5, 'a'], [NOW, 'a', 'b'], { $gt: '' }].map((value) =>
      Buffer.from(JSON.stringify(value)).toString('base64url'),
    ),
  ])('refuses the cursor "%s"', async (cursor) => {
    const rows = memory([row('a')]);
    await expect(listNotices(OWNER.id, cursor, deliveryStore(rows))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      fields: { cursor: expect.stringMatching(/[一-鿿]/) as string },
    });
    expect(rows.calls).toEqual({});
  });
});

describe('markRead', () => {
  it('marks and counts own unread rows only, each once', async () => {
    const rows = memory([row('mine'), row('seen', { readAt: 1 }), row('other', { to: 'p-li' })]);
    const store = deliveryStore(rows);
    expect(await markRead(OWNER.id, ['mine', 'mine', 'seen', 'other', 'nowhere'], NOW, store)).toBe(1);
    expect([...rows.rows.values()].map(({ readAt }) => readAt)).toEqual([NOW, 1, null]);
    expect(await markRead(OWNER.id, ['mine'], NOW + 1, store)).toBe(0);
  });
});
