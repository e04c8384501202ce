/** Lengths that a browser does not know, or takes of the whole window: rpx, vh below the bars, safe areas. */

/** Width of every screen in rpx. */
const SCREEN = 750;
const LENGTH = '(-?(?:\\d+\\.?\\d*|\\.\\d+))';
const RPX = new RegExp(`${LENGTH}rpx\\b`, 'g');
const VH = new RegExp(`${LENGTH}vh\\b`, 'g');

/**
 * @param css - a value or a whole inline style
 * @returns the same with lengths that follow the phone: its window's width, the height of its page, its safe areas
 */
export function toPhoneUnits(css: string): string {
  if (!/rpx|vh|safe-area/.test(css)) return css;
  return css
    .replace(RPX, (_, length: string) => `${Number(((Number(length) * 100) / SCREEN).toFixed(5))}vw`)
    .replace(VH, 'calc($1 * var(--phone-vh, 1vh))')
    .replace(/(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--phone-$1');
}
