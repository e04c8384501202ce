/** 换东西 in its words: what may be redeemed, the code to pick it up with, and the counter and shelf of the storekeeper. Pure. */
import type {
  CounterView,
  RedemptionState,
  RedemptionView,
  RewardView,
  ShelfEntry,
  ShelfRow,
} from '../../../typings/shop';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { dayText, signed, wholeNumber } from './points';

const t = TEXT.shop;
const c = TEXT.counter;

/** A thing on the shelf as a card. */
export interface RewardCard {
  id: string;
  name: string;
  icon: string;
  photo: string;
  detail: string;
  until: string;
  /** What its button says. */
  act: string;
  /** Whether it may be had now. */
  may: boolean;
}

export function rewardCard(reward: RewardView, balance: number): RewardCard {
  const { id, name, icon, photo, points, left, unit, limit, had, until } = reward;
  const lacks = points - balance;
  const barred =
    left <= 0
      ? t.gone
      : limit !== null && had >= limit
        ? t.had
        : lacks > 0
          ? fill(t.lacks, { points: lacks })
          : '';
  return {
    id,
    name,
    icon,
    photo: photo ?? '',
    detail: left > 0 ? fill(t.detail, { points, left, unit }) : fill(t.detailGone, { points }),
    until: until === null ? '' : fill(t.until, { day: dayText(until) }),
    act: barred === '' ? t.take : barred,
    may: barred === '',
  };
}

/** What is asked before redeeming. */
export interface RedeemAsk {
  id: string;
  title: string;
  icon: string;
  photo: string;
  cost: string;
  left: string;
  place: string;
}

export const redeemAsk = (
  { id, name, icon, photo, points, place }: RewardView,
  balance: number,
): RedeemAsk => ({
  id,
  title: fill(t.askTitle, { name }),
  icon,
  photo: photo ?? '',
  cost: fill(t.points, { points }),
  left: fill(t.points, { points: balance - points }),
  place,
});

/** `123 456` */
export const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** A redemption in a list. */
export interface RedemptionRow {
  id: string;
  name: string;
  icon: string;
  points: string;
  state: string;
  detail: string;
  waiting: boolean;
}

/** What it is, also where the phone has been without a network since its time was over. */
const stateOf = ({ state, expiresAt }: RedemptionView, now: number): RedemptionState =>
  state === 'reserved' && now >= expiresAt ? 'expired' : state;

/** @param now - the server's time (ms) */
export function redemptionRow(view: RedemptionView, now: number): RedemptionRow {
  const { id, reward, points, at, endedAt, expiresAt } = view;
  const state = stateOf(view, now);
  const waiting = state === 'reserved';
  return {
    id,
    name: reward.name,
    icon: reward.icon,
    points: fill(t.points, { points }),
    state: t.endedShort[state],
    detail: waiting ? fill(t.waitingRow, { until: whenText(expiresAt, now) }) : whenText(endedAt ?? at, now),
    waiting,
  };
}

/** The page of one redemption. */
export interface CodePage {
  name: string;
  icon: string;
  state: RedemptionState;
  /** Six digits and the modules of the code; empty once it is over. */
  code: string;
  digits: string;
  payload: string;
  rows: string[];
  place: string;
  facts: { name: string; value: string }[];
  /** What became of it, once it is over. */
  heading: string;
  hint: string;
  points: number;
}

/** @param now - the server's time (ms): a code that was kept on the phone ends by the clock as well */
export function codePage(view: RedemptionView, now: number): CodePage {
  const { reward, points, place, code, payload, rows, at, expiresAt, endedAt, reason } = view;
  const state = stateOf(view, now);
  const shown = state === 'reserved' && code !== null;
  const late = state !== view.state;
  return {
    name: reward.name,
    icon: reward.icon,
    state,
    code: shown ? code : '',
    digits: shown ? spaced(code) : '',
    payload: shown ? (payload ?? '') : '',
    rows: shown ? (rows ?? []) : [],
    place,
    facts: [
      ...(state === 'reserved'
        ? [
            { name: t.place, value: place },
            { name: t.before, value: whenText(expiresAt, now) },
          ]
        : []),
      { name: t.cost, value: fill(t.points, { points }) },
      { name: t.when, value: whenText(at, now) },
    ],
    heading: state === 'reserved' ? '' : late ? t.late : t.ended[state],
    hint:
      state === 'reserved'
        ? ''
        : late
          ? t.lateHint
          : [reason ?? '', endedAt === null ? '' : whenText(endedAt, now)]
              .filter((part) => part !== '')
              .join(' · '),
    points,
  };
}

/** What the storekeeper checks before handing out. */
export interface CounterCard {
  id: string;
  name: string;
  department: string;
  what: string;
  icon: string;
  photo: string;
  place: string;
  until: string;
  state: string;
  /** Whether it may be handed out now. */
  may: boolean;
  /** Who handed it out; empty before. */
  given: string;
}

