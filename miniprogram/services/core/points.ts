/** 积分 in its words: balance and how far to the next thing, entries, the month, departments, the fund, points by hand. Pure. */
import type {
  FundView,
  GrantView,
  PendingPoints,
  PointsBoard,
  PointsEntry,
  PointsStatement,
  PointsView,
} from '../../../typings/points';
import type { Role } from '../../../typings/domain';
import type { RewardView } from '../../../typings/shop';
import { isoDay, wallClock, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.points;

/** Who may hand out at the counter. */
const KEEPERS: readonly Role[] = ['storekeeper', 'admin'];
/** Who may see the fund. */
const FUNDERS: readonly Role[] = ['manager', 'safety', 'admin'];
/** Who may give points by hand. */
const GIVERS: readonly Role[] = ['supervisor', 'safety', 'manager'];

const one = (own: readonly Role[], of: readonly Role[]): boolean => of.some((role) => own.includes(role));

/** The pages around points that not everybody has. */
export interface PointsWays {
  counter: boolean;
  fund: boolean;
  grant: boolean;
}

export const pointsWays = (roles: readonly Role[] = []): PointsWays => ({
  counter: one(roles, KEEPERS),
  fund: one(roles, FUNDERS),
  grant: one(roles, GIVERS),
});

/** `+10`, `−8`; a true minus, as wide as a plus. */
export const signed = (points: number): string =>
  points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';

/** `126`, `−8` */
export const amount = (points: number): string => (points < 0 ? `−${-points}` : String(points));

/** 「11月30日」 of a time or of a `yyyy-mm-dd`. */
export function dayText(at: number | string): string {
  const [, month = '', day = ''] = (typeof at === 'string' ? at : isoDay(at)).split('-');
  return fill(t.day, { month: Number(month), day: Number(day) });
}

/** What stands on top of 积分. */
export interface BalanceCard {
  balance: string;
  /** Below zero. */
  debt: boolean;
  month: string;
  /** What the next thing needs; empty when the shelf is not known. */
  goal: string;
  /** Whether a bar shows how far it is: not in debt, and not when all is gone. */
  bar: boolean;
  /** How much of it is there, 0–100. */
  share: number;
  lapsing: string;
}

/** The cheapest thing that could be had and is not yet within reach; null when there is none. */
function nextOf(balance: number, rewards: readonly RewardView[]): RewardView | null {
  const [first] = rewards
    .filter(({ points, left, limit, had }) => points > balance && left > 0 && (limit === null || had < limit))
    .sort((a, b) => a.points - b.points);
  return first ?? null;
}

/** @param rewards - what is on the shelf; null while that is not known */
export function balanceCard(view: PointsView, rewards: readonly RewardView[] | null): BalanceCard {
  const { balance, month, lapsing } = view;
  const next = nextOf(balance, rewards ?? []);
  const debt = balance < 0;
  const on = rewards ?? [];
  const all = on.length === 0 || debt ? '' : on.some(({ left }) => left > 0) ? t.goalAll : t.goalGone;
  const goal = next === null ? all : fill(t.goal, { points: next.points - balance, name: next.name });
  return {
    balance: amount(balance),
    debt,
    month: signed(month),
    bar: !debt && (next !== null || all === t.goalAll),
    goal: debt ? fill(t.debt, { points: -balance }) : goal,
    share:
      next === null ? (all === t.goalAll ? 100 : 0) : Math.floor((Math.max(0, balance) / next.points) * 100),
    lapsing:
      lapsing === null || lapsing.points <= 0
        ? ''
        : fill(t.lapsing, { points: lapsing.points, day: dayText(lapsing.at - 1) }),
  };
}

/** A line of 怎么来的. */
export interface EntryRow {
  id: string;
  points: string;
  /** Above zero. */
  gain: boolean;
  /** It came with a closed order: the loop is drawn beside it. */
  order: boolean;
  reason: string;
  detail: string;
}

/** @param now - the server's time (ms) */
export const entryRow = ({ id, points, reason, orderNumber, at }: PointsEntry, now: number): EntryRow => ({
  id,
  points: signed(points),
  gain: points > 0,
  order: points > 0 && orderNumber !== null,
  reason,
  detail: [orderNumber ?? '', whenText(at, now)].filter((part) => part !== '').join(' · '),
});

/** Points that may still come. */
export interface PendingRow {
  id: string;
  title: string;
  why: string;
  points: string;
}

export const pendingRow = ({ orderId, title, points, why }: PendingPoints): PendingRow => ({
  id: orderId,
  title,
  why,
  points: points > 0 ? fill(t.pendingMore, { points }) : '',
});

/** `yyyy-mm` of a time in +08:00. */
export function monthOf(at: number): string {
  const { year, month } = wallClock(at);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** The month so many before or after a `yyyy-mm`. */
export function monthBy(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** A month with the ones beside it, as far as one may look. */
export interface MonthBar {
  name: string;
  before: boolean;
  after: boolean;
}

/** Months back that one may look: as long as entries are kept. */
const MONTHS_BACK = 23;

/** @param now - the server's time (ms) */
export function monthBar(month: string, now: number): MonthBar {
  const [year = '', number = ''] = month.split('-');
  const current = monthOf(now);
  return {
    name: fill(t.monthOf, { year, month: Number(number) }),
    before: month > monthBy(current, -MONTHS_BACK),
    after: month < current,
  };
}

/** A line of the month's account. */
export interface StatementRow {
  key: string;
  name: string;
  points: string;
  /** Where the month begins and ends. */
  sum: boolean;
}

const MOVES = ['earned', 'takenBack', 'spent', 'returned', 'lapsed'] as const;

/** Below zero in the sum of the month. */
const TAKEN: readonly string[] = ['takenBack', 'spent', 'lapsed'];

/** Moves of nothing are left out, but for what was earned and spent. @param now - the server's time (ms) */
export function statementRows(statement: PointsStatement, now: number): StatementRow[] {
  const moves = MOVES.filter((key) => statement[key] !== 0 || key === 'earned' || key === 'spent').map(
    (key): StatementRow => {
      const points = TAKEN.includes(key) ? -statement[key] : statement[key];
      return { key, name: t[key], points: signed(points), sum: false };
    },
  );
  const last = statement.month === monthOf(now) ? t.closedNow : t.closed;
  return [
    { key: 'opened', name: t.opened, points: amount(statement.opened), sum: true },
    ...moves,
    { key: 'closed', name: last, points: amount(statement.closed), sum: true },
  ];
}

/** A department of the board. */
export interface BoardRow {
  id: string;
  name: string;
  perHead: string;
  people: string;
  /** Of the department with most, 0–100. */
  share: number;
}

/** At most one place behind the point. */
const rounded = (value: number): number => Math.round(value * 10) / 10;

export function boardRows({ departments }: PointsBoard): BoardRow[] {
  const most = Math.max(0, ...departments.map(({ perHead }) => perHead));
  return departments.map(({ id, name, heads, earners, perHead }) => ({
    id,
    name,
    perHead: fill(t.boardPerson, { points: rounded(perHead) }),
    people: fill(t.boardPeople, { earners, heads }),
    share: most <= 0 ? 0 : Math.round((Math.max(0, perHead) / most) * 100),
  }));
}

/** A day of the fund. */
export interface FundDay {
  day: string;
  /** Height of its bar, 0–100. */
  share: number;
  label: string;
}

export interface FundPage {
  used: string;
  of: string;
  /** Of the budget, at most 100. */
  share: number;
  /** Where the warning stands, 0–100. */
  mark: number;
  markText: string;
  /** What somebody should look at; empty while there is enough. */
  warning: string;
  over: boolean;
  days: FundDay[];
  /** Where the budget stands in the picture of days, 0–100; null without one. */
  budgetAt: number | null;
  now: string;
  facts: { name: string; value: string }[];
  worth: string;
  bought: { id: string; name: string; detail: string; count: string }[];
}

const percent = (share: number): number => Math.round(share * 100);

/** Yuan as people write them: whole where they are whole. */
export const yuanText = (yuan: number): string => String(Math.round(yuan * 100) / 100);

export function fundPage(fund: FundView): FundPage {
  const { budget, used, warnAt, warned, days, bought, awarded, outstanding, fenPerPoint } = fund;
  const has = budget > 0;
  const share = has ? used / budget : 0;
  const top = Math.max(budget, used, 1);
  const [last] = days.slice(-1);
  const over = has && used > budget;
  const warning = over
    ? fill(t.fundOver, { over: yuanText(used - budget) })
    : warned
      ? fill(t.fundWarned, {
          share: percent(share),
          mark: percent(warnAt),
          left: yuanText(Math.max(0, budget - used)),
        })
      : '';
  return {
    used: fill(t.yuan, { yuan: yuanText(used) }),
    of: has ? fill(t.fundOf, { budget: yuanText(budget), share: percent(share) }) : t.fundNoBudget,
    share: Math.min(100, percent(share)),
    mark: has ? percent(warnAt) : 0,
    markText: has ? fill(t.fundMark, { mark: percent(warnAt) }) : '',
    warning,
    over,
    days: days.map(({ day, used: until }) => ({
      day,
      share: Math.round((Math.max(0, until) / top) * 100),
      label: fill(t.fundDay, { day: dayText(day), yuan: yuanText(until) }),
    })),
    budgetAt: has ? Math.round((budget / top) * 100) : null,
    now: last === undefined ? '' : fill(t.fundNow, { day: dayText(last.day), yuan: yuanText(last.used) }),
    facts: [
      { name: t.fundAwarded, value: fill(t.points, { points: awarded }) },
      { name: t.fundOutstanding, value: fill(t.points, { points: outstanding }) },
    ],
    worth: fill(t.fundWorth, { fen: fenPerPoint }),
    bought: bought.map(({ rewardId, name, count, points, yuan }) => ({
      id: rewardId,
      name,
      detail: fill(t.boughtRow, { points, yuan: yuanText(yuan) }),
      count: fill(t.boughtCount, { count }),
    })),
  };
}

/** Points given by hand, as a card. */
export interface GrantCard {
  id: string;
  name: string;
  points: string;
  reason: string;
  detail: string;
  state: string;
  /** It waits for the reader. */
  decides: boolean;
}

/** @param me - who reads: what others proposed and still waits is up to them @param now - the server's time (ms) */
export function grantCard(grant: GrantView, me: string, now: number): GrantCard {
  const { id, to, points, reason, by, at, state, decidedBy } = grant;
  const mine = by.id === me;
  return {
    id,
    name: to.name,
    points: signed(points),
    reason,
    detail: [mine ? '' : fill(t.grantBy, { name: by.name }), whenText(at, now)]
      .filter((part) => part !== '')
      .join(' · '),
    state:
      decidedBy === null
        ? t.grantStates[state]
        : fill(t.grantDecided, { state: t.grantStates[state], name: decidedBy.name }),
    decides: state === 'waiting' && !mine,
  };
}

/** What is missing before points may be given; empty when nothing is. */
export function grantLacks(personId: string, points: string, reason: string): string {
  if (personId === '') return t.grantLacksWho;
  if (wholeNumber(points) === null || wholeNumber(points) === 0) return t.grantLacksPoints;
  return reason.trim() === '' ? t.grantLacksReason : '';
}

/** A number of pieces or points that somebody typed, `１２` as well; null for what is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}
