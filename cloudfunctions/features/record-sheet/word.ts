/** What record sheets are made of as Word documents: one look for all of them. It reads the library, so it is imported when a sheet is asked for. */
import {
  AlignmentType,
  Document,
  ImageRun,
  type IRunOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

/** A picture on a sheet. */
export interface Picture {
  bytes: Buffer;
  type: 'png' | 'jpg';
}

/** Words or a picture in a line. */
export type Run = TextRun | ImageRun;

export type Row = TableRow;

const FONT = 'SimSun';

/** Half points. */
const SIZE = 21;
const HEADING = 32;
const SMALL = 14;

/** Twentieths of a point. */
const PADDING = { top: 40, bottom: 40, left: 70, right: 70 };
const MARGIN = { top: 1_000, bottom: 850, left: 850, right: 850 };

const run = (options: IRunOptions): TextRun => new TextRun({ font: FONT, size: SIZE, ...options });

export const text = (words: string, bold = false): TextRun => run({ text: words, bold });

/** @param size - pixels on the sheet */
export const picture = ({ bytes, type }: Picture, size: { width: number; height: number }): ImageRun =>
  new ImageRun({ data: bytes, type, transformation: size });

export const centred = (children: Run[]): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children });

/** Lines of plain words. */
export const lines = (...all: string[]): Paragraph[] =>
  all.map((words) => new Paragraph({ children: [text(words)] }));

/** A line of nothing, as between two tables. */
export const gap = (): Paragraph => new Paragraph({ spacing: { line: 120 }, children: [] });

/** Above a part of the sheet, and never alone at the end of a page. */
export const part = (words: string): Paragraph =>
  new Paragraph({ spacing: { before: 160, after: 60 }, keepNext: true, children: [text(words, true)] });

/** A line that is there to be compared, e.g. a checksum. */
export const small = (words: string): Paragraph =>
  new Paragraph({ children: [run({ text: words, size: SMALL })] });

export interface Cell {
  children: Run[];
  /** How many rows, or columns, it goes over. */
  rows?: number;
  columns?: number;
}

const cell = ({ children, rows = 1, columns = 1 }: Cell, width: number): TableCell =>
  new TableCell({
    children: [centred(children)],
    rowSpan: rows,
    columnSpan: columns,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: width, type: WidthType.PERCENTAGE },
  });

/** Makes the rows of a table. @param widths - of its columns, percent */
export const rowsOf = (widths: readonly number[]) => {
  const widthOf = (column: number): number => widths[column] ?? 0;
  return {
    /** @param from - the column of the first cell */
    row: (cells: readonly Cell[], from = 0): Row =>
      new TableRow({
        children: cells.map((each, index) => cell(each, widthOf(from + index))),
        cantSplit: true,
      }),
    /** The names of the columns, on every page anew. */
    head: (columns: readonly string[]): Row =>
      new TableRow({
        children: columns.map((words, column) => cell({ children: [text(words, true)] }, widthOf(column))),
        tableHeader: true,
      }),
  };
};

/** Over the whole width. */
export const table = (rows: Row[]): Table =>
  new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, margins: PADDING, rows });

const FACTS = rowsOf([12, 22, 12, 21, 12, 21]);

type Fact = readonly [label: string, value: string];

/** What the record is of: three labels with their values in each row. */
export const facts = (...rows: readonly (readonly [Fact, Fact, Fact])[]): Table =>
  table(
    rows.map((row) =>
      FACTS.row(
        row.flatMap(([label, value]) => [{ children: [text(label, true)] }, { children: [text(value)] }]),
      ),
    ),
  );

/** @param plantName - above the title @returns the bytes of the .docx */
export function sheetOf(
  title: string,
  plantName: string,
  children: readonly (Paragraph | Table)[],
): Promise<Buffer> {
  const heading = run({ text: title, size: HEADING, bold: true });
  const document = new Document({
    title,
    creator: plantName,
    sections: [
      {
        properties: { page: { margin: MARGIN } },
        children: [centred([text(plantName)]), centred([heading]), gap(), ...children],
      },
    ],
  });
  return Packer.toBuffer(document);
}
