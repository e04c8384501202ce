/** The camera for what was mended: the picture of before lies over it, faint, so that both show the same from the same place. */
import type { PhotoInput } from '../../../../typings/api';
import { PictureRefused } from '../../../services/core/picture';
import { pulse, snap, snapBySystem } from '../../../services/camera';
import { takeShooting, type Shooting } from '../../../services/errand';
import { lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { choosePhotos, keepPhoto } from '../../../services/photos';
import { fill, TEXT } from '../../../shared/text';

const t = {
  ...TEXT.shoot,
  back: TEXT.common.back,
  light: TEXT.report.light,
  lightOn: TEXT.report.lightOn,
  shutter: TEXT.report.shutter,
  openSettings: TEXT.report.openSettings,
};

type Chosen = { path: string; source: PhotoInput['source'] };

/** How much of the picture of before is seen over the camera (%). */
const LEVELS = [
  { id: 0, name: t.off },
  { id: 40, name: t.faint },
  { id: 70, name: t.strong },
];
const AT_FIRST = 40;

Page({
  data: {
    look: lookClass(),
    t,
    top: 20,
    before: '',
    levels: LEVELS,
    shown: AT_FIRST,
    cameraOff: false,
    torch: false,
    flash: false,
    /** The last picture, and how many there are in words. */
    thumb: '',
    taken: '',
  },

  errand: null as Shooting | null,
  /** How many were taken, also those that are still being made small. */
  count: 0,
  coming: [] as Promise<void>[],

  onLoad() {
    this.errand = takeShooting();
    this.coming = [];
    this.setData({
      look: lookClass(),
      top: wx.getWindowInfo().statusBarHeight,
      before: this.errand?.before ?? '',
    });
    if (this.errand === null) leave();
  },

  onShow() {
    // What stands above the camera is white in any colours.
    wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#000000', fail: () => undefined });
  },

  onShutter() {
    this.take(() => (this.data.cameraOff ? this.bySystem() : this.byPage()));
  },

  onAlbum() {
    this.take((room) => choosePhotos('album', room));
  },

  async byPage(): Promise<Chosen[]> {
    const path = await snap();
    if (path === null) this.setData({ cameraOff: true });
    return path === null ? [] : [{ path, source: 'camera' }];
  },

  async bySystem(): Promise<Chosen[]> {
    const path = await snapBySystem();
    return path === null ? [] : [{ path, source: 'camera' }];
  },

  /** The form learns of each picture as soon as it lies on the phone; closing the app loses none of them. */
  take(taking: (room: number) => Promise<Chosen[]>) {
    const { errand } = this;
    if (errand === null) return;
    const room = errand.room - this.count;
    if (room <= 0) {
      say(fill(t.full, { count: errand.room }));
      return;
    }
    this.coming.push(this.keep(errand, taking(room)));
  },

  async keep(errand: Shooting, taking: Promise<Chosen[]>) {
    try {
      for (const { path, source } of await taking) {
        if (this.count >= errand.room) return;
        this.count += 1;
        pulse();
        this.setData({ thumb: path, taken: fill(t.count, { count: this.count }), flash: !this.data.flash });
        await this.hand(errand, path, source);
      }
    } catch {
      say(TEXT.form.cameraOff);
    }
  },

  /** Hands one picture back, or says why it is none. */
  async hand(errand: Shooting, path: string, source: PhotoInput['source']) {
    try {
      const { photo, remark } = await keepPhoto(path, source);
      errand.done(photo);
      if (remark !== '') say(remark);
    } catch (error) {
      this.count -= 1;
      this.setData({ thumb: '', taken: this.count === 0 ? '' : fill(t.count, { count: this.count }) });
      say(error instanceof PictureRefused ? error.message : TEXT.common.trouble);
    }
  },

  onCameraError() {
    this.setData({ cameraOff: true, torch: false });
  },

  onOpenSettings() {
    wx.openSetting({
      success: ({ authSetting }) => {
        if (authSetting['scope.camera'] === true) this.setData({ cameraOff: false });
      },
    });
  },

  /** The picture of before did not come: there is nothing to compare with. */
  onBeforeError() {
    this.setData({ before: '' });
  },

  onLevel({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ shown: Number(currentTarget.dataset['id']) });
  },

  onTorch() {
    this.setData({ torch: !this.data.torch });
  },

  /** The form shows what was taken; what is still being made small comes with it. */
  async onDone() {
    await Promise.allSettled(this.coming);
    leave();
  },

  onBack() {
    leave();
  },
});
