/** Files from outside and to be looked at: downloads, files out of chats, the viewer of documents. */
import { make } from '../runtime/dom';
import { NotEmulated } from '../runtime/errors';
import { askForFiles, type Picked } from '../runtime/file-prompt';
import { bytesAt } from '../runtime/files';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, asynchronous, numberOf, textOf, textsOf, WxFailure, type Options } from './api';
import { throughNetwork } from './network';
import { type Permissions } from './permissions';

const PICTURES: readonly string[] = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic'];
const VIDEOS: readonly string[] = ['mp4', 'mov', 'm4v'];
/** How the documents that the viewer knows begin; the ones of Office are ZIP archives. */
const ZIP = 'PK\x03\x04';
const DOCUMENTS: Readonly<Record<string, string>> = { pdf: '%PDF-', docx: ZIP, xlsx: ZIP, pptx: ZIP };

const extensionOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const kindOf = (name: string): 'image' | 'video' | 'file' =>
  PICTURES.includes(extensionOf(name)) ? 'image' : VIDEOS.includes(extensionOf(name)) ? 'video' : 'file';

export function documentApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const { files, prompts } = phone;

  const wanted = (options: Options): ((file: Picked) => boolean) => {
    const type = typeof options.type === 'string' ? options.type : 'all';
    const extensions = textsOf(options, 'extension').map((name) => name.replace(/^\./, '').toLowerCase());
    return ({ name }) => {
      if (type === 'file' && extensions.length > 0) return extensions.includes(extensionOf(name));
      return type === 'all' || kindOf(name) === type;
    };
  };

  const functions = allAsynchronous({
    async chooseMessageFile(options) {
      await permissions.privacy.require('chooseMessageFile');
      const count = numberOf(options, 'count', 1);
      const fits = wanted(options);
      const accept = textsOf(options, 'extension').map((name) => `.${name}`);
      const given = phone.messageFiles.filter(fits).slice(0, count);
      const picked =
        given.length > 0
          ? given
          : await askForFiles(prompts, { title: '聊天里的文件', accept: accept.join(','), count });
      if (picked === null) throw new WxFailure('cancel');
      const tempFiles = picked.filter(fits).map(async ({ name, address }) => {
        const { bytes } = await bytesAt(address);
        const path = files.temporary(bytes, extensionOf(name) || 'bin');
        const time = Math.floor(phone.now().getTime() / 1000);
        return { name, path, size: bytes.length, time, type: kindOf(name) };
      });
      return { tempFiles: await Promise.all(tempFiles) };
    },
    openDocument(options) {
      const filePath = textOf(options, 'filePath');
      const fileType = typeof options.fileType === 'string' ? options.fileType : extensionOf(filePath);
      if (files.stat(filePath) === null) throw new WxFailure("file doesn't exist");
      const begins = DOCUMENTS[fileType];
      if (begins === undefined) throw new NotEmulated(`wx.openDocument of .${fileType}`);
      const start = files.read(filePath).subarray(0, begins.length);
      if (new TextDecoder('latin1').decode(start) !== begins) throw new WxFailure('filetype not supported');
      const showMenu = options.showMenu === true;
      phone.effects.emit({ name: 'openDocument', detail: { filePath, fileType, showMenu } });
      showDocument(phone, filePath, fileType);
    },
  });

  return {
    ...functions,
    /** Answers a task besides, as WeChat does. */
    downloadFile: (options: Options = {}) => {
      let cut = false;
      const work = async (): Promise<Record<string, unknown>> => {
        const answer = await throughNetwork(phone.network, () => download(phone, textOf(options, 'url')));
        if (cut) throw new WxFailure('abort');
        return answer;
      };
      const running = asynchronous('downloadFile', work)(options);
      const task = {
        abort: () => void (cut = true),
        onProgressUpdate: () => undefined,
        offProgressUpdate: () => undefined,
        onHeadersReceived: () => undefined,
        offHeadersReceived: () => undefined,
      };
      return running === undefined ? task : Object.assign(running, task);
    },
  };
}

/** A sheet with the document on it; the browser's own viewer opens it in a window beside. */
function showDocument({ files, prompts }: Phone, path: string, fileType: string): void {
  const link = make('a', '', '在新窗口里看');
  Object.assign(link, { href: files.url(path), target: '_blank', rel: 'noopener' });
  const back = make('button', '', '返回');
  const size = `${Math.ceil((files.stat(path)?.size ?? 0) / 1024)} KB`;
  const footer = make('footer', '', back, link);
  const box = make(
    'section',
    'phone-modal phone-document',
    make('h2', '', fileType.toUpperCase()),
    make('p', '', size),
    footer,
  );
  box.setAttribute('role', 'dialog');
  const close = prompts.overlay(box);
  back.addEventListener('click', close);
}

/**
 * Fetches a file of the local cloud; WeChat answers any status as a success.
 * @throws TypeError without a connection
 */
export async function download(
  phone: Phone,
  url: string,
): Promise<{ tempFilePath: string; statusCode: number }> {
  const { host, hostname, pathname, search, port } = new URL(url);
  // The same machine under another name is another origin to the browser.
  const here = host !== location.host && port === location.port && LOOPBACK.includes(hostname);
  const response = await fetch(here ? pathname + search : url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const extension = extensionOf(pathname) || 'bin';
  return { tempFilePath: phone.files.temporary(bytes, extension), statusCode: response.status };
}

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];
