/** How somebody came onto the list of a 班前会, and the number of its record: alike on the phone and on the record sheet. */

/** Structural, so that both sides can hand in what they have. */
interface Signed {
  means: 'led' | 'scanned' | 'typed' | 'named';
  named: { by: { name: string }; reason: string } | null;
}

export const SIGN_MEANS = { led: '带班', scanned: '扫码', typed: '填数字' } as const;

/** 「扫码」, 「王大勇替签：手机没电」 */
export const signedHow = ({ means, named }: Signed): string =>
  means === 'named' ? `${named?.by.name ?? ''}替签：${named?.reason ?? ''}` : SIGN_MEANS[means];

/** What is to be known of a signature besides. @param expected - whether they were on the roster */
export const signedMarks = ({ late, expected }: { late: boolean; expected: boolean }): string =>
  [...(late ? ['会后'] : []), ...(expected ? [] : ['不在名单上'])].join(' · ');

/** Of a hash as much as tells records apart, in digits: 40 bits, in groups of four. */
export const recordNumber = (hash: string): string =>
  String(parseInt(hash.slice(0, 10), 16) % 10 ** 12)
    .padStart(12, '0')
    .replace(/(\d{4})(?=\d)/g, '$1-');
