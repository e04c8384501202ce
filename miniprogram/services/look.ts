/** 大字版 and the colours for the dark, chosen on this phone; every page puts the class on its root. */
import { load, save } from './storage';

const LOOK = 'look.v1';

export interface Look {
  large: boolean;
  dark: boolean;
}

export function look(): Look {
  const saved = load(LOOK);
  const { large = false, dark = false } = (saved ?? {}) as Partial<Look>;
  return { large, dark };
}

export function setLook(change: Partial<Look>): void {
  save(LOOK, { ...look(), ...change });
}

/** The bars and the ground of a page, which no style sheet reaches: `surface`, `bg`, `ink-3` and `accent` of the tokens. */
const BARS = {
  light: {
    frontColor: '#000000',
    backgroundColor: '#ffffff',
    ground: '#f1f4f3',
    dots: 'dark',
    tabs: { color: '#5e6b67', selectedColor: '#0b6b62', icons: '' },
  },
  dark: {
    frontColor: '#ffffff',
    backgroundColor: '#161e1c',
    ground: '#0c1211',
    dots: 'light',
    tabs: { color: '#93a19c', selectedColor: '#2fa596', icons: '-dark' },
  },
} as const;

type Bars = (typeof BARS)['light' | 'dark'];

/** The tabs in their order, by the names of their pictures. */
const TABS = ['home', 'orders', 'messages', 'me'];

/** What the tab bar wears: light as app.json says, until a page changes it. Null when nobody knows. */
let worn: Bars | null = BARS.light;

/** Whoever opens the app by a message gets all pages anew, and the tab bar as app.json says. */
export function doubtTabs(): void {
  if (worn !== BARS.light) worn = null;
}

/** Colours what lies around the open page as the look asks for. */
export function dressPage(): void {
  const bars = look().dark ? BARS.dark : BARS.light;
  const { frontColor, backgroundColor, ground, dots } = bars;
  // A page that was left meanwhile has no bar to colour.
  const fail = (): undefined => undefined;
  wx.setNavigationBarColor({ frontColor, backgroundColor, fail });
  wx.setBackgroundColor({ backgroundColor: ground, fail });
  wx.setBackgroundTextStyle({ textStyle: dots, fail });
  dressTabs(bars);
}

/** All tab pages share one bar, so it changes with the look only. */
function dressTabs(bars: Bars): void {
  if (worn === bars) return;
  worn = bars;
  // WeChat refuses on a page without tabs; the next page tries again.
  const fail = (): void => {
    worn = null;
  };
  const { color, selectedColor, icons } = bars.tabs;
  wx.setTabBarStyle({ color, selectedColor, backgroundColor: bars.backgroundColor, fail });
  for (const [index, name] of TABS.entries()) {
    const picture = `/images/tab-${name}${icons}`;
    wx.setTabBarItem({
      index,
      iconPath: `${picture}.png`,
      selectedIconPath: `${picture}-on.png`,
      fail,
    });
  }
}

/** The classes of a page's root. */
export function lookClass(): string {
  const { large, dark } = look();
  return `app${large ? ' large' : ''}${dark ? ' dark' : ''}`;
}
