/** What the codes of a label hold, and how a number is read however somebody types it: one grammar for who prints and who scans. */

/**
 * Begins the plain code of a label, so that it is told from every other code without a network. It hangs on walls: a
 * label is `SAFELOOP:C-07`, that of an entrance `SAFELOOP:.paint-room`.
 */
export const LABEL_PREFIX = 'SAFELOOP:';

/** A scene is at most 32 characters, two of which say what it names. */
const AREA_KEY = 30;

/** The page that a mini-program code opens; WeChat is not asked whether it exists. */
export const LABEL_PAGE = 'packages/point/label/index';

/** Who may have labels made. */
export const LABEL_MAKERS = ['safety', 'admin'] as const;

/** What a label names: a point by its number, or an area, at whose entrance it hangs, by {@link areaKey}. */
export type LabelTarget = { kind: 'point'; no: string } | { kind: 'area'; key: string };

/** The part of an area's id that fits into a scene. */
export const areaKey = (areaId: string): string => areaId.slice(0, AREA_KEY);

/** What the mini-program code of a label holds: at most 32 characters of those that WeChat allows. */
export const sceneOf = (target: LabelTarget): string =>
  target.kind === 'point' ? `p=${target.no}` : `a=${target.key}`;

/** What the plain code of a label holds. */
export const plainOf = (target: LabelTarget): string =>
  LABEL_PREFIX + (target.kind === 'point' ? target.no : `.${target.key}`);

/** Dashes of all keyboards, and what people write instead of one. */
const NUMBER = /^([A-Z]{1,3})[\s\-_.·‐-―−ー]*(\d{1,4})$/;

/**
 * The number of a point as it is printed: `C-07` for `c07`, `C 7` or `Ｃ－０７`.
 * @returns null for what cannot be one
 */
export function pointNumber(text: string): string | null {
  const [, letters, digits] = NUMBER.exec(text.normalize('NFKC').trim().toUpperCase()) ?? [];
  return letters === undefined || digits === undefined ? null : `${letters}-${digits.padStart(2, '0')}`;
}

/**
 * What a code names. Besides a plain code and a scene it may be a bare number, or an address with the number as `p=`.
 * @param text - as scanned, percent signs decoded
 * @returns null for a code that is no label
 */
export function readLabel(text: string): LabelTarget | null {
  const said = text.trim();
  const isPlain = said.slice(0, LABEL_PREFIX.length).toUpperCase() === LABEL_PREFIX;
  const name = isPlain ? said.slice(LABEL_PREFIX.length) : said;
  const key = /^(?:\.|a=)([a-z0-9-]+)$/.exec(name.toLowerCase())?.[1];
  if (key !== undefined && key.length <= AREA_KEY) return { kind: 'area', key };
  const no = pointNumber(/(?:^|[?&])p=([^&#]+)/.exec(name)?.[1] ?? name);
  return no === null ? null : { kind: 'point', no };
}
