/** 积分 and what it is changed for, the code and the counter, the shelf, the rules, the month, the departments, the fund, points by hand. */
import {
  balanceCard,
  boardRows,
  entryRow,
  fundPage,
  grantCard,
  monthBar,
  pendingRow,
  statementRows,
} from '../../../../miniprogram/services/core/points';
import {
  codePage,
  counterCard,
  historyRow,
  redeemAsk,
  redemptionRow,
  rewardCard,
  shelfCard,
  stockAsk,
} from '../../../../miniprogram/services/core/shop';
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import {
  board,
  counter,
  ended,
  entry,
  fund,
  grant,
  NINE,
  points as pointsOf,
  redemption,
  reward,
  SHELF as REWARDS,
  shelfEntry,
  shelfRow,
  statement,
} from '../../../unit/miniprogram/points';
import {
  BOARD,
  BOUGHT,
  CODE,
  COUNTER,
  downTo,
  FUND,
  GRANT,
  ME,
  MONTH,
  POINTS,
  RULES,
  SHELF,
  shown,
  tap,
  unanswered,
  type Screen,
} from './screen';

const t = TEXT.points;
const s = TEXT.shop;
const c = TEXT.counter;

const READY = { read: 'ready' };

const PENDING = [
  { orderId: 'o-1', orderNumber: 'YH-1', title: '3 号柱气瓶没固定', points: 10, why: '改好了，等张工复核' },
  {
    orderId: 'o-2',
    orderNumber: 'YH-2',
    title: '护罩没装',
    points: 2,
    why: '同一处 30 天内报过，这次给留心分',
  },
].map(pendingRow);

/** The page as a person has it who has so many points. */
const having = (balance: number, rewards = REWARDS): Record<string, unknown> => {
  const points = pointsOf({ balance });
  return {
    ...READY,
    shop: READY,
    card: balanceCard(points, rewards),
    rewards: rewards.map((one) => rewardCard(one, balance)),
    waiting: [],
    pending: [],
    entries: points.entries.map((one) => entryRow(one, NINE)),
  };
};

const asked = { asking: true, ask: redeemAsk(reward(), 126), trouble: '' };

const SPARE = [shelfRow(), shelfRow({ stock: 3, low: true }), shelfRow({ withdrawn: true, reserved: 0 })].map(
  (row, index) => ({ ...row, reward: { ...row.reward, id: `r-${index}` } }),
);
const HISTORY = [
  shelfEntry(),
  shelfEntry({ id: 'e-2', kind: 'received', count: 24, to: null, reason: '供货单 20261120' }),
  shelfEntry({ id: 'e-3', kind: 'corrected', count: -2, to: null, reason: '两瓶漏了' }),
];
const shelved = {
  ...READY,
  cards: SPARE.map(shelfCard),
  history: HISTORY.map((one) => historyRow(one, NINE)),
};

const scanned = (change: Parameters<typeof counter>[0] = {}): Record<string, unknown> => ({
  card: counterCard(counter(change), NINE),
  give: fill(c.give, { name: '谢小刚' }),
  given: fill(c.given, { name: '谢小刚' }),
  trouble: '',
});
const HANDED = { state: 'handedOut', handedOut: { by: { id: 'p-28', name: '钱库管' }, at: NINE } } as const;

const coded = (view = redemption(), state: Record<string, unknown> = READY): Record<string, unknown> => ({
  ...state,
  page: codePage(view, NINE),
});

/** A photo as the cloud gives it: a link that the phone opens. */
const PHOTO =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#c9b48f"/><rect x="150" y="70" width="100" height="190" rx="18" fill="#2f6f8f"/><rect x="175" y="40" width="50" height="40" fill="#e8e4da"/></svg>',
  );
const pictured = reward({ photo: PHOTO });

/** Without a network: what the phone kept, and a line that says so. */
const KEPT = { read: 'stale', readTitle: TEXT.failure.reading, readHint: '先看 8:52 存下的' };

