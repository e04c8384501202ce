/** What the phone keeps: values under names, written before the call returns. */
import { CLIENT_VERSION } from './core/call';

/** Content that can be read again; dropped first when the storage is full. */
const CACHE = 'cache:';

/** What another version of the app kept may have another shape, so it is not read. */
const OWN_CACHE = `${CACHE}${CLIENT_VERSION}:`;

/** The saved value; undefined when there is none or it cannot be read. */
export function load(key: string): unknown {
  try {
    const value: unknown = wx.getStorageSync(key);
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Saves a value. A full storage gives up its cached content first. @throws when even then there is no room */
export function save(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value);
  } catch {
    dropCached(() => true);
    wx.setStorageSync(key, value);
  }
}

function dropCached(isDropped: (key: string) => boolean): void {
  for (const key of wx.getStorageInfoSync().keys) {
    if (key.startsWith(CACHE) && isDropped(key)) wx.removeStorageSync(key);
  }
}

/** Makes room: drops the content that other versions of the app kept. */
export function dropOldCache(): void {
  try {
    dropCached((key) => !key.startsWith(OWN_CACHE));
  } catch {
    // The app starts all the same; the next start tries again.
  }
}

/** The last content of a page, with the time it was saved. */
export interface Cached<T> {
  value: T;
  at: number;
}

/** @param who - whose content it is: nobody reads another person's */
const cacheKey = (who: string, name: string): string => `${OWN_CACHE}${who}:${name}`;

/** Keeps a page's content for when there is no network. Losing it does no harm. */
export function keep(who: string, name: string, value: unknown): void {
  try {
    wx.setStorageSync(cacheKey(who, name), { value, at: Date.now() });
  } catch {
    // A full storage belongs to drafts.
  }
}

/** What {@link keep} saved last under this name, in the shape it was saved in. */
export function kept<T>(who: string, name: string): Cached<T> | null {
  return loadCached<T>(cacheKey(who, name));
}

/** A value that was saved with its time; null when there is none, or something else lies under its name. */
export function loadCached<T>(key: string): Cached<T> | null {
  const saved = load(key);
  if (typeof saved !== 'object' || saved === null) return null;
  const { value, at } = saved as Partial<Cached<T>>;
  return value == null || typeof at !== 'number' ? null : { value, at };
}
