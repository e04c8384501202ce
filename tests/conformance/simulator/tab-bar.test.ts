/** The tab bar: what an app changes about it, and that it does so only where the bar is. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
beforeEach(() => screen.open());
afterAll(() => screen.close());

/** Calls a function of `wx` and gives its errMsg. */
const call = (name: string, options: object): Promise<unknown> =>
  screen.ask(
    `__phone.wx.${name}(${JSON.stringify(options)}).then(({ errMsg }) => errMsg, ({ errMsg }) => errMsg)`,
  );

/** The bar as it is drawn: its ground, whether its edge is white, and each tab. */
const drawn = (): Promise<unknown> =>
  screen.ask(`(() => {
    const bar = document.querySelector('.phone-tabs');
    const tabs = [...bar.querySelectorAll('button')].map((tab) => ({
      text: tab.querySelector('span').textContent,
      color: getComputedStyle(tab).color,
      icon: tab.querySelector('img')?.src.split('/app')[1] ?? null,
      mark: tab.querySelector('b')?.textContent ?? null,
    }));
    return { ground: getComputedStyle(bar).backgroundColor, white: bar.classList.contains('border-white'), tabs };
  })()`);

const PLAIN = {
  ground: 'rgb(255, 255, 255)',
  white: false,
  tabs: [
    { text: '首页', color: 'rgb(11, 110, 79)', icon: null, mark: null },
    { text: '我的', color: 'rgb(102, 102, 102)', icon: null, mark: null },
  ],
};

const DARK = { color: '#93a19c', selectedColor: '#2fa596', backgroundColor: '#161e1c', borderStyle: 'white' };

it('starts as app.json says', async () => {
  expect(await drawn()).toEqual(PLAIN);
});

it('takes colours, and keeps them on the other tabs', async () => {
  expect(await call('setTabBarStyle', DARK)).toBe('setTabBarStyle:ok');
  const [home, mine] = PLAIN.tabs;
  const dark = { ground: 'rgb(22, 30, 28)', white: true };
  const [on, off] = ['rgb(47, 165, 150)', 'rgb(147, 161, 156)'];
  expect(await drawn()).toEqual({
    ...dark,
    tabs: [
      { ...home, color: on },
      { ...mine, color: off },
    ],
  });
  await screen.ask("__phone.wx.switchTab({ url: '/pages/mine/index' })");
  expect(await drawn()).toEqual({
    ...dark,
    tabs: [
      { ...home, color: off },
      { ...mine, color: on },
    ],
  });
});

it('leaves what was not given as it is', async () => {
  await call('setTabBarStyle', { backgroundColor: '#161e1c' });
  expect(await drawn()).toEqual({ ...PLAIN, ground: 'rgb(22, 30, 28)' });
});

it('takes texts and pictures of one tab, and shows the one for where the person is', async () => {
  const tab = { iconPath: 'images/a.png', selectedIconPath: '/images/a-on.png' };
  expect(await call('setTabBarItem', { index: 0, text: '主页', ...tab })).toBe('setTabBarItem:ok');
  await call('setTabBarItem', { index: 1, ...tab });
  const [home, mine] = PLAIN.tabs;
  expect(await drawn()).toEqual({
    ...PLAIN,
    tabs: [
      { ...home, text: '主页', icon: '/images/a-on.png' },
      { ...mine, icon: '/images/a.png' },
    ],
  });
});

it('shows numbers and takes them off', async () => {
  await call('setTabBarBadge', { index: 1, text: '3' });
  expect(await drawn()).toMatchObject({ tabs: [{ mark: null }, { mark: '3' }] });
  await call('removeTabBarBadge', { index: 1 });
  expect(await drawn()).toEqual(PLAIN);
});

it('has no more tabs than there are', async () => {
  expect(await call('setTabBarItem', { index: 2, text: '' })).toBe(
    'setTabBarItem:fail tabbar item not found',
  );
});

it.each([
  ['setTabBarStyle', DARK],
  ['setTabBarItem', { index: 0, text: '主页' }],
  ['setTabBarBadge', { index: 0, text: '3' }],
  ['removeTabBarBadge', { index: 0 }],
  ['showTabBarRedDot', { index: 0 }],
  ['hideTabBarRedDot', { index: 0 }],
  ['showTabBar', {}],
  ['hideTabBar', {}],
])('%s fails on a page that is no tab page, and changes nothing', async (name, options) => {
  await screen.ask("__phone.wx.navigateTo({ url: '/pages/detail/index?id=1' })");
  expect(await call(name, options)).toBe(`${name}:fail not TabBar page`);
  await screen.ask('__phone.wx.navigateBack()');
  expect(await drawn()).toEqual(PLAIN);
  expect(await screen.ask("document.querySelector('.phone-tabs').hidden")).toBe(false);
});
