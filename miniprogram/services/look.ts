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

/** The classes of a page's root. */
export function lookClass(): string {
  const { large, dark } = look();
  return `app${large ? ' large' : ''}${dark ? ' dark' : ''}`;
}
