/** How people write what they copy from paper, brought to one spelling before it is compared. */

/** Full-width to half-width (NFKC), and no white space. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/** An employee number, e.g. `ＡＪ 1024` → `AJ1024`. */
export const spellEmployeeNo = (text: string): string => plain(text).toUpperCase();

/** A name, e.g. `王 建国` → `王建国`. */
export const spellName = plain;

/** An invite code without the spaces and dashes somebody put in to read it better. */
export const spellCode = (text: string): string =>
  plain(text)
    .replace(/\p{Pd}/gu, '')
    .toUpperCase();
