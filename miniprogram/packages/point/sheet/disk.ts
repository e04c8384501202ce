/** Bytes of files on the phone. */
import { TEXT } from '../../../shared/text';
import { SheetFailure } from './failure';

type Outcome = WechatMiniprogram.GeneralCallbackResult;

/** How WeChat and the system say that there is no more room. */
const FULL = /storage limit|max(?:imum)? size|exceed|no space|not enough|1300202/i;

/** @throws SheetFailure */
const failureOf = ({ errMsg }: Outcome): SheetFailure =>
  new SheetFailure(FULL.test(errMsg) ? TEXT.sheet.full : TEXT.sheet.unwritten);

/** WeChat takes a buffer that holds nothing else. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

type Writing = (options: {
  filePath: string;
  data: ArrayBuffer;
  success: () => void;
  fail: (outcome: Outcome) => void;
}) => void;

const written = (write: Writing, filePath: string, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    write({
      filePath,
      data: bufferOf(bytes),
      success: () => resolve(),
      fail: (outcome) => reject(failureOf(outcome)),
    });
  });

/** Writes a file anew. @throws SheetFailure */
export const writeBytes = (path: string, bytes: Uint8Array): Promise<void> =>
  written((options) => wx.getFileSystemManager().writeFile(options), path, bytes);

/** Writes at the end of a file. @throws SheetFailure */
export const appendBytes = (path: string, bytes: Uint8Array): Promise<void> =>
  written((options) => wx.getFileSystemManager().appendFile(options), path, bytes);

/** @throws SheetFailure */
export const readBytes = (filePath: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) =>
        typeof data === 'string'
          ? reject(new SheetFailure(TEXT.sheet.unwritten))
          : resolve(new Uint8Array(data)),
      fail: (outcome) => reject(failureOf(outcome)),
    });
  });

/** Frees a file; one that is gone already is no matter. */
export const removeFile = (filePath: string): Promise<void> =>
  new Promise((resolve) => {
    wx.getFileSystemManager().unlink({ filePath, success: () => resolve(), fail: () => resolve() });
  });
