/** Pictures: the camera, the album, and what canvases make of them. */
import { CanvasNode, cameras, offscreenCanvas } from '../builtins/media';
import { services } from '../builtins/services';
import { NotEmulated } from '../runtime/errors';
import { askForFiles } from '../runtime/file-prompt';
import { bytesAt, isPhoneFile } from '../runtime/files';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, asynchronous, numberOf, textOf, textsOf, WxFailure, type Options } from './api';
import { type Permissions } from './permissions';

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
};

export function mediaApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const { files, lens } = phone;

  const store = async (address: string): Promise<{ tempFilePath: string; size: number }> => {
    const { bytes, type } = await bytesAt(address);
    const extension = Object.keys(TYPES).find((name) => TYPES[name] === type) ?? 'jpg';
    return { tempFilePath: files.temporary(bytes, extension), size: bytes.length };
  };
  /** The next pictures of the host; without any the person at the screen takes or chooses them. */
  const pick = async (camera: boolean, count: number): Promise<string[]> => {
    if (lens.given > 0) return Array.from({ length: Math.min(lens.given, count) }, () => lens.shoot());
    const wish = camera ? { title: '相机', lens, count: 1 } : { title: '相册', now: phone.now(), count };
    const picked = await askForFiles(phone.prompts, { accept: 'image/*', ...wish });
    if (picked === null) throw new WxFailure('cancel');
    return picked.map(({ address }) => address);
  };
  const fromCamera = async (sources: readonly string[]): Promise<boolean> => {
    if (sources.length === 1) return sources[0] === 'camera';
    if (lens.given > 0) return false;
    const chosen = await phone.prompts.actionSheet(['拍摄', '从手机相册选择']);
    if (chosen === null) throw new WxFailure('cancel');
    return chosen === 0;
  };
  const choose = async (api: string, options: Options): Promise<{ tempFilePath: string; size: number }[]> => {
    await permissions.privacy.require(api);
    const camera = await fromCamera(textsOf(options, 'sourceType'));
    permissions.requireSystem(camera ? 'camera' : 'album');
    if (camera) await permissions.require(api, 'scope.camera');
    const chosen = await pick(camera, camera ? 1 : numberOf(options, 'count', 9));
    return Promise.all(chosen.map(store));
  };
  services.camera = async (box) => {
    permissions.requireSystem('camera');
    await permissions.require('camera', 'scope.camera');
    return lens.show(box);
  };
  phone.appHidden.on(() => {
    for (const view of cameras) if (view.close()) view.part.emit('stop');
  });
  phone.appShown.on(() => {
    for (const view of cameras) void view.start();
  });
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
        const chosen = await choose('chooseMedia', options);
        return { type: 'image', tempFiles: chosen.map((file) => ({ ...file, fileType: 'image' })) };
      },
      async chooseImage(options) {
        const chosen = await choose('chooseImage', options);
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
        // WeChat's default is as many times larger as the screen is dense.
        target.width = numberOf(options, 'destWidth', width * window.devicePixelRatio);
        target.height = numberOf(options, 'destHeight', height * window.devicePixelRatio);
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
        if (cameras.at(-1)?.ready !== true) throw new WxFailure('camera has not been initialized');
        await permissions.require('camera', 'scope.camera');
        const picture = lens.shoot();
        const { tempFilePath } = await store(picture);
        // A broken file is a photo all the same, until somebody looks at it.
        const { naturalWidth, naturalHeight } = await load(picture).catch(() => new Image());
        return { tempImagePath: tempFilePath, width: naturalWidth, height: naturalHeight };
      }),
      setZoom: asynchronous('operateCamera', ({ zoom }) => ({ zoom })),
      onCameraFrame: (listener: (frame: CameraFrame) => void) => cameraFrames(phone, listener),
    }),
  };
}

/** A frame as WeChat gives it: four bytes a pixel. */
interface CameraFrame {
  width: number;
  height: number;
  data: ArrayBuffer;
}

/** How often a camera gives a frame (ms): far less often than a phone does. */
const FRAME = 200;

/** Frames of `frameSize="small"`, as long as they are wanted and the camera is open. */
function cameraFrames({ lens }: Phone, listener: (frame: CameraFrame) => void): Record<string, unknown> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const give = async (): Promise<void> => {
    if (cameras.at(-1)?.ready !== true) return;
    const image = await load(lens.peek());
    const canvas = document.createElement('canvas');
    const [width, height] = [288, Math.round((288 * image.naturalHeight) / image.naturalWidth)];
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0, width, height);
    const data = pen?.getImageData(0, 0, width, height).data.buffer;
    if (timer !== undefined && data !== undefined) listener({ width, height, data });
  };
  return {
    start: asynchronous('CameraFrameListener.start', () => {
      clearInterval(timer);
      timer = setInterval(() => void give().catch(() => undefined), FRAME);
    }),
    stop: asynchronous('CameraFrameListener.stop', () => {
      clearInterval(timer);
      timer = undefined;
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
