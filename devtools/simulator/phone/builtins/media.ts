/** Pictures: image, cover-image, canvas and the camera. */
import { make } from '../runtime/dom';
import { messageOf, NotEmulated } from '../runtime/errors';
import { nodeObjects } from '../runtime/query';
import { type Builtin, type Part } from './define';
import { services } from './services';

/** How each mode fits a picture. @see https://developers.weixin.qq.com/miniprogram/dev/component/image.html */
const FITS: Readonly<Record<string, { fit: string; position?: string }>> = {
  scaleToFill: { fit: 'fill' },
  aspectFit: { fit: 'contain' },
  aspectFill: { fit: 'cover' },
  widthFix: { fit: 'fill' },
  heightFix: { fit: 'fill' },
  ...Object.fromEntries(
    ['top', 'bottom', 'center', 'left', 'right', 'top left', 'top right', 'bottom left', 'bottom right'].map(
      (position) => [position, { fit: 'none', position }],
    ),
  ),
};

/** The path of the component whose template a part stands in: relative pictures are beside it. */
function homeOf(part: Part): string {
  return part.component.ownerShadowRoot?.getHostNode().is ?? '';
}

function picture(): Builtin {
  return {
    properties: {
      src: '',
      mode: 'scaleToFill',
      webp: false,
      lazyLoad: false,
      fadeIn: false,
      fadeShow: false,
      showMenuByLongpress: false,
      forceHttps: false,
      preloadSrc: '',
    },
    create(part) {
      const image = make('img');
      image.alt = '';
      image.draggable = false;
      part.element.append(image);
      image.addEventListener('load', () => {
        part.emit('load', { width: image.naturalWidth, height: image.naturalHeight });
      });
      image.addEventListener('error', () => part.emit('error', { errMsg: `GET ${part.text('src')} failed` }));
      let shown = '';
      return {
        update: () => {
          const mode = part.text('mode');
          const { fit, position = 'center' } = FITS[mode] ?? { fit: 'fill' };
          part.element.setAttribute('mode', mode);
          Object.assign(image.style, { objectFit: fit, objectPosition: position });
          image.alt = part.text('ariaLabel');
          const source = part.text('src');
          if (source === shown) return;
          shown = source;
          if (source === '') image.removeAttribute('src');
          else image.src = services.imageUrl(source, homeOf(part));
        },
      };
    },
  };
}

/** A canvas as a mini-program sees it: no DOM node, but what the documentation lists. */
class CanvasNode {
  constructor(readonly element: HTMLCanvasElement) {}

  get width(): number {
    return this.element.width;
  }

  set width(width: number) {
    this.element.width = width;
  }

  get height(): number {
    return this.element.height;
  }

  set height(height: number) {
    this.element.height = height;
  }

  getContext(type: string): RenderingContext | null {
    if (type !== '2d') throw new NotEmulated(`canvas.getContext('${type}')`);
    return this.element.getContext('2d');
  }

  createImage(): HTMLImageElement {
    return phoneImage();
  }

  createImageData(width: number, height: number): ImageData {
    return new ImageData(width, height);
  }

  createPath2D(path?: Path2D): Path2D {
    return new Path2D(path);
  }

  requestAnimationFrame(callback: (time: number) => void): number {
    return requestAnimationFrame(callback);
  }

  cancelAnimationFrame(id: number): void {
    cancelAnimationFrame(id);
  }

  toDataURL(type?: string, quality?: number): string {
    return this.element.toDataURL(type, quality);
  }
}

export { CanvasNode };

/** An image whose `src` may be a file of the phone. */
function phoneImage(): HTMLImageElement {
  const image = new Image();
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  Object.defineProperty(image, 'src', {
    get: () => source?.get?.call(image) as string,
    set: (value: string) => source?.set?.call(image, services.imageUrl(value, '')),
  });
  return image;
}

/** A canvas without a page, for `wx.createOffscreenCanvas`. */
export function offscreenCanvas(width: number, height: number): CanvasNode {
  const element = make('canvas');
  Object.assign(element, { width, height });
  return new CanvasNode(element);
}

const canvas: Builtin = {
  properties: { type: '', canvasId: '', disableScroll: false },
  create(part) {
    const element = make('canvas');
    part.element.append(element);
    nodeObjects.set(part.element, { node: new CanvasNode(element) });
    return {
      attached: () => {
        if (part.text('type') !== '2d') throw new NotEmulated('<canvas> without type="2d"');
      },
    };
  },
};

/** A camera on screen. */
export class CameraView {
  /** Whether a picture can be taken. */
  ready = false;
  #end: (() => void) | null = null;

  constructor(readonly part: Part) {}

  /** Opens it; whether that worked is told by `initdone` or `error`. */
  async start(): Promise<void> {
    try {
      const page = this.part.element.closest('.phone-page');
      const first = cameras.find(({ part }) => part.element.closest('.phone-page') === page);
      if (first !== this) throw new Error('can insert only one camera');
      const end = await services.camera(this.part.element);
      if (!cameras.includes(this)) {
        end();
        return;
      }
      this.#end = end;
      this.ready = true;
      this.part.emit('initdone', { maxZoom: 1 });
    } catch (error) {
      this.part.emit('error', { errMsg: `insertCamera:fail ${messageOf(error)}` });
    }
  }

  /** @returns whether it was open */
  close(): boolean {
    const open = this.ready;
    this.#end?.();
    this.#end = null;
    this.ready = false;
    return open;
  }
}

/** Cameras on screen, newest last. */
export const cameras: CameraView[] = [];

const camera: Builtin = {
  properties: {
    mode: 'normal',
    resolution: 'medium',
    devicePosition: 'back',
    flash: 'auto',
    frameSize: 'medium',
  },
  create(part) {
    const view = new CameraView(part);
    return {
      attached: () => {
        cameras.push(view);
        void view.start();
      },
      detached: () => {
        cameras.splice(cameras.indexOf(view), 1);
        view.close();
      },
    };
  },
};

export const media = { image: picture(), 'cover-image': picture(), canvas, camera };
