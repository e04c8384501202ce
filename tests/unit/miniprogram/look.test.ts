/** What lies around a page follows the look: the tab bar once per change, and again where it could not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/process';

interface LookService {
  setLook(change: { dark: boolean }): void;
  dressPage(): void;
  doubtTabs(): void;
}

interface Call {
  index?: number;
  iconPath?: string;
  selectedIconPath?: string;
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  fail: () => void;
}

const APP = JSON.parse(readFileSync(join(root, 'miniprogram/app.json'), 'utf8')) as {
  tabBar: {
    color: string;
    selectedColor: string;
    backgroundColor: string;
    list: { iconPath: string; selectedIconPath: string }[];
  };
};

const disk = new Map<string, unknown>();
/** The bar that the phone draws, as far as it was changed. */
const bar = { onTabPage: true, style: {} as Partial<Call>, items: [] as Partial<Call>[], calls: 0 };

const onBar =
  (change: (call: Partial<Call>) => void) =>
  ({ fail, ...call }: Call): void => {
    bar.calls += 1;
    if (bar.onTabPage) change(call);
    else fail();
  };

const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void disk.set(key, value),
  setNavigationBarColor: () => undefined,
  setBackgroundColor: () => undefined,
  setBackgroundTextStyle: () => undefined,
  setTabBarStyle: onBar((style) => {
    bar.style = style;
  }),
  setTabBarItem: onBar(({ index = -1, ...item }) => {
    bar.items[index] = item;
  }),
};

let service: LookService;

beforeEach(async () => {
  disk.clear();
  Object.assign(bar, { onTabPage: true, style: {}, items: [], calls: 0 });
  Object.assign(globalThis, { wx });
  jest.resetModules();
  service = (await import(join(root, 'miniprogram/services/look'))) as LookService;
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

const DARK = { color: '#93a19c', selectedColor: '#2fa596', backgroundColor: '#161e1c' };

it('leaves the bar of app.json alone in the light', () => {
  service.dressPage();
  service.doubtTabs();
  service.dressPage();
  expect(bar.calls).toBe(0);
});

it('changes the bar once per change of look', () => {
  service.setLook({ dark: true });
  service.dressPage();
  const once = bar.calls;
  expect(bar.style).toEqual(DARK);
  service.dressPage();
  expect(bar.calls).toBe(once);
  service.setLook({ dark: false });
  service.dressPage();
  const { color, selectedColor, backgroundColor, list } = APP.tabBar;
  const lower = [color, selectedColor, backgroundColor].map((one) => one.toLowerCase());
  expect([bar.style.color, bar.style.selectedColor, bar.style.backgroundColor]).toEqual(lower);
  expect(bar.items).toEqual(
    list.map(({ iconPath, selectedIconPath }) => ({
      iconPath: `/${iconPath}`,
      selectedIconPath: `/${selectedIconPath}`,
    })),
  );
  expect(bar.calls).toBe(2 * once);
});

it('has a picture of its own for every tab in the dark, made as the others', () => {
  service.setLook({ dark: true });
  service.dressPage();
  expect(bar.items).toHaveLength(APP.tabBar.list.length);
  for (const [index, { iconPath, selectedIconPath }] of bar.items.entries()) {
    const light = APP.tabBar.list[index]!;
    expect(iconPath).toBe(`/${light.iconPath.replace('.png', '-dark.png')}`);
    expect(selectedIconPath).toBe(`/${light.iconPath.replace('.png', '-dark-on.png')}`);
    for (const path of [iconPath!, selectedIconPath!]) {
      const png = readFileSync(join(root, 'miniprogram', path));
      // Width and height of a PNG.
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([81, 81]);
    }
  }
});

it('tries again on the next page when this one has no tabs', () => {
  service.setLook({ dark: true });
  bar.onTabPage = false;
  service.dressPage();
  expect(bar.style).toEqual({});
  bar.onTabPage = true;
  service.dressPage();
  expect(bar.style).toEqual(DARK);
});

it('dresses the bar again when the app comes to the front, for its pages may be new', () => {
  service.setLook({ dark: true });
  service.dressPage();
  Object.assign(bar, { style: {}, items: [] });
  service.doubtTabs();
  service.dressPage();
  expect(bar.style).toEqual(DARK);
});
