/** What the code of a redemption says, and the digits that are read out where it cannot be scanned: one grammar for who makes and who reads it. */

export interface GoodsCode {
  /** Of the redemption; null where only digits were typed. */
  id: string | null;
  /** Six digits. */
  digits: string;
}

/** How many digits a code has. */
export const GOODS_DIGITS = 6;

const TEXT = /^safeloop:goods:([0-9A-Za-z-]{8,64}):(\d{6})$/;

/** The text of a code, `safeloop:goods:<id>:<digits>`. */
export const goodsText = (id: string, digits: string): string => `safeloop:goods:${id}:${digits}`;

/**
 * What somebody scanned or typed, however they write digits: `123 456`, `１２３４５６`.
 * @returns null for every other code
 */
export function readGoods(text: string): GoodsCode | null {
  const [, id, digits] = TEXT.exec(text.trim()) ?? [];
  if (id !== undefined && digits !== undefined) return { id, digits };
  const typed = text.normalize('NFKC').replace(/[\s\-‐-―]/g, '');
  return /^\d{6}$/.test(typed) ? { id: null, digits: typed } : null;
}
