/** Draws the modules of a QR code in whole pixels: nothing blurs its edges. */

const INK = '#111111';
const PAPER = '#ffffff';

/** White modules around a QR code (ISO/IEC 18004). */
const QUIET = 4;

/** Pixels of a module: sharper than any screen shows it. */
const MODULE = 8;

/** The part of a 2d context that is used. */
export interface Pen {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/** How wide and high a code is (px). @param rows - of modules */
export const codeSize = (rows: readonly string[]): number => (rows.length + 2 * QUIET) * MODULE;

/** Draws a code over what was there. @param rows - of modules, 1 is black */
export function drawCode(pen: Pen, rows: readonly string[]): void {
  const size = codeSize(rows);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = INK;
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] === '1') pen.fillRect((x + QUIET) * MODULE, (y + QUIET) * MODULE, MODULE, MODULE);
    }
  });
}
