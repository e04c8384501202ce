/** Opens pictures and documents of an order in the phone's own viewers. */
import { TEXT } from '../shared/text';
import { say } from './phone';

/** Shows a picture large, with the others beside it. */
export function showPictures(current: string, urls: readonly string[]): void {
  wx.previewImage({ current, urls: [...urls], fail: () => say(TEXT.order.fileFailed) });
}

/** What the viewer of documents shows. */
type Viewed = 'pdf' | 'docx' | 'pptx' | 'xlsx';

/** By the address of a file; the viewer itself refuses what is none of them. */
const viewed = (url: string): Viewed =>
  (/\.(pdf|docx|pptx|xlsx)$/i.exec(url.split(/[?#]/)[0] ?? '')?.[1]?.toLowerCase() as Viewed | undefined) ??
  'pdf';

/** Opens a document; the menu of the viewer passes one on that is not a PDF. */
export function openDocument(url: string): void {
  const failed = (): void => say(TEXT.order.fileFailed);
  const fileType = viewed(url);
  wx.downloadFile({
    url,
    success: ({ statusCode, tempFilePath }) => {
      if (statusCode !== 200) {
        failed();
        return;
      }
      wx.openDocument({ filePath: tempFilePath, fileType, showMenu: fileType !== 'pdf', fail: failed });
    },
    fail: failed,
  });
}