/** @param now - the server's time (ms) */
export function counterCard(view: CounterView, now: number): CounterCard {
  const { redemptionId, state, person, reward, place, expiresAt, handedOut } = view;
  const may = state === 'reserved' && now < expiresAt;
  return {
    id: redemptionId,
    name: person.name,
    department: person.department,
    what: fill(c.count, { name: reward.name, unit: reward.unit }),
    icon: reward.icon,
    // A cloud that is a release behind says nothing of photos.
    photo: reward.photo ?? '',
    place: fill(c.place, { place }),
    until: may ? fill(c.until, { until: whenText(expiresAt, now) }) : '',
    state: c.states[state === 'reserved' && !may ? 'expired' : state],
    may,
    given:
      handedOut === null
        ? ''
        : fill(c.givenBy, { name: handedOut.by.name, time: whenText(handedOut.at, now) }),
  };
}

/** A line of the shelf. */
export interface ShelfCard {
  id: string;
  name: string;
  icon: string;
  points: string;
  facts: { name: string; value: string }[];
  low: boolean;
  withdrawn: boolean;
}

export const shelfCard = ({ reward, stock, reserved, low, withdrawn }: ShelfRow): ShelfCard => ({
  id: reward.id,
  name: reward.name,
  icon: reward.icon,
  points: fill(t.points, { points: reward.points }),
  facts: [
    { name: c.stock, value: `${stock} ${reward.unit}` },
    { name: c.reserved, value: `${reserved} ${reward.unit}` },
    { name: c.free, value: `${withdrawn ? 0 : Math.max(0, stock - reserved)} ${reward.unit}` },
  ],
  low: low && !withdrawn,
  withdrawn,
});

/** What a storekeeper does to a line of the shelf. */
export type StockKind = 'receive' | 'correct' | 'withdraw' | 'offer';

/** A field of the sheet that does it. */
export interface StockField {
  key: 'count' | 'yuan' | 'note' | 'stock' | 'reason';
  name: string;
  hint: string;
  /** Which keys the phone shows. */
  type: 'number' | 'digit' | 'text';
}

export interface StockAsk {
  kind: StockKind;
  title: string;
  hint: string;
  submit: string;
  fields: StockField[];
}

const REASON: StockField = { key: 'reason', name: c.fieldReason, hint: c.fieldReasonHint, type: 'text' };

const FIELDS: Record<StockKind, readonly StockField[]> = {
  receive: [
    { key: 'count', name: c.fieldCount, hint: '', type: 'number' },
    { key: 'yuan', name: c.fieldYuan, hint: '', type: 'digit' },
    { key: 'note', name: c.fieldNote, hint: c.fieldNoteHint, type: 'text' },
  ],
  correct: [{ key: 'stock', name: c.fieldStock, hint: '', type: 'number' }, REASON],
  withdraw: [REASON],
  offer: [REASON],
};

const TITLES: Record<StockKind, string> = {
  receive: c.receiveTitle,
  correct: c.correctTitle,
  withdraw: c.withdrawTitle,
  offer: c.offerTitle,
};

const HINTS: Record<StockKind, string> = {
  receive: '',
  correct: c.correctNow,
  withdraw: c.withdrawNow,
  offer: c.offerNow,
};

/** What the sheet asks for one thing of the shelf. */
export function stockAsk(kind: StockKind, { reward, stock, reserved }: ShelfRow): StockAsk {
  const { name, unit } = reward;
  return {
    kind,
    title: fill(TITLES[kind], { name }),
    hint: kind === 'withdraw' && reserved === 0 ? '' : fill(HINTS[kind], { stock, reserved, unit }),
    submit: c[kind],
    fields: FIELDS[kind].map((field) => ({ ...field, name: fill(field.name, { unit }) })),
  };
}

export type StockValues = Partial<Record<StockField['key'], string>>;

/** Money that somebody typed, to the fen; null for what is none. */
export function yuanNumber(text: string): number | null {
  const typed = text.normalize('NFKC').trim();
  return /^\d{1,7}(?:\.\d{1,2})?$/.test(typed) ? Number(typed) : null;
}

/** What is missing before it may be written down; empty when nothing is. */
export function stockLacks(kind: StockKind, values: StockValues, unit: string): string {
  const { count = '', yuan = '', stock = '', reason = '' } = values;
  if (kind === 'receive') {
    const pieces = wholeNumber(count);
    if (pieces === null || pieces === 0) return fill(c.lacksCount, { unit });
    return yuanNumber(yuan) === null ? c.lacksYuan : '';
  }
  if (kind === 'correct' && wholeNumber(stock) === null) return fill(c.lacksStock, { unit });
  return reason.trim() === '' ? c.lacksReason : '';
}

/** A line of what happened to the shelf. */
export interface HistoryRow {
  id: string;
  name: string;
  what: string;
  count: string;
  detail: string;
}

/** @param now - the server's time (ms) */
export function historyRow(entry: ShelfEntry, now: number): HistoryRow {
  const { id, kind, rewardName, unit, count, by, to, reason, at } = entry;
  return {
    id,
    name: rewardName,
    what: fill(c.kinds[kind], { name: to?.name ?? '' }),
    count: count === 0 ? '' : `${signed(count)} ${unit}`,
    detail: [reason, by.name, whenText(at, now)].filter((part) => part !== '').join(' · '),
  };
}
