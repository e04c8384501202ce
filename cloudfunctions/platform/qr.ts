/** Plain QR codes as rows of modules, which phones and printers draw. */
import { encode } from 'uqr';

/**
 * @param text - what the code says
 * @returns rows of modules without a quiet zone, 1 is black; a quarter of it may be dirty
 */
export const qrRows = (text: string): string[] =>
  encode(text, { ecc: 'Q', border: 0 }).data.map((row) => row.map((black) => (black ? '1' : '0')).join(''));