const page = { page: POINTS, who: 'worker' } as const;
const code = { page: CODE, who: 'worker', query: { id: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7d01' } } as const;
const desk = { page: COUNTER, who: 'keeper' } as const;
const shelf = { page: SHELF, who: 'keeper' } as const;
const given = { page: GRANT, who: 'manager' } as const;

const used = (change: Parameters<typeof fund>[0] = {}): Record<string, unknown> => ({
  ...READY,
  page: fundPage(fund(change)),
});

export const points: Screen[] = [
  { page: ME, state: 'points', who: 'worker', make: downTo(t.entryHint), sign: t.entryHint },
  { page: ME, state: 'keeper', who: 'keeper', make: downTo(c.title), sign: c.entryHint },
  { page: ME, state: 'fund', who: 'manager', make: downTo(t.fund), sign: t.grantEntry },

  { ...page, state: 'filled', make: shown(having(126)), sign: s.take, main: true },
  {
    ...page,
    state: 'waiting',
    make: shown({ ...having(126), waiting: [redemptionRow(redemption(), NINE)] }),
    sign: s.endedShort.reserved,
  },
  { ...page, state: 'debt', make: shown(having(-8)), sign: '−8' },
  { ...page, state: 'rich', make: shown(having(12_600)), sign: t.goalAll },
  {
    ...page,
    state: 'gone',
    make: shown(
      having(
        126,
        REWARDS.map((one) => ({ ...one, left: 0 })),
      ),
    ),
    sign: t.goalGone,
  },
  { ...page, state: 'photo', make: shown(having(126, [pictured, ...REWARDS])), sign: s.take },
  {
    ...page,
    state: 'askPhoto',
    make: shown({ ...having(126), ...asked, ask: redeemAsk(pictured, 126) }),
    sign: 'css:[class*="redeem-photo"]',
  },
  {
    ...page,
    state: 'empty',
    make: shown({ ...having(0, []), entries: [] }),
    sign: s.none,
  },
  {
    ...page,
    state: 'entries',
    make: async (phone) => {
      await shown({
        ...having(126),
        pending: PENDING,
        entries: [
          entryRow(entry(), NINE),
          entryRow(entry({ id: 'long', reason: '上报的隐患已改好，谢谢你绕一圈看了所有气瓶' }), NINE),
        ],
      })(phone);
      await downTo(t.entries)(phone);
    },
    sign: t.pending,
  },
  {
    ...page,
    state: 'ways',
    make: async (phone) => {
      await shown(having(126))(phone);
      await downTo(t.statementHint)(phone);
    },
    sign: t.rules,
  },
  { ...page, state: 'ask', make: shown({ ...having(126), ...asked }), sign: s.askGo, main: true },
  {
    ...page,
    state: 'lost',
    make: shown({ ...having(126), ...asked, trouble: s.askLost }),
    sign: s.askLost,
  },
  {
    ...page,
    state: 'offline',
    make: shown({ ...having(126), ...KEPT }),
    sign: TEXT.failure.reading,
  },
  ...unanswered(page),

  { ...code, state: 'reserved', make: shown(coded()), sign: 'css:[class*="sign-digits"]', main: true },
  { ...code, state: 'remind', make: shown({ ...coded(), reminds: true }), sign: s.remind },
  { ...code, state: 'offline', make: shown(coded(redemption(), { read: 'stale' })), sign: s.kept },
  { ...code, state: 'handedOut', make: shown(coded(ended('handedOut'))), sign: s.ended.handedOut },
  { ...code, state: 'expired', make: shown(coded(ended('expired'))), sign: s.ended.expired },
  {
    ...code,
    state: 'withdrawn',
    make: shown(coded(ended('withdrawn', { reason: '供货断了，先换别的' }))),
    sign: s.ended.withdrawn,
  },
  { ...code, state: 'cancelled', make: shown(coded(ended('cancelled'))), sign: s.ended.cancelled },
  {
    ...code,
    state: 'late',
    make: shown(coded(redemption({ expiresAt: NINE - 1 }), KEPT)),
    sign: s.late,
  },
  { ...code, state: 'unknown', sign: 'css:[class*="state-ico"]' },

  {
    page: BOUGHT,
    state: 'filled',
    who: 'worker',
    make: shown({
      ...READY,
      rows: [redemption(), ended('handedOut'), ended('expired'), ended('withdrawn')].map((view, index) => ({
        ...redemptionRow(view, NINE),
        id: String(index),
      })),
    }),
    sign: s.endedShort.withdrawn,
    main: true,
  },
  {
    page: BOUGHT,
    state: 'offline',
    who: 'worker',
    make: shown({ ...KEPT, rows: [redemptionRow(redemption(), NINE)] }),
    sign: TEXT.failure.reading,
  },
  { page: BOUGHT, state: 'empty', who: 'worker', make: shown({ ...READY, rows: [] }), sign: s.mineNone },
  ...unanswered({ page: BOUGHT, who: 'worker' }),

  {
    page: RULES,
    state: 'filled',
    who: 'worker',
    make: shown({
      ...READY,
      rules: [
        { id: 'a', text: '上报的隐患改好了，每一条', points: '+10' },
        { id: 'b', text: '紧急程度高的，第一个报的人再加', points: '+5' },
        { id: 'c', text: '看过以后不属于隐患，谢谢你留心', points: '+2' },
      ],
      notes: ['一天最多得 50 分', '年底没用的分会过期，提前一个月告诉你', '一单重新打开，这一单的分先收回'],
    }),
    sign: t.notes,
    main: true,
  },
  {
    page: RULES,
    state: 'empty',
    who: 'worker',
    make: shown({ ...READY, rules: [], notes: [] }),
    sign: t.rulesNone,
  },
  ...unanswered({ page: RULES, who: 'worker' }),

  {
    page: BOARD,
    state: 'filled',
    who: 'worker',
    make: shown({ ...READY, rows: boardRows(board()), thanked: '谢小刚、陈新', named: true }),
    sign: t.thanked,
    main: true,
  },
  {
    page: BOARD,
    state: 'empty',
    who: 'worker',
    make: shown({ ...READY, rows: [], thanked: '', named: false }),
    sign: t.boardNone,
  },
  ...unanswered({ page: BOARD, who: 'worker' }),

  {
    page: MONTH,
    state: 'filled',
    who: 'worker',
    make: shown({ ...READY, month: monthBar('2026-10', NINE), rows: statementRows(statement(), NINE) }),
    sign: t.closed,
    main: true,
  },
  {
    page: MONTH,
    state: 'now',
    who: 'worker',
    make: shown({
      ...READY,
      month: monthBar('2026-11', NINE),
      rows: statementRows(statement({ month: '2026-11', takenBack: 144, closed: -8 }), NINE),
    }),
    sign: t.closedNow,
  },
  {
    page: MONTH,
    state: 'offline',
    who: 'worker',
    make: shown({ ...KEPT, month: monthBar('2026-10', NINE), rows: statementRows(statement(), NINE) }),
    sign: TEXT.failure.reading,
  },
  ...unanswered({ page: MONTH, who: 'worker' }),

  { page: FUND, state: 'warned', who: 'manager', make: shown(used()), sign: t.fundDays, main: true },
  {
    page: FUND,
    state: 'over',
    who: 'manager',
    make: shown(
      used({
        used: 3750,
        days: fund().days.map(({ day, used: until }) => ({ day, used: Math.round((until * 3750) / 2560) })),
      }),
    ),
    sign: fill(t.fundOver, { over: 750 }),
  },
  {
    page: FUND,
    state: 'none',
    who: 'manager',
    make: shown(used({ budget: 0, used: 0, warned: false, days: [], bought: [] })),
    sign: t.fundNoBudget,
  },
  {
    page: FUND,
    state: 'offline',
    who: 'manager',
    make: shown({ ...used(), ...KEPT }),
    sign: TEXT.failure.reading,
  },
  {
    page: FUND,
    state: 'bought',
    who: 'manager',
    make: async (phone) => {
      await shown(used())(phone);
      await downTo('14 件')(phone);
    },
    sign: t.bought,
  },
  { page: FUND, state: 'notMine', who: 'worker', sign: 'css:[class*="state-ico"]' },
  ...unanswered({ page: FUND, who: 'manager' }),

  {
    ...given,
    state: 'filled',
    make: shown({
      ...READY,
      waiting: [grantCard(grant({ state: 'waiting', points: 80 }), 'p-1', NINE)],
      mine: [grantCard(grant({ by: { id: 'p-1', name: '周总' } }), 'p-1', NINE)],
      personId: 'p-30',
      name: '谢小刚',
      points: '20',
      reason: '带新人看气瓶库',
      go: fill(t.grantGo, { name: '谢小刚', points: 20 }),
    }),
    sign: t.grantsWaiting,
    main: true,
  },
  {
    ...given,
    state: 'incomplete',
    who: 'safety',
    make: async (phone) => {
      await shown({ ...READY, waiting: [], mine: [] })(phone);
      await tap(t.grantGoEmpty)(phone);
    },
    sign: t.grantLacksWho,
  },
  { ...given, state: 'who', make: shown({ ...READY, choosing: true }), sign: 'css:[class*="pick"]' },
  {
    ...given,
    state: 'refuse',
    make: shown({ ...READY, refusing: 'g-1', whyTrouble: t.grantLacksReason }),
    sign: t.refuseTitle,
  },
  ...unanswered(given),

  { ...desk, state: 'blank', sign: c.lead, main: true },
  { ...desk, state: 'typing', make: tap(c.type), sign: c.typeTitle },
  { ...desk, state: 'scanned', make: shown(scanned()), sign: '确认交给谢小刚', main: true },
  { ...desk, state: 'done', make: shown({ ...scanned(HANDED), done: true }), sign: '已交给谢小刚' },
  { ...desk, state: 'twice', make: shown(scanned(HANDED)), sign: c.states.handedOut },
  { ...desk, state: 'expired', make: shown(scanned({ state: 'expired' })), sign: c.states.expired },
  { ...desk, state: 'offline', make: shown({ ...scanned(), trouble: c.offline }), sign: c.offline },
  {
    ...desk,
    state: 'photo',
    make: shown(scanned({ reward: { ...counter().reward, photo: PHOTO } })),
    sign: 'css:[class*="hand-photo"]',
  },
  { ...desk, state: 'lookOffline', make: shown({ trouble: c.lookOffline }), sign: c.lookOffline },
  { ...desk, state: 'cancelled', make: shown(scanned({ state: 'cancelled' })), sign: c.states.cancelled },
  { ...desk, state: 'cameraOff', make: shown({ trouble: c.off }), sign: c.off },
  { ...desk, state: 'foreign', make: shown({ trouble: c.foreign }), sign: c.foreign },
  { ...desk, state: 'notMine', who: 'worker', sign: c.notYours },

  { ...shelf, state: 'filled', make: shown(shelved), sign: c.low, main: true },
  {
    ...shelf,
    state: 'history',
    make: async (phone) => {
      await shown(shelved)(phone);
      await downTo(c.history)(phone);
    },
    sign: '供货单 20261120',
  },
  { ...shelf, state: 'offline', make: shown({ ...shelved, ...KEPT }), sign: TEXT.failure.reading },
  { ...shelf, state: 'empty', make: shown({ ...READY, cards: [], history: [] }), sign: c.none },
  {
    ...shelf,
    state: 'receive',
    make: shown({ ...shelved, asking: true, ask: stockAsk('receive', shelfRow()) }),
    sign: '进了几瓶',
  },
  {
    ...shelf,
    state: 'withdraw',
    make: shown({
      ...shelved,
      asking: true,
      ask: stockAsk('withdraw', shelfRow()),
      trouble: c.lacksReason,
    }),
    sign: c.fieldReason,
  },
  ...unanswered(shelf),
];
