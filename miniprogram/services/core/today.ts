/** 主管今日: what waits for a supervisor, by time left, with the small stuff together, and what passes between shifts. Pure. */
import type { GrantedAction, Handover, OrderCard, Routes, StateCount } from '../../../typings/api';
import type { FieldId } from '../../../typings/flow';
import { HOUR, MINUTE, clockText, durationText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { placeText } from './order';
import { toneOf } from './turn';

const t = TEXT.supervisor;

/** What the server says of a day. */
export type Day = Routes['today.get']['output'];

/** The ids of the actions that answer several orders together. */
const RESPOND = 'respond';
const ASSIGN = 'assign';

/** The state in which what the reporter mended waits for another person's look. */
const CHECKED = 'awaitingCheck';

/** Orders of one state; `tone` is the colour of its ring. */
export interface Count extends StateCount {
  tone: string;
}

/** So many states fit, three side by side. */
const COUNTED = 6;

/** The states of the ordinary loop first; what is called the same is counted together. */
function countsOf(counts: readonly StateCount[]): Count[] {
  const byLabel = new Map<string, Count>();
  for (const one of counts) {
    const same = byLabel.get(one.label) ?? { ...one, n: 0, tone: toneOf(one.stateId) };
    byLabel.set(one.label, { ...same, n: same.n + one.n });
  }
  const all = [...byLabel.values()];
  const hasHue = ({ tone }: Count): boolean => tone !== 'plain';
  return [...all.filter(hasHue), ...all.filter((one) => !hasHue(one))].slice(0, COUNTED);
}

/** A card with its one button. */
export interface TodayRow {
  id: string;
  thumb: string | null;
  title: string;
  place: string;
  left: string;
  overdue: boolean;
  /** Whose it is, or whom it went up to; empty when it is the reader's and in time. */
  whose: string;
  /** The button's id and word; without an action of one's own it leads to the order. */
  act: string;
  button: string;
}

/** One act that several orders may take together. */
export interface Together {
  id: string;
  /** 「接着整改 · 3 件」 */
  label: string;
  action: GrantedAction;
  orders: OrderCard[];
}

/** A handover at the top of the page. */
export interface HandoverCard {
  side: 'incoming' | 'outgoing';
  title: string;
  /** Parts that stay together where the line breaks. */
  hint: string[];
  button: string;
}

export interface Today {
  counts: Count[];
  rows: TodayRow[];
  /** Low urgency that waits for a response in time: answered together. */
  low: OrderCard[];
  /** Of the others: what may be done with several of them at once. */
  together: Together[];
  handovers: HandoverCard[];
  /** Whether 接班 is offered. */
  takeOver: boolean;
  more: boolean;
}

function leftOf({ next }: OrderCard, now: number): string {
  if (next === null) return '';
  const span = Math.abs(next.dueAt - now);
  const time = durationText(span);
  if (now < next.dueAt) return fill(t.left, { time });
  return fill(span < HOUR ? t.overdue : t.overdueLong, { time });
}

/** What is late names whom it went up to; everything else whose turn it is. */
function whoseOf({ next }: OrderCard, me: string, now: number): string {
  if (next === null) return '';
  const { owner, escalatedTo, dueAt } = next;
  if (now >= dueAt && escalatedTo !== null && escalatedTo.id !== me)
    return fill(t.raisedTo, { name: escalatedTo.name });
  return owner.id === me ? '' : fill(t.turnOf, { name: owner.name });
}

const isOverdue = ({ next }: OrderCard, now: number): boolean => next !== null && now >= next.dueAt;

/** Small, in time, and without a need to look closer. */
const isSmall = (order: OrderCard, now: number): boolean =>
  order.urgency === 'low' && !order.suspectedMajor && !isOverdue(order, now);

/** Small stuff of one's own that is answered together; that of others is left to them. */
const isTogether = ({ action }: OrderCard): boolean => action?.id === RESPOND && action.bulk;

/** What may be filled in once for several orders. */
const SHARED: readonly FieldId[] = ['text', 'reason', 'personId', 'urgency', 'onSite', 'until'];

/** The acts that at least two orders may take together, in the order of their first. */
function togetherOf(orders: readonly OrderCard[]): Together[] {
  const groups = new Map<string, Together>();
  for (const order of orders) {
    const { action } = order;
    // What was mended on the spot is accepted by sample, never all at once.
    if (action?.bulk !== true || order.state.id === CHECKED) continue;
    const group = groups.get(action.id) ?? { id: action.id, label: '', action, orders: [] };
    groups.set(action.id, { ...group, orders: [...group.orders, order] });
  }
  return [...groups.values()]
    .filter((group) => group.orders.length > 1)
    .map((group) => {
      const label = group.action.label.replace('…', '');
      const form = group.action.form.filter(({ id }) => SHARED.includes(id));
      return {
        ...group,
        action: { ...group.action, form },
        label: fill(t.togetherLabel, { label, count: group.orders.length }),
      };
    });
}

const rowOf = (order: OrderCard, me: string, now: number): TodayRow => ({
  id: order.id,
  thumb: order.thumb,
  title: order.title,
  place: placeText(order.place),
  left: leftOf(order, now),
  overdue: isOverdue(order, now),
  whose: whoseOf(order, me, now),
  act: order.action?.id ?? '',
  button: order.action?.label ?? t.see,
});

const namesOf = (handovers: readonly Handover[]): string =>
  handovers.map(({ person }) => person.name).join('、');

const count = (handovers: readonly Handover[]): number =>
  handovers.reduce((sum, { orders }) => sum + orders.length, 0);

const hasWords = ({ note, orders }: Handover): boolean =>
  note !== null || orders.some((order) => order.note !== null);

/** 「韩铁军留了话」「08:00 前看完」 */
function incomingCard({ incoming, shift }: Day, now: number): HandoverCard[] {
  const [first] = incoming;
  if (first === undefined || shift === null) return [];
  const talkers = incoming.filter(hasWords);
  const name = namesOf(talkers.length > 0 ? talkers : incoming);
  const standIn = incoming.some(({ rostered }) => !rostered);
  const said = standIn
    ? fill(t.nobodyBefore, { shift: first.shiftName, name: namesOf(incoming) })
    : fill(talkers.length > 0 ? t.saidSomething : t.saidNothing, { name });
  const until = now < shift.startsAt ? [fill(t.lookBefore, { time: clockText(shift.startsAt) })] : [];
  return [
    {
      side: 'incoming',
      title: fill(t.incoming, { shift: first.shiftName, count: count(incoming) }),
      hint: [said, ...until],
      button: t.lookHandover,
    },
  ];
}

/** 「交给马玉龙」「16:00 前交清」; when nobody is on the roster, the duty leader's name says so. */
function outgoingCard({ outgoing, shift }: Day): HandoverCard[] {
  const [first] = outgoing;
  if (first === undefined || shift === null) return [];
  const isDone = first.at !== null;
  const standIn = outgoing.some(({ rostered }) => !rostered);
  const to = fill(standIn ? t.nobodyAfter : t.handTo, { shift: first.shiftName, name: namesOf(outgoing) });
  const when = isDone ? t.handedHint : fill(t.handBefore, { time: clockText(shift.endsAt) });
  return [
    {
      side: 'outgoing',
      title: fill(isDone ? t.handed : t.outgoing, { count: count(outgoing) }),
      hint: [to, when],
      button: isDone ? t.lookHandover : t.handOver,
    },
  ];
}

/**
 * @param me - the reader's id
 * @param areChecked - whether what was mended on the spot is looked at by sample, in a block of its own
 */
export function todayOf(day: Day, me: string, now: number, areChecked = false): Today {
  const orders = areChecked
    ? day.orders.filter((order) => order.state.id !== CHECKED || isOverdue(order, now))
    : day.orders;
  const small = orders.filter((order) => isSmall(order, now));
  const isMine = ({ next }: OrderCard): boolean => next?.owner.id === me;
  const single = orders.filter((order) => !small.includes(order) || (isMine(order) && !isTogether(order)));
  return {
    counts: countsOf(day.counts),
    rows: single.map((order) => rowOf(order, me, now)),
    together: togetherOf(single),
    low: small.filter((order) => isMine(order) && isTogether(order)),
    handovers: [...outgoingCard(day), ...incomingCard(day, now)],
    takeOver: day.shift !== null && day.shift.takenOverAt === null,
    more: day.more,
  };
}

/** How long before its end a shift is handed over (ms). */
const HANDOVER = 30 * MINUTE;

/** Whether the server has something else to say of a shift by now. @param readAt - when it was asked for this day (ms) */
export const isOutdated = ({ shift }: Day, readAt: number, now: number): boolean =>
  shift !== null && [shift.endsAt - HANDOVER, shift.endsAt].some((at) => readAt < at && at <= now);

/** One person's part of a handover, as the sheet shows it. */
export interface HandoverGroup {
  id: string;
  /** 「交给马玉龙」 */
  heading: string;
  note: string;
  rows: { id: string; title: string; place: string; sentence: string[]; note: string }[];
}

/** The parts of a handover, by person. */
export const groupsOf = (side: HandoverCard['side'], handovers: readonly Handover[]): HandoverGroup[] =>
  handovers.map(({ person, rostered, shiftName, note, orders }) => {
    const outgoing = side === 'outgoing';
    const known = outgoing ? t.handTo : t.cameFrom;
    const standIn = outgoing ? t.nobodyAfter : t.nobodyBefore;
    return {
      id: person.id,
      heading: fill(rostered ? known : standIn, { shift: shiftName, name: person.name }),
      note: note ?? '',
      // What was said comes first.
      rows: [...orders]
        .sort((a, b) => Number(b.note !== null) - Number(a.note !== null))
        .map((order) => ({
          id: order.id,
          title: order.title,
          place: placeText(order.place),
          sentence: order.sentence.split(' · '),
          note: order.note ?? '',
        })),
    };
  });

/** Those of several orders that this person may give to somebody. */
export const assignable = (orders: readonly OrderCard[]): OrderCard[] =>
  orders.filter(({ may }) => may.includes(ASSIGN));

/** Giving orders to somebody, as the server understands it; whether it may be done is the server's answer. */
export const ASSIGNING: GrantedAction = {
  id: ASSIGN,
  label: '',
  style: 'more',
  form: [{ id: 'personId', label: '', required: true }],
  bulk: true,
};

/** 「今天 16:00 下班前改好」; without a shift nobody knows the hour. */
export const planOf = ({ shift }: Day): string =>
  shift === null ? t.allTodayPlan : fill(t.allTodayPlanAt, { time: clockText(shift.endsAt) });

/** What came of answering several orders; those that were not answered are named with the reason. */
export interface BulkResult {
  done: number;
  /** Somebody else was first. */
  taken: { title: string; reason: string }[];
  refused: { title: string; reason: string }[];
  /** Did not get through; another tap sends them. */
  unsent: number;
}

/** 「8 件定了，1 件刚被处理」 and a line for each that was not. */
export function bulkSentence({ done, taken, refused, unsent }: BulkResult): {
  sentence: string;
  lines: string[];
} {
  const parts = [
    [t.bulkDone, done],
    [t.bulkTaken, taken.length],
    [t.bulkRefused, refused.length],
    [t.bulkUnsent, unsent],
  ] as const;
  return {
    sentence: parts.flatMap(([text, n]) => (n === 0 ? [] : [fill(text, { count: n })])).join('，'),
    lines: [...taken, ...refused].map(({ title, reason }) => `${title}：${reason}`),
  };
}

/** What was mended on the spot and waits for another person's look. */
export type Checks = Routes['checks.get']['output'];

/** 自改待抽查: the sample to look at, and what may be accepted without a look once that is done. */
export interface ChecksBlock {
  rows: TodayRow[];
  count: number;
  hint: string;
  /** 「其余 5 单一起认可」; empty while the sample is not done. */
  button: string;
}

export function checksOf({ sample, rest }: Checks, me: string, now: number): ChecksBlock {
  const waiting = sample.filter(({ state }) => !state.end);
  const isDone = waiting.length === 0;
  const hint = fill(isDone ? t.checkRestHint : rest === 0 ? t.checkEach : t.checkFirst, {
    count: waiting.length,
    rest,
  });
  return {
    rows: waiting.map((order) => ({ ...rowOf(order, me, now), act: '', button: t.see })),
    count: waiting.length + rest,
    hint,
    button: isDone && rest > 0 ? fill(t.acceptRest, { rest }) : '',
  };
}
