/** Points and goods as a phone is told of them, for the tests of their pages. */
import type {
  FundView,
  GrantView,
  PointsBoard,
  PointsEntry,
  PointsStatement,
  PointsView,
} from '../../../typings/points';
import type { CounterView, RedemptionView, RewardView, ShelfEntry, ShelfRow } from '../../../typings/shop';
import { DAY, HOUR } from '../../../miniprogram/shared/time';

/** 2026-11-23 09:00 in +08:00. */
export const NINE = Date.parse('2026-11-23T09:00:00+08:00');

export const entry = (change: Partial<PointsEntry> = {}): PointsEntry => ({
  id: 'award:1',
  points: 10,
  reason: '灭火器被挡，已关闭',
  orderNumber: 'YH-20261120-0007',
  at: NINE - 3 * DAY,
  ...change,
});

export const points = (change: Partial<PointsView> = {}): PointsView => ({
  balance: 126,
  month: 20,
  lapsing: { points: 46, at: Date.parse('2027-01-01T00:00:00+08:00') },
  named: false,
  entries: [
    entry(),
    entry({ id: 'spent:1', points: -80, reason: '换了洗衣液 1 公斤', orderNumber: null, at: NINE - 5 * DAY }),
    entry({ id: 'grant:1', points: 20, reason: '带新人看了一遍气瓶库', orderNumber: null }),
  ],
  cursor: null,
  ...change,
});

export const reward = (change: Partial<RewardView> = {}): RewardView => ({
  id: 'soap',
  name: '洗衣液 1 公斤',
  icon: 'soap',
  photo: null,
  unit: '份',
  points: 80,
  left: 12,
  place: '综合仓库窗口，白班 8:00—17:00',
  limit: 2,
  had: 0,
  until: null,
  ...change,
});

/** As on the drawing of the page. */
export const SHELF: readonly RewardView[] = [
  reward(),
  reward({ id: 'towel', name: '毛巾两条', icon: 'towel', points: 60, left: 30, had: 2 }),
  reward({ id: 'cup', name: '保温杯', icon: 'cup', points: 120, left: 0 }),
  reward({
    id: 'gloves',
    name: '防割劳保手套',
    icon: 'gloves',
    unit: '双',
    points: 140,
    left: 20,
    until: '2026-11-30',
  }),
];

export const redemption = (change: Partial<RedemptionView> = {}): RedemptionView => ({
  id: 'r-1',
  reward: { id: 'soap', name: '洗衣液 1 公斤', icon: 'soap', unit: '份' },
  points: 80,
  place: '综合仓库窗口，白班 8:00—17:00',
  state: 'reserved',
  code: '402913',
  payload: 'safeloop:goods:r-1:402913',
  rows: Array.from({ length: 29 }, (_, y) =>
    Array.from({ length: 29 }, (_each, x) => ((x * 7 + y * 11 + x * y) % 3 === 0 ? '1' : '0')).join(''),
  ),
  at: NINE - HOUR,
  expiresAt: NINE + 2 * DAY,
  endedAt: null,
  reason: null,
  ...change,
});

/** One that is over. */
export const ended = (state: RedemptionView['state'], change: Partial<RedemptionView> = {}): RedemptionView =>
  redemption({ state, code: null, payload: null, rows: null, endedAt: NINE, ...change });

export const counter = (change: Partial<CounterView> = {}): CounterView => ({
  redemptionId: 'r-1',
  rev: 1,
  state: 'reserved',
  person: { id: 'p-30', name: '谢小刚', department: '焊接车间' },
  reward: { id: 'soap', name: '洗衣液 1 公斤', icon: 'soap', photo: null, unit: '份' },
  points: 80,
  place: '综合仓库窗口',
  expiresAt: NINE + 2 * DAY,
  handedOut: null,
  ...change,
});

export const shelfRow = (change: Partial<ShelfRow> = {}): ShelfRow => ({
  reward: { id: 'soap', name: '洗衣液 1 公斤', icon: 'soap', unit: '瓶', points: 80 },
  rev: 3,
  stock: 12,
  reserved: 3,
  low: false,
  withdrawn: false,
  ...change,
});

export const shelfEntry = (change: Partial<ShelfEntry> = {}): ShelfEntry => ({
  id: 'e-1',
  kind: 'handedOut',
  rewardName: '洗衣液 1 公斤',
  unit: '瓶',
  count: -1,
  by: { id: 'p-28', name: '钱库管' },
  to: { id: 'p-30', name: '谢小刚' },
  reason: '',
  at: NINE,
  ...change,
});

export const statement = (change: Partial<PointsStatement> = {}): PointsStatement => ({
  month: '2026-10',
  opened: 96,
  earned: 40,
  takenBack: 10,
  spent: 80,
  returned: 80,
  lapsed: 0,
  closed: 126,
  ...change,
});

export const board = (change: Partial<PointsBoard> = {}): PointsBoard => ({
  month: '2026-11',
  departments: [
    { id: 'welding', name: '焊接车间', heads: 40, earners: 22, perHead: 8.25 },
    { id: 'assembly', name: '装配车间', heads: 60, earners: 18, perHead: 4.1 },
    { id: 'office', name: '综合办', heads: 12, earners: 0, perHead: 0 },
  ],
  thanked: [
    { id: 'p-30', name: '谢小刚' },
    { id: 'p-31', name: '陈新' },
  ],
  ...change,
});

export const fund = (change: Partial<FundView> = {}): FundView => ({
  month: '2026-11',
  budget: 3000,
  fenPerPoint: 50,
  awarded: 5120,
  outstanding: 8240,
  used: 2560,
  warnAt: 0.8,
  warned: true,
  days: Array.from({ length: 23 }, (_, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    used: Math.round((2560 * (index + 1)) / 23),
  })),
  bought: [{ rewardId: 'soap', name: '洗衣液 1 公斤', count: 14, points: 1120, yuan: 168 }],
  ...change,
});

export const grant = (change: Partial<GrantView> = {}): GrantView => ({
  id: 'g-1',
  to: { id: 'p-30', name: '谢小刚' },
  points: 20,
  reason: '带新人把气瓶库看了一遍',
  by: { id: 'p-18', name: '林班长' },
  at: NINE,
  state: 'granted',
  decidedBy: null,
  ...change,
});
