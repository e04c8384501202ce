/** Pages of what only grows at its head: newest first, ties by id, resumed after the last row that was shown. */
import type { Millis } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { _ } from './sdk';

/** Where a page ended. */
export interface Cursor {
  at: Millis;
  id: string;
}

/** Rows of one page and where the next begins; `cursor` is null on the last page. */
export interface Page<T> {
  rows: T[];
  cursor: string | null;
}

/** The longest cursor a phone may hand back, in characters. */
export const MAX_CURSOR = 400;

/** A cursor as opaque text. */
export const encodeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

/**
 * Reads a cursor that a phone handed back; nothing means the first page.
 * @throws AppError BAD_REQUEST when the text is none of ours
 */
export function decodeCursor(text: string | null | undefined): Cursor | null {
  if (text === null || text === undefined) return null;
  try {
    const [at, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (Number.isSafeInteger(at) && typeof id === 'string' && rest.length === 0)
      return { at: Number(at), id };
  } catch {
    // Neither JSON nor a list: refused below like every other foreign text.
  }
  throw new AppError('BAD_REQUEST', {}, { cursor: '列表已经变了，请回到开头再往下翻' });
}

/**
 * Conditions for the rows after a cursor, in the order time desc, `_id` desc.
 * @param where - conditions of the whole list; must not name the time
 * @param path - the field that holds the time
 */
export function after(where: Record<string, unknown>, cursor: Cursor | null, path = 'at'): object {
  if (cursor === null) return where;
  const { at, id } = cursor;
  // The outer bound repeats what the alternatives say, so that the index on the time is entered at the cursor.
  return _.and([{ ...where, [path]: _.lte(at) }, _.or([{ [path]: _.lt(at) }, { _id: _.lt(id) }])]);
}

/**
 * Cuts what was read into a page.
 * @param read - up to `size` + 1 rows: the one too many tells that there is more
 * @param timeOf - the time a row is ordered by
 */
export function pageOf<T extends { _id: string }>(
  read: T[],
  size: number,
  timeOf: (row: T) => Millis,
): Page<T> {
  const rows = read.slice(0, size);
  const last = rows.at(-1);
  const more = read.length > size && last !== undefined;
  return { rows, cursor: more ? encodeCursor({ at: timeOf(last), id: last._id }) : null };
}
