/** Lines of a ledger as an Excel file. It reads the library, so it is imported by what makes papers alone. */
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import type { Column } from '../../engine/ledger';

/** More lines than that go into another file: the memory that a file takes grows with them. */
export const MOST_ROWS = 5_000;

/** The longest text that a cell of Excel holds. */
const LONGEST = 32_767;

/** Characters that XML has no way to write. */
const UNWRITABLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Typed as text, whatever it begins with: a formula in it stays words. */
const textCell = (value: string): Cell => ({
  value: value.replace(UNWRITABLE, '').slice(0, LONGEST),
  type: String,
  ...CELL,
});

const CELL = { wrap: true, alignVertical: 'top', borderStyle: 'thin' } as const;

const HEAD = { ...CELL, fontWeight: 'bold', align: 'center', backgroundColor: '#E6EFEC' } as const;

const cell = (value: string | number): Cell =>
  typeof value === 'number' ? { value, type: Number, ...CELL } : textCell(value);

/** Columns with the lines under them; a line may leave out what it has nothing to tell of. */
export interface Sheet {
  columns: readonly Column[];
  lines: readonly Partial<Record<string, string | number>>[];
}

/** @returns the bytes of the .xlsx */
export function xlsxOf(title: string, { columns, lines }: Sheet): Promise<Buffer> {
  const head: Row = columns.map((column) => ({ value: column.title, type: String, ...HEAD }));
  const rows: Row[] = lines.map((line) => columns.map(({ id }) => cell(line[id] ?? '')));
  return writeXlsxFile([head, ...rows], {
    sheet: title.replace(/[\\/*?:[\]]/g, '').slice(0, 31),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }).toBuffer();
}
