/** 首页: report in one tap, what waits for me, and what became of my last report. */
import type { Routes } from '../../../typings/api';
import { badge, countUnread } from '../../services/badges';
import { call } from '../../services/call';
import { homePage, type Entry, type LastReport, type Waiting } from '../../services/core/home';
import { patch } from '../../services/core/patch';
import { pointOfLabel } from '../../services/core/places';
import { dressPage, look, lookClass } from '../../services/look';
import { lead, open, PAGES } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { getPlant, knownPlant, knownSession, now } from '../../services/session';
import { TEXT } from '../../shared/text';

type Home = Routes['home.get']['output'];

const t = TEXT.home;

Page({
  data: {
    look: lookClass(),
    large: look().large,
    t,
    brand: TEXT.common.brand,
    /** Height of the status bar (px), below which the page's own bar begins. */
    top: wx.getWindowInfo().statusBarHeight,
    ...LOADING,
    guest: false,
    hello: '',
    where: '',
    waiting: [] as Waiting[],
    waitingMore: false,
    last: null as LastReport | null,
    points: 0,
    entries: [] as Entry[],
    emergency: false,
  },

  /** A label that WeChat's own scanner read says first what is stopped there. */
  onLoad(query: { scene?: string }) {
    if (query.scene !== undefined) lead(PAGES.label, { scene: query.scene });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), large: look().large }));
    void this.read();
    void countUnread();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Home>(
      'home',
      () => call('home.get', {}),
      (home, state) => {
        const page = home === null ? {} : homePage(home, now());
        this.setData(patch(this.data, { ...state, ...page }));
        if (home !== null) badge('orders', home.waiting.length, home.waitingMore);
      },
      this.data.read !== 'loading',
    );
  },

  onShoot() {
    open(PAGES.camera);
  },

  async onScan() {
    try {
      const { result, path } = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] });
      // A mini-program code gives its page with the scene in it.
      const scene = /[?&]scene=([^&]+)/.exec(path)?.[1];
      await this.reportAt(scene ?? result);
    } catch {
      // The person closed the scanner.
    }
  },

  /** Whoever scans to report is at the camera at once; what is no label of this plant may be typed. */
  async reportAt(text: string) {
    const plant = knownPlant() ?? (await getPlant().catch(() => null));
    const point = pointOfLabel(text, plant);
    if (point === null) open(PAGES.label, { unread: '1' });
    else open(PAGES.camera, { point: point.id });
  },

  onEmergency() {
    this.setData({ emergency: true });
  },

  onEmergencyEnd() {
    this.setData({ emergency: false });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onAllWaiting() {
    void wx.switchTab({ url: PAGES.orders });
  },

  onEntry({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES[currentTarget.dataset['id'] as Entry['id']]);
  },

  onBind() {
    open(PAGES.bind);
  },

  onPoints() {
    void wx.switchTab({ url: '/pages/me/index' });
  },

  onShareAppMessage() {
    return { title: knownSession()?.plant.name ?? TEXT.common.brand, path: PAGES.home };
  },
});
