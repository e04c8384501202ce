/** What the page of a round shows of it. Pure. */
import type { AnswerForm, PastProblem, TaskStop, TaskView } from '../../../../typings/inspection';
import type { RiskColor } from '../../../../typings/domain';
import type { DraftPhoto } from '../../../services/core/draft';
import {
  currentOf,
  isEnded,
  nextAfter,
  NOTHING_BEGUN,
  numberOf,
  segmentsOf,
  stepsOf,
  stopWords,
  verdictIn,
  type Begun,
  type Given,
  type Round,
  type Segment,
  type Step,
} from '../../../services/core/round';
import { inLimits, type Lack } from '../../../shared/checklist';
import { wallClock, clockText, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { reachedWords, type PhoneFree } from './way';

const t = TEXT.inspection;

/** So many answered items stand below the card. */
const SHOWN = 3;

/** The state of an order as a pill shows it. */
export interface Pill {
  id: string;
  label: string;
  ring: number;
}

/** What the phone knows of an order; null when nothing. */
export type OrderState = (orderId: string) => Pill | null;

export interface PastRow {
  id: string;
  when: string;
  what: string;
}

/** The card of the item on the screen. */
export interface ItemCard {
  id: string;
  place: string;
  riskColor: RiskColor;
  critical: boolean;
  text: string;
  standard: string;
  /** The file id of its picture; the page says where that is. Empty without one. */
  picture: string;
  kind: AnswerForm['kind'];
  unit: string;
  /** Below zero is possible, which the pad of digits cannot type. */
  signed: boolean;
  limits: string;
  /** Why the number wants a decision; empty while it is within its limits. */
  beyond: string;
  past: PastRow[];
  /** What the picture is for; empty when none is asked for. */
  needs: string;
  seen: string;
  /** What was answered before; empty when nothing was. */
  said: string;
  /** The order that was made of it; empty without one. */
  orderId: string;
  photos: DraftPhoto[];
  number: string;
  words: string;
}

/** A line of the list below the card. */
export interface ItemRow {
  id: string;
  text: string;
  mark: 'done' | 'found' | 'na' | 'open';
  note: string;
  time: string;
  pill: Pill | null;
  /** Pictures of the answer, once the round is over. */
  photos: string[];
}

export interface ItemGroup {
  key: string;
  heading: string;
  progress: string;
  rows: ItemRow[];
}

/** What the bar offers: `ok`, `noted`, a decision about a number `beyond` its limits, or only to go `on`. */
export type BarMode = 'ok' | 'noted' | 'beyond' | 'on';

export interface RoundView {
  /** `item`, `end` before it was ended, `result` after; `gone` with a sentence. */
  view: 'way' | 'item' | 'end' | 'result' | 'gone';
  heading: string;
  window: string;
  segments: Segment[];
  card: ItemCard | null;
  bar: BarMode;
  groups: ItemGroup[];
  /** How many there are to show instead of these; empty when all are shown. */
  more: string;
  lacks: number;
  note: string;
}

const placeOf = ({ pointNo, pointName }: TaskStop): string => `${pointNo} ${pointName}`;

/** 「11月22日」 */
const dayOf = (at: number): string => {
  const { month, day } = wallClock(at);
  return fill(TEXT.same.day, { month, day });
};

const pastRow = ({ orderId, at, title, measure }: PastProblem): PastRow => ({
  id: orderId,
  when: fill(t.past, { day: dayOf(at) }),
  what: measure === '' ? title : fill(t.pastFixed, { title, measure }),
});

/** 「合格：0 到 10 根」; empty without limits. */
export function limitsOf(form: AnswerForm): string {
  if (form.kind !== 'number') return '';
  const { min, max, unit } = form;
  if (min !== null && max !== null) return fill(t.between, { min, max, unit });
  if (min !== null) return fill(t.atLeast, { min, unit });
  return max === null ? '' : fill(t.atMost, { max, unit });
}

function beyondOf(form: AnswerForm, typed: string): string {
  const value = numberOf(typed);
  if (form.kind !== 'number' || value === null || inLimits(value, form)) return '';
  return fill(t.beyond, { value, unit: form.unit });
}

/** What stands at an item: what was begun, else what was answered and never left the phone. */
export function begunOf(round: Round, itemId: string): Begun {
  const kept = round.answers.find((one) => one.itemId === itemId && one.tried !== true);
  const { number, text = '', reason = '', photos = [] } = kept ?? {};
  const before = { number: number === undefined ? '' : String(number), text, reason, photos };
  return round.begun[itemId] ?? (kept === undefined ? NOTHING_BEGUN : before);
}

/** What was answered, in words. */
function wordsOf({ item: { answer } }: Step, { result, number, text = '', reason = '' }: Given): string {
  if (result === 'na') return fill(t.answeredNa, { reason });
  const word = result === 'ok' ? t.answeredOk : result === 'notOk' ? t.answeredNotOk : t.answeredNoted;
  const unit = answer.kind === 'number' ? answer.unit : '';
  const value = number === undefined ? text : fill(t.number, { value: number, unit });
  return [word, value.trim(), reason].filter((part) => part !== '').join(' · ');
}

function saidOf(step: Step): string {
  const { given } = step;
  if (given === null) return '';
  const time = given.at === null ? '' : clockText(given.at);
  const said = fill(t.answeredAt, { time, what: wordsOf(step, given) });
  return given.kept ? said : `${said}。${t.answeredSent}`;
}

/** The card of an item. */
export function cardOf(step: Step, round: Round): ItemCard {
  const { item, stop, given } = step;
  const begun = begunOf(round, item.id);
  const { answer } = item;
  const seen = round.seen[stop.pointId];
  const always = item.photo === 'always' || answer.kind === 'photo';
  return {
    id: item.id,
    place: placeOf(stop),
    riskColor: stop.riskColor,
    critical: item.critical,
    text: item.text,
    standard: item.standard === '' ? '' : fill(t.standard, { text: item.standard }),
    picture: item.picture ?? '',
    kind: answer.kind,
    unit: answer.kind === 'number' ? answer.unit : '',
    signed: answer.kind === 'number' && (answer.min === null || answer.min < 0),
    limits: limitsOf(answer),
    beyond: beyondOf(answer, begun.number),
    past: stop.past.map(pastRow),
    needs: item.live ? t.live : always ? t.always : '',
    seen: seen === undefined ? '' : seen === 'scanned' ? t.scanned : t.typedIn,
    said: saidOf(step),
    orderId: given?.orderId ?? '',
    photos: begun.photos,
    number: begun.number,
    words: begun.text,
  };
}

const LACKS: Record<Lack, string> = t.lack;

type Links = Readonly<Record<string, string>>;

/** Where the pictures of an answer are: on this phone, or behind their links. */
const photosOf = ({ photos }: Given, links: Links): string[] =>
  photos.flatMap((photo) => (typeof photo === 'string' ? (links[photo] ?? []) : photo.path));

/** @param links - null: pictures are not shown */
function rowOf(step: Step, orders: OrderState, next: Step | null, links: Links | null): ItemRow {
  const { n, item, given, lack } = step;
  const photos = given === null || links === null ? [] : photosOf(given, links);
  const row = { id: item.id, text: `${n} ${item.text}`, pill: null, note: '', time: '', photos };
  if (given === null) return { ...row, mark: 'open', time: step === next ? t.next : '' };
  const time = given.at === null ? '' : clockText(given.at);
  if (given.result === 'notOk') {
    const pill = given.orderId === null ? null : orders(given.orderId);
    const note = given.noOrder === true ? t.noOrder : given.orderId === null ? t.notReported : t.reported;
    return { ...row, mark: 'found', note, pill, time: pill === null ? time : '' };
  }
  if (lack !== null) return { ...row, mark: 'open', note: LACKS[lack] };
  return given.result === 'na' ? { ...row, mark: 'na', note: t.na, time } : { ...row, mark: 'done', time };
}

/** All items by stop, or the last answers and the next item. */
function groupsOf(
  steps: readonly Step[],
  current: Step | null,
  orders: OrderState,
  all: boolean,
  links: Links | null,
): ItemGroup[] {
  const next = current === null ? null : nextAfter(steps, current.item.id);
  if (all) {
    const stops = [...new Set(steps.map(({ stop }) => stop))];
    return stops.map((stop) => ({
      key: stop.pointId,
      heading: placeOf(stop),
      progress: stopWords(steps, stop.pointId),
      rows: steps.filter((step) => step.stop === stop).map((step) => rowOf(step, orders, next, links)),
    }));
  }
  const done = steps
    .filter((step) => step.given !== null && step !== current)
    .sort((a, b) => (b.given?.at ?? 0) - (a.given?.at ?? 0) || b.n - a.n)
    .slice(0, SHOWN);
  const shown = [...done, ...(next === null || done.includes(next) ? [] : [next])];
  const rows = shown.map((step) => rowOf(step, orders, next, links));
  return rows.length === 0 ? [] : [{ key: 'near', heading: '', progress: '', rows }];
}

function barOf(card: ItemCard): BarMode {
  if (card.orderId !== '') return 'on';
  if (card.beyond !== '') return 'beyond';
  return card.kind === 'text' || card.kind === 'photo' ? 'noted' : 'ok';
}

/** Before anything is known, and when there is no such task. */
export const GONE: RoundView = {
  view: 'gone',
  heading: t.gone,
  window: '',
  segments: [],
  card: null,
  bar: 'ok',
  groups: [],
  more: '',
  lacks: 0,
  note: t.goneHint,
};

/** What was asked to be seen: all items, what is missing, and the way. */
export interface Wish {
  all: boolean;
  end: boolean;
  /** The way of a patrol. */
  way: boolean;
}

/** Until when; before use nobody waits but the person. */
const windowOf = ({ beforeUse, shiftName: shift, dueAt }: TaskView, now: number): string =>
  beforeUse === true ? t.beforeUse : fill(t.window, { shift, time: whenText(dueAt, now) });

/** @param now - the server's time (ms) */
export function viewOf(
  task: TaskView | null,
  round: Round,
  { all, end, way }: Wish,
  orders: OrderState,
  now: number,
): RoundView {
  if (task === null) return GONE;
  if (task.state === 'dropped')
    return { ...GONE, heading: task.beforeUse === true ? t.lapsed : t.dropped, note: '' };
  if (task.opensAt > now)
    return { ...GONE, heading: fill(t.notYet, { time: whenText(task.opensAt, now) }), note: '' };
  const steps = stepsOf(task, round);
  const current = currentOf(steps, round);
  const isOver = isEnded(round) || task.finished !== null;
  const view = isOver ? 'result' : way && task.mine ? 'way' : end || current === null ? 'end' : 'item';
  const shown = view === 'item' ? current : null;
  const card = shown === null ? null : cardOf(shown, round);
  const lacks = steps.filter(({ lack }) => lack !== null).length;
  const total = steps.length;
  const links = view === 'result' || !task.mine ? (task.links ?? {}) : null;
  const headings = {
    way: t.wayTitle,
    item: fill(t.nOf, { n: current?.n ?? 0, total }),
    end: lacks > 0 ? fill(t.lacks, { count: lacks }) : t.endTitle,
    result: t.result,
  };
  return {
    view,
    heading: headings[view],
    window: windowOf(task, now),
    segments: segmentsOf(steps, shown),
    card,
    bar: card === null ? 'ok' : barOf(card),
    groups: view === 'way' ? [] : groupsOf(steps, current, orders, all || view !== 'item', links),
    more: view !== 'item' || total <= SHOWN + 1 ? '' : all ? t.fewer : fill(t.all, { count: total }),
    lacks,
    note: round.note ?? '',
  };
}

/** What came of a round. */
export interface RoundResult {
  /** Still in this phone. */
  kept: boolean;
  counts: string[];
  /** How many points of a patrol were come to; empty of one machine. */
  reached: string;
  verdict: '' | 'usable' | 'faulty' | 'stop';
}

/** The counts of a round in words, and what a spot check decided. */
export function resultOf(task: TaskView, round: Round, phoneFree?: PhoneFree): RoundResult {
  const steps = stepsOf(task, round);
  const count = (result: Given['result']): number =>
    steps.filter(({ given }) => given?.result === result).length;
  const counts: [string, number][] = [
    [t.okCount, count('ok')],
    [t.otherCount, count('noted')],
    [t.naCount, count('na')],
    [t.foundCount, count('notOk')],
  ];
  const reached = reachedWords(task, round, phoneFree);
  return {
    kept: task.finished === null,
    counts: counts.filter(([, n]) => n > 0).map(([words, n]) => fill(words, { count: n })),
    reached,
    verdict: task.kind === 'spotCheck' ? (task.verdict ?? verdictIn(task, round)) : '',
  };
}
