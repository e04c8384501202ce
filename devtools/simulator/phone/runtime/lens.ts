/** What stands before the camera: pictures of the host, the webcam, a picture chosen by hand, or else a made-up scene. */
import { make } from './dom';
import { fileButton } from './file-prompt';
import { generatedPicture } from './scene';
import { Signal } from './signal';

export class Lens {
  readonly #now: () => Date;
  readonly #changed = new Signal<undefined>();
  readonly #views = new Set<HTMLVideoElement>();
  #given: string[] = [];
  #chosen: string | null = null;
  #webcam: MediaStream | null = null;

  /** @param now - the phone's time, written on made-up scenes */
  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Addresses that camera and album give in order; each is used once unless it is the last. */
  use(addresses: readonly string[]): void {
    this.#given = [...addresses];
    this.#changed.emit(undefined);
  }

  /** How many pictures the host has put there; with none the person at the screen is asked. */
  get given(): number {
    return this.#given.length;
  }

  /** The next picture. @returns an address that the browser can load */
  shoot(): string {
    const taken = this.peek();
    if (this.#given.length > 1) this.#given.shift();
    this.#changed.emit(undefined);
    return taken;
  }

  /** What is before the camera now, without taking it. @returns an address that the browser can load */
  peek(): string {
    return this.#given[0] ?? this.#chosen ?? this.#webcamFrame() ?? generatedPicture(this.#now());
  }

  /**
   * Shows in an element what is before the camera, as long as it is wanted.
   * @returns how to end it
   */
  show(box: HTMLElement): () => void {
    const image = make('img');
    const video = make('video');
    image.alt = '';
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    const button = fileButton('选一张照片', 'image/*', 1, ([file]) => {
      this.#chosen = file?.address ?? null;
      this.#changed.emit(undefined);
    });
    const draw = (): void => {
      const still = this.#given[0] ?? this.#chosen;
      const live = still === null && this.#webcam !== null;
      video.srcObject = this.#webcam;
      video.hidden = !live;
      image.hidden = live;
      button.hidden = live || this.#given.length > 0;
      if (!live) image.src = still ?? generatedPicture(this.#now());
    };
    box.prepend(image, video);
    box.append(button);
    this.#views.add(video);
    this.#changed.on(draw);
    draw();
    void this.#openWebcam();
    return () => {
      this.#changed.off(draw);
      this.#views.delete(video);
      for (const part of [image, video, button]) part.remove();
      if (this.#views.size === 0) this.#closeWebcam();
    };
  }

  /** Asks for the webcam only where there is one: the browser asks the person. */
  async #openWebcam(): Promise<void> {
    if (this.#webcam !== null || this.#given.length > 0) return;
    this.#keepWebcam(await webcam());
    this.#changed.emit(undefined);
  }

  /** Two views may have asked at once, and the last may be gone meanwhile. */
  #keepWebcam(stream: MediaStream | null): void {
    if (this.#webcam === null && this.#views.size > 0) this.#webcam = stream;
    else stream?.getTracks().forEach((track) => track.stop());
  }

  #closeWebcam(): void {
    this.#webcam?.getTracks().forEach((track) => track.stop());
    this.#webcam = null;
  }

  #webcamFrame(): string | null {
    const video = [...this.#views].find(({ videoWidth }) => videoWidth > 0);
    if (video === undefined) return null;
    const canvas = make('canvas');
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.92);
  }
}

/** The camera on the back where there are several; null where there is none, or the browser was told no. */
async function webcam(): Promise<MediaStream | null> {
  // Browsers have it in secure contexts only.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return null;
  try {
    const kinds = (await devices.enumerateDevices()).map(({ kind }) => kind);
    if (!kinds.includes('videoinput')) return null;
    return await devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 } } });
  } catch {
    return null;
  }
}
