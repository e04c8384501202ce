/** Pictures: the camera, the album, and what canvases make of them. */
import { CanvasNode, cameras, offscreenCanvas } from '../builtins/media';
import { services } from '../builtins/services';
import { NotEmulated } from '../runtime/errors';
import { isPhoneFile } from '../runtime/files';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, asynchronous, numberOf, textOf, textsOf, WxFailure, type Options } from './api';
import { type Permissions } from './permissions';
import { generatedPicture } from './picture';

const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' };

export function mediaApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const { files } = phone;

  /** The next picture of the host, or a generated one; the last one is given again and again. */
  const nextPicture = (): string => {
    const given = phone.pictures.length > 1 ? phone.pictures.shift() : phone.pictures[0];
    return given ?? generatedPicture(phone.now());
  };
  const store = async (address: string): Promise<{ tempFilePath: string; size: number }> => {
    const response = await fetch(address);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const png = response.headers.get('content-type') === 'image/png';
    return { tempFilePath: files.temporary(bytes, png ? 'png' : 'jpg'), size: bytes.length };
  };
  const choose = async (
    api: string,
    options: Options,
    fallback: number,
  ): Promise<{ tempFilePath: string; size: number }[]> => {
    const sources = textsOf(options, 'sourceType');
    const camera = sources.length === 1 && sources[0] === 'camera';
    await permissions.require(api, camera ? 'scope.camera' : null);
    const wanted = Math.min(
      Math.max(phone.pictures.length, 1),
      camera ? 1 : numberOf(options, 'count', fallback),
    );
    const chosen: { tempFilePath: string; size: number }[] = [];
    while (chosen.length < wanted) chosen.push(await store(nextPicture()));
    return chosen;
  };
  services.cameraFrame = async () => {
    await permissions.require('camera', 'scope.camera');
    return phone.pictures[0] ?? generatedPicture(phone.now());
  };
  const save = async (canvas: HTMLCanvasElement, options: Options): Promise<{ tempFilePath: string }> => {
    const type = options.fileType === 'jpg' ? 'jpg' : 'png';
    const blob = await toBlob(canvas, TYPES[type] ?? 'image/png', numberOf(options, 'quality', 1));
    return { tempFilePath: files.temporary(new Uint8Array(await blob.arrayBuffer()), type) };
  };

  return {
    ...allAsynchronous({
      async chooseMedia(options) {
        const types = textsOf(options, 'mediaType');
        if (types.length === 1 && types[0] === 'video') throw new NotEmulated('wx.chooseMedia of videos');
        const chosen = await choose('chooseMedia', options, 9);
        return { type: 'image', tempFiles: chosen.map((file) => ({ ...file, fileType: 'image' })) };
      },
      async chooseImage(options) {
        const chosen = await choose('chooseImage', options, 9);
        return {
          tempFilePaths: chosen.map(({ tempFilePath }) => tempFilePath),
          tempFiles: chosen.map(({ tempFilePath, size }) => ({ path: tempFilePath, size })),
        };
      },
      async getImageInfo(options) {
        const source = textOf(options, 'src');
        const image = await load(phone.imageUrl(source, phone.stack.current?.path ?? ''));
        const path =
          isPhoneFile(source) || !source.startsWith('http') ? source : (await store(source)).tempFilePath;
        const type = /\.png$/i.test(path) ? 'png' : 'jpeg';
        return { width: image.naturalWidth, height: image.naturalHeight, path, orientation: 'up', type };
      },
      async compressImage(options) {
        const source = textOf(options, 'src');
        const image = await load(phone.imageUrl(source, ''));
        const { width, height } = compressedSize(image, options);
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
        return save(canvas, { fileType: 'jpg', quality: numberOf(options, 'quality', 80) / 100 });
      },
      async canvasToTempFilePath(options) {
        const { canvas } = options;
        if (!(canvas instanceof CanvasNode))
          throw new NotEmulated('wx.canvasToTempFilePath without a 2d canvas');
        const x = numberOf(options, 'x', 0);
        const y = numberOf(options, 'y', 0);
        const width = numberOf(options, 'width', canvas.width - x);
        const height = numberOf(options, 'height', canvas.height - y);
        const target = document.createElement('canvas');
        target.width = numberOf(options, 'destWidth', width);
        target.height = numberOf(options, 'destHeight', height);
        target
          .getContext('2d')
          ?.drawImage(canvas.element, x, y, width, height, 0, 0, target.width, target.height);
        return save(target, options);
      },
      async saveImageToPhotosAlbum(options) {
        await permissions.require('saveImageToPhotosAlbum', 'scope.writePhotosAlbum');
        files.read(textOf(options, 'filePath'));
        phone.effects.emit({ name: 'saveImageToPhotosAlbum', detail: { filePath: options.filePath } });
      },
    }),
    createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
      offscreenCanvas(width, height),
    createCameraContext: () => ({
      takePhoto: asynchronous('operateCamera', async () => {
        if (cameras.length === 0) throw new WxFailure('no camera is on the page');
        await permissions.require('camera', 'scope.camera');
        const picture = nextPicture();
        const image = await load(picture);
        const { tempFilePath } = await store(picture);
        return { tempImagePath: tempFilePath, width: image.naturalWidth, height: image.naturalHeight };
      }),
      setZoom: asynchronous('operateCamera', ({ zoom }) => ({ zoom })),
    }),
  };
}

/** `compressedWidth` and `compressedHeight` bound the picture; its proportion stays. */
function compressedSize(image: HTMLImageElement, options: Options): { width: number; height: number } {
  const { naturalWidth, naturalHeight } = image;
  const width = numberOf(options, 'compressedWidth', 0);
  const height = numberOf(options, 'compressedHeight', 0);
  if (width === 0 && height === 0) return { width: naturalWidth, height: naturalHeight };
  if (width > 0 && height > 0) return { width, height };
  const scale = width > 0 ? width / naturalWidth : height / naturalHeight;
  return { width: Math.round(naturalWidth * scale), height: Math.round(naturalHeight * scale) };
}

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new WxFailure('image decode failed'));
    image.src = address;
  });
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new WxFailure('canvas is empty')) : resolve(blob)),
      type,
      quality,
    );
  });
}
