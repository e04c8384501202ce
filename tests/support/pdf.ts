/** Reads a PDF of pictures by its own table, as a reader does that knows nothing of who wrote it. */

export interface PdfPage {
  /** Pixels. */
  width: number;
  height: number;
  jpeg: Buffer;
}

/** @throws Error when the file is not such a PDF */
export function pagesOfPdf(file: Buffer): PdfPage[] {
  const text = file.toString('latin1');
  const match = (where: string, pattern: RegExp): RegExpExecArray => {
    const found = pattern.exec(where);
    if (found === null) throw new Error(`no ${pattern.source} in the PDF`);
    return found;
  };
  const table = text.slice(Number(match(text, /startxref\s+(\d+)\s+%%EOF\s*$/)[1]));
  const rows = match(table, /^xref\s+0 (\d+)\s+([\s\S]*?)trailer/)[2]?.match(/.{20}/gs) ?? [];
  const objectAt = (number: number): { content: string; at: number } => {
    const at = Number(rows[number]?.slice(0, 10));
    const content = text.slice(at, text.indexOf('endobj', at));
    if (!content.startsWith(`${number} 0 obj`))
      throw new Error(`object ${number} is not where the table says`);
    return { content, at };
  };
  const reference = (content: string, key: string): number =>
    Number(match(content, new RegExp(`/${key} (\\d+) 0 R`))[1]);

  const root = objectAt(reference(table, 'Root')).content;
  const tree = objectAt(reference(root, 'Pages')).content;
  const kids = [...(match(tree, /\/Kids \[([^\]]*)\]/)[1] ?? '').matchAll(/(\d+) 0 R/g)];
  if (kids.length !== Number(match(tree, /\/Count (\d+)/)[1])) throw new Error('pages are missing');
  return kids.map(([, kid]) => {
    const page = objectAt(Number(kid)).content;
    const { content, at } = objectAt(Number(match(page, /\/XObject << \/\w+ (\d+) 0 R/)[1]));
    const number = (key: string): number => Number(match(content, new RegExp(`/${key} (\\d+)`))[1]);
    const start = at + content.indexOf('stream\n') + 'stream\n'.length;
    return {
      width: number('Width'),
      height: number('Height'),
      jpeg: file.subarray(start, start + number('Length')),
    };
  });
}
