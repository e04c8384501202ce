/** Writes a PDF of pictures piece by piece, one JPEG to an A4 page: no more than a page is ever held. Pure. */

/** A4 in points, 1/72 inch. */
const PAGE = { width: 595.28, height: 841.89 };

/** Objects 1 and 2 are the catalogue and the list of pages; each page is three more. */
const FIRST_PAGE = 3;
const OBJECTS_PER_PAGE = 3;

/** A page as it is: a JPEG and its size in pixels. */
export interface JpegPage {
  jpeg: Uint8Array;
  width: number;
  height: number;
}

/** The pieces of a file, to be written one after the other. */
export interface PdfWriter {
  /** The first piece. */
  begin(): Uint8Array;
  page(page: JpegPage): Uint8Array;
  /** The last piece; a PDF without pages is none. */
  end(): Uint8Array;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/**
 * Starts a file (PDF 1.4, ISO 32000-1 §7.5). Pictures stay as they are: a JPEG is a stream that PDF readers decode.
 * @returns a writer whose pieces belong together in the order in which they are made
 */
export function pdfWriter(): PdfWriter {
  /** Where each object begins in the file, by its number. */
  const offsets: number[] = [];
  let length = 0;
  let pages = 0;

  const piece = (...parts: Uint8Array[]): Uint8Array => {
    const bytes = joined(parts);
    length += bytes.length;
    return bytes;
  };
  const object = (number: number, content: string, stream?: Uint8Array): Uint8Array => {
    offsets[number] = length;
    const head = bytesOf(`${number} 0 obj\n${content}\n`);
    const body = stream === undefined ? [] : [bytesOf('stream\n'), stream, bytesOf('\nendstream\n')];
    return piece(head, ...body, bytesOf('endobj\n'));
  };
  const pageNumber = (index: number): number => FIRST_PAGE + index * OBJECTS_PER_PAGE;

  return {
    // Four bytes above 127 tell whoever carries the file that it is not text.
    begin: () => piece(bytesOf('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')),

    page({ jpeg, width, height }) {
      const [page, picture, drawing] = [0, 1, 2].map((part) => pageNumber(pages) + part) as [
        number,
        number,
        number,
      ];
      pages += 1;
      const box = `${PAGE.width} 0 0 ${PAGE.height}`;
      const draw = bytesOf(`q ${box} 0 0 cm /P Do Q`);
      const kind = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`;
      const pixels = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
      return joined([
        object(
          page,
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
            `/Resources << /XObject << /P ${picture} 0 R >> >> /Contents ${drawing} 0 R >>`,
        ),
        object(picture, `<< ${kind} ${pixels} /Length ${jpeg.length} >>`, jpeg),
        object(drawing, `<< /Length ${draw.length} >>`, draw),
      ]);
    },

    end() {
      if (pages === 0) throw new Error('a PDF has at least one page');
      const kids = Array.from({ length: pages }, (_, index) => `${pageNumber(index)} 0 R`).join(' ');
      const objects = [
        object(1, '<< /Type /Catalog /Pages 2 0 R >>'),
        object(2, `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`),
      ];
      const count = FIRST_PAGE + pages * OBJECTS_PER_PAGE;
      const entries = Array.from(
        { length: count - 1 },
        (_, index) => `${String(offsets[index + 1] ?? 0).padStart(10, '0')} 00000 n \n`,
      );
      const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}`;
      const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
      return joined([...objects, piece(bytesOf(table + trailer))]);
    },
  };
}
