/** `wx.cloud` against the local cloud of this machine, as the person who holds the phone. */
import { isPhoneFile } from '../runtime/files';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, textOf, WxFailure, type Options } from './api';
import { download } from './documents';
import { throughNetwork } from './network';

/** @see https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/appendix/error-code.html */
const CODES: Readonly<Record<string, { errCode: number; text: string }>> = {
  UNKNOWN_FUNCTION: { errCode: -501000, text: 'FunctionName parameter could not be found.' },
  FUNCTION_FAILED: { errCode: -504002, text: 'functions execute fail' },
  FUNCTION_TIMEOUT: { errCode: -504003, text: 'Invoking task timed out' },
  TOO_LARGE: { errCode: -501001, text: 'data exceed max size' },
};

interface Refused {
  ok: false;
  error: { code: string; message: string };
}

export function cloudApi(phone: Phone): Record<string, unknown> {
  let requests = 0;
  const { openid } = phone.options;

  const post = async (path: string, body: BodyInit, type: string): Promise<unknown> => {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body });
    // The connection may go while the answer is on its way.
    if (phone.network.type === 'none') throw new Error('the network went away');
    const answer = (await response.json()) as unknown;
    if (response.ok) return answer;
    const { code, message } = (answer as Refused).error;
    const { errCode, text } = CODES[code] ?? { errCode: -1, text: message };
    throw new WxFailure(`Error: errCode: ${errCode}  | errMsg: ${text}`, { errCode });
  };

  const functions = {
    callFunction: (options: Options) =>
      throughNetwork(phone.network, async () => {
        const request = { as: openid, function: textOf(options, 'name'), data: options.data ?? {} };
        const result = await post('/control/call', JSON.stringify(request), 'application/json');
        requests += 1;
        return { result, requestID: `local-${requests}` };
      }),
    uploadFile: (options: Options) =>
      throughNetwork(phone.network, async () => {
        const path = textOf(options, 'filePath');
        if (!isPhoneFile(path)) throw new WxFailure('file not found');
        const bytes = phone.files.read(path);
        const query = new URLSearchParams({ as: openid, path: textOf(options, 'cloudPath') });
        const url = `/control/upload?${query.toString()}`;
        const { fileID } = (await post(
          url,
          new Blob([bytes.slice().buffer]),
          'application/octet-stream',
        )) as {
          fileID: string;
        };
        return { fileID, statusCode: 200 };
      }),
    getTempFileURL: (options: Options) =>
      throughNetwork(phone.network, async () => {
        const fileList = Array.isArray(options.fileList) ? (options.fileList as unknown[]) : [];
        const ids = fileList.map((file) =>
          typeof file === 'object' && file !== null ? String(Reflect.get(file, 'fileID')) : String(file),
        );
        return post('links', JSON.stringify({ as: openid, fileList: ids }), 'application/json');
      }),
    downloadFile: (options: Options) =>
      throughNetwork(phone.network, async () => {
        const list = { as: openid, fileList: [textOf(options, 'fileID')] };
        const answer = (await post('links', JSON.stringify(list), 'application/json')) as {
          fileList: { tempFileURL: string; status: number; errMsg: string }[];
        };
        const [file] = answer.fileList;
        if (file?.status !== 0) throw new WxFailure(file?.errMsg ?? 'file not found', { errCode: -503003 });
        const { tempFilePath, statusCode } = await download(phone, file.tempFileURL);
        if (statusCode !== 200) throw new WxFailure('file not found', { errCode: -503003 });
        return { tempFilePath, statusCode };
      }),
  };
  const named = Object.fromEntries(Object.entries(functions).map(([name, work]) => [`cloud.${name}`, work]));
  const answered = allAsynchronous(named);
  const api = Object.fromEntries(
    Object.entries(answered).map(([name, work]) => [name.slice('cloud.'.length), work]),
  );
  return { cloud: { ...api, init: () => undefined, DYNAMIC_CURRENT_ENV: 'DYNAMIC_CURRENT_ENV' } };
}
