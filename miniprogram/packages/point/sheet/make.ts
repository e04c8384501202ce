/** Makes a PDF of labels on the phone, page by page: here are the letters for Chinese, and nothing is held longer than a page. */
import type { LabelCode } from '../../../../typings/api';
import { call } from '../../../services/call';
import { loadPicture, writeJpeg } from '../../../services/canvas';
import { CallFailure } from '../../../services/core/failure';
import { pdfWriter } from '../../../services/core/pdf';
import { TEXT } from '../../../shared/text';
import { pagesOf, type SheetLabel } from './choice';
import { drawPage, PAGE_SIZE, type Pen, type Printable } from './draw';
import { appendBytes, readBytes, removeFile, writeBytes } from './disk';
import { SheetFailure } from './failure';

/** JPEG quality (0–1): the edges of a code stay sharp. */
const QUALITY = 0.92;

export interface Progress {
  page: number;
  pages: number;
}

type Canvas = WechatMiniprogram.OffscreenCanvas;

/** @throws CallFailure NETWORK */
function downloaded(url: string): Promise<string> {
  const failed = new CallFailure({ code: 'NETWORK', message: TEXT.failure.sending });
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200 ? resolve(tempFilePath) : reject(failed),
      fail: () => reject(failed),
    });
  });
}

/** What the phone says when it cannot. */
const undrawn = (): never => {
  throw new SheetFailure(TEXT.sheet.undrawn);
};

async function printable(canvas: Canvas, label: SheetLabel, { url, plain }: LabelCode): Promise<Printable> {
  const path = await downloaded(url);
  const picture = await loadPicture(canvas, path).catch(undrawn);
  void removeFile(path);
  return { label, plain, picture };
}

/** A canvas of the size of a page with its pen. @throws SheetFailure on a phone that cannot draw so much */
function openCanvas(): { canvas: Canvas; pen: Pen } {
  try {
    const canvas = wx.createOffscreenCanvas({ type: '2d', ...PAGE_SIZE });
    return { canvas, pen: canvas.getContext('2d') as Pen };
  } catch {
    return undrawn();
  }
}

/** What is drawn, as a JPEG. @throws SheetFailure */
async function jpegOf(canvas: Canvas): Promise<Uint8Array> {
  try {
    const path = await writeJpeg(canvas, PAGE_SIZE, QUALITY);
    const bytes = await readBytes(path);
    void removeFile(path);
    return bytes;
  } catch {
    return undrawn();
  }
}

/**
 * Makes a file of labels, eight to a page.
 * @param labels - at least one
 * @param phone - whom to call in an emergency; empty when the plant has none
 * @param onPage - told before each page; answering false stops the work
 * @returns the path of the file; null when it was stopped
 * @throws CallFailure when codes did not come, SheetFailure when nothing can be drawn or written; nothing is left then
 */
export async function makeSheets(
  labels: readonly SheetLabel[],
  phone: string,
  onPage: (progress: Progress) => boolean,
): Promise<string | null> {
  const file = `${wx.env.USER_DATA_PATH}/${TEXT.sheet.file}.pdf`;
  const pages = pagesOf(labels);
  const { canvas, pen } = openCanvas();
  const pdf = pdfWriter();
  try {
    await writeBytes(file, pdf.begin());
    for (const [index, page] of pages.entries()) {
      if (!onPage({ page: index + 1, pages: pages.length })) {
        await removeFile(file);
        return null;
      }
      const { codes } = await call('labels.codes', { labels: page.map(({ ref }) => ref) });
      const parts = page.flatMap((label, at) => {
        const code = codes[at];
        return code === undefined ? [] : [printable(canvas, label, code)];
      });
      drawPage(pen, await Promise.all(parts), phone);
      await appendBytes(file, pdf.page({ jpeg: await jpegOf(canvas), ...PAGE_SIZE }));
    }
    await appendBytes(file, pdf.end());
    return file;
  } catch (error) {
    await removeFile(file);
    throw error;
  }
}
