/** 首页: report in one tap, what waits for me, and what became of my last report. */
import type { Routes } from '../../../typings/api';
import { badge, countUnread } from '../../services/badges';
import { call } from '../../services/call';
import { homePage, type Entry, type LastReport, type Waiting, type WeekRow } from '../../services/core/home';
import { patch } from '../../services/core/patch';
import type { Point } from '../../services/core/places';
import { tasksRow, type TasksRow } from '../../services/core/task-list';
import type { Found } from '../../services/core/scan';
import { dressPage, look, lookClass } from '../../services/look';
import { lead, open, PAGES } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { sharing } from '../../services/reporter';
import { refreshTasks, rounds } from '../../services/rounds';
import { scanLabel } from '../../services/scan';
import { knownSession, now } from '../../services/session';
import { TEXT } from '../../shared/text';

type Home = Routes['home.get']['output'];

const t = { ...TEXT.home, allMine: TEXT.mine.all };

Page({
  data: {
    look: lookClass(),
    large: look().large,
    t,
    brand: TEXT.common.brand,
    /** Height of the status bar (px), below which the page's own bar begins. */
    top: wx.getWindowInfo().statusBarHeight,
    ...LOADING,
    ...sharing(),
    guest: false,
    hello: '',
    where: '',
    waiting: [] as Waiting[],
    waitingMore: false,
    last: null as LastReport | null,
    points: '0',
    entries: [] as Entry[],
    /** What is talked about this week; null: nothing. */
    week: null as WeekRow | null,
    /** What is to be looked at today; null for whom that is nothing. */
    tasks: null as TasksRow | null,
    emergency: false,
  },

  /** A label that WeChat's own scanner read says first what is stopped there. */
  onLoad(query: { scene?: string }) {
    if (query.scene !== undefined) lead(PAGES.label, { scene: query.scene });
  },

  onShow() {
    dressPage();
    const tasks = tasksRow(rounds.tasks(), rounds.round, now());
    this.setData(patch(this.data, { look: lookClass(), large: look().large, tasks, ...sharing() }));
    void this.read().then(() => this.readTasks());
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

  /** Behind the page itself. */
  async readTasks() {
    await refreshTasks();
    const changes = patch(this.data, { tasks: tasksRow(rounds.tasks(), rounds.round, now()) });
    if (Object.keys(changes).length > 0) this.setData(changes);
  },

  onTasks() {
    open(PAGES.day);
  },

  onShoot() {
    open(PAGES.camera);
  },

  async onScan() {
    const found = await scanLabel();
    if (found.kind === 'off') open(PAGES.label);
    else if (found.kind !== 'closed') this.reportAt(found);
  },

  /** Whoever scans to report is at the camera at once; what this phone does not know is looked up, or typed. */
  reportAt(found: Found) {
    if (found.kind === 'point') this.reportPoint(found.point);
    else if (found.kind === 'area') open(PAGES.camera, { area: found.area.id });
    else if (found.kind === 'foreign' || found.no === '') open(PAGES.label, { unread: '1' });
    else open(PAGES.label, { no: found.no });
  },

  /** Whoever scans a machine may be about to use it. */
  reportPoint({ id: point, beforeUse }: Point) {
    const isUsed = beforeUse === true && knownSession()?.me.kind === 'person';
    open(PAGES.camera, { point, ...(isUsed ? { use: '1' } : {}) });
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

  onWeek() {
    open(PAGES.week);
  },

  onBind() {
    open(PAGES.bind);
  },

  onMine() {
    open(PAGES.mine);
  },

  onPoints() {
    open(PAGES.points);
  },

  onShareAppMessage() {
    return { title: knownSession()?.plant.name ?? TEXT.common.brand, path: PAGES.home };
  },
});
