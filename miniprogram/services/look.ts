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

/** The bar and the ground of a page, which no style sheet reaches: `surface` and `bg` of the tokens. */
const BARS = {
  light: { frontColor: '#000000', backgroundColor: '#ffffff', ground: '#f1f4f3', dots: 'dark' },
  dark: { frontColor: '#ffffff', backgroundColor: '#161e1c', ground: '#0c1211', dots: 'light' },
} as const;

/** Colours what lies around the open page as the look asks for. */
export function dressPage(): void {
  const { frontColor, backgroundColor, ground, dots } = look().dark ? BARS.dark : BARS.light;
  // A page that was left meanwhile has no bar to colour.
  const fail = (): undefined => undefined;
  wx.setNavigationBarColor({ frontColor, backgroundColor, fail });
  wx.setBackgroundColor({ backgroundColor: ground, fail });
  wx.setBackgroundTextStyle({ textStyle: dots, fail });
}

/** The classes of a page's root. */
export function lookClass(): string {
  const { large, dark } = look();
  return `app${large ? ' large' : ''}${dark ? ' dark' : ''}`;
}
