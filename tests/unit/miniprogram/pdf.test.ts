/** The PDF of labels: every object is where the table says, and every picture comes out as it went in. */
import { pdfWriter, type JpegPage } from '../../../miniprogram/services/core/pdf';
import { jpeg } from '../../support/pictures';
import { pagesOfPdf } from '../../support/pdf';

const page = (width: number, height: number): JpegPage => ({
  jpeg: new Uint8Array(jpeg({ width, height })),
  width,
  height,
});

function written(pages: readonly JpegPage[]): Buffer {
  const pdf = pdfWriter();
  return Buffer.concat([pdf.begin(), ...pages.map((each) => pdf.page(each)), pdf.end()]);
}

it.each([1, 2, 15])('holds %i pages with their pictures', (count) => {
  const pages = Array.from({ length: count }, (_, index) => page(40 + index, 56));
  const read = pagesOfPdf(written(pages));
  expect(read.map(({ width, height }) => [width, height])).toEqual(
    pages.map(({ width, height }) => [width, height]),
  );
  for (const [index, { jpeg: bytes }] of read.entries())
    expect(bytes.equals(Buffer.from(pages[index]!.jpeg))).toBe(true);
});

it('says where each of its objects begins', () => {
  const file = written([page(40, 56), page(40, 56)]);
  const text = file.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const [, count, rows = ''] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text.slice(start)) ?? [];
  const entries = rows.match(/.{20}/gs) ?? [];
  expect(entries).toHaveLength(Number(count));
  expect(entries[0]).toBe('0000000000 65535 f \n');
  for (const [index, entry] of entries.slice(1).entries())
    expect(text.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${index + 1} 0 obj\\n`));
});

it('is A4, and not taken for text', () => {
  const text = written([page(40, 56)]).toString('latin1');
  expect(text).toMatch(/^%PDF-1\.4\n%[\x80-\xff]{4}\n/);
  expect(text).toContain('/MediaBox [0 0 595.28 841.89]');
});

it('is none without a page', () => {
  const pdf = pdfWriter();
  pdf.begin();
  expect(() => pdf.end()).toThrow(/at least one page/);
});
