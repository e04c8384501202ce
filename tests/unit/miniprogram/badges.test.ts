/** The numbers on the tab bar: one that could not be put there is counted again with the next look. */
import { join } from 'node:path';
import { root } from '../../support/process';

interface Badges {
  badge(tab: 'orders' | 'messages', count: number, more?: boolean): void;
  countUnread(): Promise<void>;
}

interface Badge {
  index: number;
  text?: string;
  fail: () => void;
}

let badges: Badges;
/** What was put on the tabs, by index; '' for nothing. */
let shown: [number, string][];
let asked = 0;
/** Whether the page on top has a tab bar. */
let hasTabs = true;

const put = ({ index, text = '', fail }: Badge): void => {
  if (hasTabs) shown.push([index, text]);
  else fail();
};

const wx = {
  getStorageSync: () => '',
  setStorageSync: () => undefined,
  setTabBarBadge: put,
  removeTabBarBadge: put,
  cloud: {
    callFunction: () => {
      asked += 1;
      const notices = [{ read: false }, { read: true }, { read: false }];
      return Promise.resolve({ result: { ok: true, data: { notices, cursor: null } } });
    },
  },
};

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  badges = (await import(join(root, 'miniprogram/services/badges'))) as Badges;
});

beforeEach(() => {
  shown = [];
  hasTabs = true;
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

it('counts again at once when the number was refused, and not for a while when it was taken', async () => {
  hasTabs = false;
  await badges.countUnread();
  hasTabs = true;
  await badges.countUnread();
  await badges.countUnread();
  expect([asked, shown]).toEqual([2, [[2, '2']]]);
});

it('says that there are more, and takes a number of nothing off', () => {
  badges.badge('orders', 20, true);
  badges.badge('orders', 0);
  expect(shown).toEqual([
    [1, '20+'],
    [1, ''],
  ]);
});
