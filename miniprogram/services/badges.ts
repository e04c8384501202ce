/** The numbers on the tab bar: orders that wait for me, and messages that nobody read. */
import { MINUTE } from '../shared/time';
import { call } from './call';
import { isCovered } from './reporter';
import { keep } from './storage';
import { whoAmI } from './session';

/** Their places in the tab bar. */
const PLACES = { orders: 1, messages: 2 } as const;

/** Messages are counted again after this long (ms). */
const FRESH = MINUTE;

let countedAt = 0;

/** Puts a number on a tab; none takes it off. @param more - there are more than these */
export function badge(tab: keyof typeof PLACES, count: number, more = false): void {
  // Only pages with a tab bar have a badge; a number that was refused elsewhere is put there with the next look.
  const fail = (): void => {
    countedAt = 0;
  };
  const at = { index: PLACES[tab], fail };
  // On a phone that a team shares the numbers are for the person whose phone it is.
  if (count === 0 || isCovered()) wx.removeTabBarBadge(at);
  else wx.setTabBarBadge({ ...at, text: more ? `${count}+` : String(count) });
}

/** Counts the unread messages; what was read for it is there when 消息 is opened without a network. */
export async function countUnread(): Promise<void> {
  const now = Date.now();
  if (now - countedAt < FRESH) return;
  countedAt = now;
  try {
    const page = await call('notices.list', {}, { again: false });
    keep(whoAmI(), 'notices', page);
    badge('messages', page.notices.filter(({ read }) => !read).length);
  } catch {
    // The number comes with the next look.
    countedAt = 0;
  }
}
