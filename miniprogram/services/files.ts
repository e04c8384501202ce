/** Opens pictures and documents of an order in the phone's own viewers. */
import { TEXT } from '../shared/text';
import { say } from './phone';

/** Shows a picture large, with the others beside it. */
export function showPictures(current: string, urls: readonly string[]): void {
  wx.previewImage({ current, urls: [...urls], fail: () => say(TEXT.order.fileFailed) });
}

/** Opens a PDF. */
export function openDocument(url: string): void {
  const failed = (): void => say(TEXT.order.fileFailed);
  wx.downloadFile({
    url,
    success: ({ statusCode, tempFilePath }) => {
      if (statusCode !== 200) {
        failed();
        return;
      }
      wx.openDocument({ filePath: tempFilePath, fileType: 'pdf', fail: failed });
    },
    fail: failed,
  });
}
