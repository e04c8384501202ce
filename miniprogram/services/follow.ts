/** The follow keys of this phone: kept in its storage and nowhere else; whoever has one reads and answers without a name. */
import type { OrderView } from '../../typings/api';
import { call } from './call';
import type { Draft } from './core/draft';
import { followedOf, hexOf, isFollowed, KEY_BYTES, type Followed } from './core/follow';
import { load, save } from './storage';

const FOLLOWED = 'followed.v1';

/** Newest first. */
export function followed(): Followed[] {
  const saved = load(FOLLOWED);
  return Array.isArray(saved) ? saved.filter(isFollowed) : [];
}

export const followedById = (id: string): Followed | null => followed().find((one) => one.id === id) ?? null;

/** @throws when the phone has no room: a report whose key is not kept must not go */
const put = (all: Followed[]): void => save(FOLLOWED, all);

const patch = (id: string, change: Partial<Followed>): void =>
  put(followed().map((one) => (one.id === id ? { ...one, ...change } : one)));

/** Bytes that nobody can foresee. @throws when the phone gives none */
const randomBytes = (length: number): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(randomValues),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });

/**
 * The key of a draft that gives no name, on disk before anything of the draft goes; always the same for one draft.
 * @returns null for a draft with a name
 */
export async function followKeyOf(draft: Draft): Promise<string | null> {
  if (draft.content.visibility !== 'anonymous') return null;
  const known = followedById(draft.id);
  if (known !== null) return known.key;
  const key = hexOf(await randomBytes(KEY_BYTES));
  put([followedOf(draft, key), ...followed()]);
  return key;
}

/** The report has its number. */
export function noteNumber(id: string, number: string): void {
  try {
    patch(id, { number });
  } catch {
    // The key is there; the number is read with the order.
  }
}

/** Takes one off this phone; then nobody can follow it any more. */
export const unfollow = (id: string): void => put(followed().filter((one) => one.id !== id));

/** All words up to now were read. */
export const noteRead = (id: string, read: number): void => {
  if (followedById(id)?.read !== read) patch(id, { read });
};

/**
 * An order that a key of this phone leads to, without buttons.
 * @param of - the anonymous report whose key it is; the order may be the one into which that was merged
 * @throws CallFailure
 */
export const readFollowed = (id: string, of: string = id): Promise<OrderView> =>
  call('orders.follow', { id, key: followedById(of)?.key ?? '' });
