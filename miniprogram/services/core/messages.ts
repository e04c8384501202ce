/** Messages as rows: when they came, and which of them nobody read yet. Pure. */
import type { NoticeView } from '../../../typings/api';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

/** A message; `orderId` is empty when it speaks of none. */
export interface MessageRow {
  id: string;
  title: string;
  lines: { key: string; text: string }[];
  when: string;
  read: boolean;
  orderId: string;
  /** Where a tap leads; empty when it leads nowhere. */
  page: NonNullable<NoticeView['page']> | '';
  /** Of what that page opens, where it is no order; else empty. */
  subjectId: string;
}

/** What the page shows. */
export interface MessageList {
  rows: MessageRow[];
  unread: number;
  /** 「3 条没看」 */
  unreadText: string;
}

const listOf = (rows: MessageRow[]): MessageList => {
  const unread = rows.filter(({ read }) => !read).length;
  return { rows, unread, unreadText: fill(TEXT.messages.unread, { count: unread }) };
};

/** The rows so far with those of a further page, each message once. */
export function withPage(
  rows: readonly MessageRow[],
  notices: readonly NoticeView[],
  now: number,
): MessageList {
  const known = new Set(rows.map(({ id }) => id));
  const more = notices
    .filter(({ id }) => !known.has(id))
    .map(({ id, title, lines, at, read, orderId, page, subjectId = '' }): MessageRow => ({
      id,
      title,
      lines: lines.map((text, index) => ({ key: String(index), text })),
      when: whenText(at, now),
      read,
      orderId: orderId ?? '',
      page: page ?? '',
      subjectId,
    }));
  return listOf([...rows, ...more]);
}

/** The rows after some were looked at. */
export const withRead = (rows: readonly MessageRow[], ids: readonly string[]): MessageList =>
  listOf(rows.map((row) => (ids.includes(row.id) ? { ...row, read: true } : row)));
