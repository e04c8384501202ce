/** 首页: report in one tap, what waits for me, and what became of my last report. */
import type { OrderCard, Routes } from '../../../typings/api';
import { call } from '../../services/call';
import { pointOfLabel } from '../../services/core/places';
import { greeting, taskOf } from '../../services/core/turn';
import { lookClass } from '../../services/look';
import { open, PAGES, say } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { getPlant, knownPlant, knownSession, now } from '../../services/session';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

type Home = Routes['home.get']['output'];

const t = TEXT.home;

interface Waiting {
  id: string;
  thumb: string | null;
  task: string;
  what: string;
  due: string;
  overdue: boolean;
}

const waitingRow = ({ id, thumb, state, title, next }: OrderCard): Waiting => ({
  id,
  thumb,
  task: taskOf(state.id),
  what: title,
  due: next === null ? '' : next.overdue ? t.overdue : fill(t.before, { time: whenText(next.dueAt, now()) }),
  overdue: next?.overdue ?? false,
});

/** `昨天`, `11月20日`, or the hour when it was today. */
const dayWord = (at: number): string => whenText(at, now()).split(' ')[0] ?? '';

function view({ me, waiting, waitingMore, lastReport, points }: Home) {
  const guest = me.kind === 'guest';
  return {
    guest,
    hello: guest ? '' : `${me.name}，${greeting(now())}`,
    where: guest ? '' : (me.departmentName ?? ''),
    waiting: waiting.map(waitingRow),
    waitingMore,
    last:
      lastReport === null
        ? null
        : {
            id: lastReport.id,
            ring: lastReport.state.ring,
            lead: fill(t.lastReport, { when: dayWord(lastReport.reportedAt) }),
            title: `「${lastReport.title}」`,
            sentence: `，${lastReport.sentence}`,
          },
    points: points.balance,
    supervises: me.roles.some((role) => role === 'supervisor' || role === 'dutyLeader' || role === 'safety'),
  };
}

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    guest: false,
    hello: '',
    where: '',
    waiting: [] as Waiting[],
    waitingMore: false,
    last: null as ReturnType<typeof view>['last'],
    points: 0,
    supervises: false,
    emergency: false,
  },

  onLoad(query: { scene?: string }) {
    if (query.scene !== undefined) void this.openLabel(query.scene);
  },

  onShow() {
    const look = lookClass();
    if (look !== this.data.look) this.setData({ look });
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Home>(
      'home',
      () => call('home.get', {}),
      (home, state) => this.setData(home === null ? state : { ...state, ...view(home) }),
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
      await this.openLabel(scene === undefined ? result : decodeURIComponent(scene));
    } catch {
      // The person closed the scanner.
    }
  },

  async openLabel(text: string) {
    const plant = knownPlant() ?? (await getPlant().catch(() => null));
    const point = pointOfLabel(text, plant);
    if (point === null) say(t.unreadable);
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

  onToday() {
    open(PAGES.today);
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
