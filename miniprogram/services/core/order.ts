/** An order as its page says it: whom to call, which pictures belong side by side, what happened. Pure. */
import type { GrantedAction, OrderCard, OrderView, PersonCard, PhotoView } from '../../../typings/api';
import { durationText, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { WORDS } from '../../shared/words';
import { dueSentence, stamp, turnTitle, twoLines } from './turn';

const t = TEXT.order;

/** 「B-01 组对拼装区」 */
export const placeText = ({ pointNo, areaName }: OrderCard['place']): string =>
  pointNo === null ? areaName : `${pointNo} ${areaName}`;

/** 「紧急程度 高」 */
export const urgencyText = ({ urgency }: OrderCard): string => `${t.urgency} ${t[urgency]}`;

/**
 * How long is left and until when, each to be kept on one line: 「还剩 5 小时」「14:10 前改好」, 「超 1 小时 40 分」「已报赵主管」.
 * Empty once the order is closed.
 */
export function leftParts({ next, state }: OrderCard, now: number): string[] {
  if (next === null) return [];
  if (now < next.dueAt) {
    return [`${t.left} ${durationText(next.dueAt - now)}`, dueSentence(state.id, next.dueAt, now)];
  }
  const raised = next.escalatedTo === null ? [] : [fill(t.raisedTo, { name: next.escalatedTo.name })];
  return [`${t.over} ${durationText(now - next.dueAt)}`, ...raised];
}

/** A card in two lines, told to the person who reads it: whose turn, and until when. */
export interface CardLines {
  /** The name stands out between the two. */
  turn: { before: string; name: string; after: string };
  left: string[];
}

export function cardLines(order: OrderCard, me: string, now: number): CardLines {
  const { next, state, sentence } = order;
  if (next === null) {
    const { turn, left } = twoLines(sentence);
    return { turn: { before: turn, name: '', after: '' }, left: left === '' ? [] : [left] };
  }
  const name = next.owner.id === me ? TEXT.common.you : next.owner.name;
  const [before = '', after = ''] = turnTitle(state.id, '\n', false).split('\n');
  return { turn: { before, name, after }, left: leftParts(order, now) };
}

/** The cards of one’s own turn, least time first; lists come newest first. */
export const byTimeLeft = (orders: readonly OrderCard[]): OrderCard[] =>
  [...orders].sort((a, b) => (a.next?.dueAt ?? Infinity) - (b.next?.dueAt ?? Infinity));

/** A person on an order with everything they are there; `unreached`: no message arrived. */
export interface Contact {
  person: PersonCard;
  unreached: boolean;
}

/** The reporter whose name is kept has no id. */
const samePerson = (a: PersonCard, b: PersonCard): boolean =>
  a.id === b.id || (a.name === b.name && (a.id === '' || b.id === ''));

/**
 * Whom one may call, each person once with all their duties: whose turn it is first, the reporter last.
 * @param me - comes after all others, with no button to call themselves and without what the turn card says already
 */
export function contacts({ people, unreached }: OrderView, me: string): Contact[] {
  const { owner, rectifier, fixer, siteKeeper, escalatedTo, reporter } = people;
  const rows: Contact[] = [];
  for (const card of [...unreached, owner, rectifier, fixer, siteKeeper, escalatedTo, reporter]) {
    if (card === null || (owner?.id === me && (card === owner || card === fixer) && card.id === me)) continue;
    const row = rows.find(({ person }) => samePerson(person, card));
    if (row === undefined) rows.push({ person: { ...card }, unreached: unreached.includes(card) });
    else if (!row.person.duty.split('、').includes(card.duty)) row.person.duty += `、${card.duty}`;
  }
  const mine = rows.filter(({ person }) => person.id === me);
  for (const { person } of mine) {
    person.name = fill(t.nameYou, { name: person.name });
    person.phone = null;
  }
  return [...rows.filter((row) => !mine.includes(row)), ...mine];
}

/** Whom to call now when the owner is off duty, with the sentence above; null when the owner is there, and for either of them. */
export function nowCall({ people }: OrderView, me: string): { heading: string; person: PersonCard } | null {
  const { owner, now } = people;
  if (now === null || owner === null || [owner.id, me].includes(now.id) || owner.id === me) return null;
  return { heading: fill(t.nowCall, { name: owner.name }), person: now };
}

/** A picture of the order with what is written in it. */
export interface Shot {
  id: string;
  /** Null while it is being sealed. */
  url: string | null;
  /** 「改好后」 */
  word: string;
  /** `11-22 14:10`, or 「11月22日 白班」 */
  time: string;
  /** Why it cannot be shown. */
  note: string;
}

const WHEN = {
  scene: t.before,
  after: t.after,
  verify: t.verifyPhoto,
  plan: t.planPhoto,
  interim: t.interimPhoto,
  lock: t.lockPhoto,
  comment: t.commentPhoto,
} as const;

/** A picture as it is shown. */
export const shot = ({ id, purpose, receivedAt, when, url, note }: PhotoView): Shot => ({
  id,
  url,
  word: WHEN[purpose],
  time: when ?? stamp(receivedAt),
  note: note ?? '',
});

const isPicture = ({ format, state }: PhotoView): boolean => format !== 'pdf' && state !== 'refused';

/** Before and after to lay side by side: the first of the scene and the last round's first after; the others follow. */
export interface Pictures {
  before: Shot | null;
  after: Shot | null;
  more: Shot[];
}

/** What is shown beside the words it belongs to. */
const APART: readonly PhotoView['purpose'][] = ['plan', 'comment'];

export function pictures({ photos }: Pick<OrderView, 'photos'>): Pictures {
  const shown = photos.filter((photo) => !APART.includes(photo.purpose) && isPicture(photo));
  const before = shown.find(({ purpose }) => purpose === 'scene');
  const afters = shown.filter(({ purpose }) => purpose === 'after');
  const round = Math.max(...afters.map((photo) => photo.round));
  const after = afters.find((photo) => photo.round === round);
  return {
    before: before === undefined ? null : shot(before),
    after: after === undefined ? null : shot(after),
    more: shown.filter((photo) => photo !== before && photo !== after).map(shot),
  };
}

/** A drawing or document of the plan. */
export interface PlanFile {
  id: string;
  name: string;
  url: string | null;
  format: PhotoView['format'];
  note: string;
}

export const planFiles = ({ photos }: Pick<OrderView, 'photos'>): PlanFile[] =>
  photos
    .filter(({ purpose, state }) => purpose === 'plan' && state !== 'refused')
    .map(({ id, url, format, note }, index) => ({
      id,
      name: `${t.planFile} ${index + 1}`,
      url,
      format,
      note: note ?? '',
    }));

/** A word that somebody left, with whom it was meant for. */
export interface Remark {
  id: string;
  who: string;
  when: string;
  /** 「@张工」 */
  to: string[];
  text: string;
  shots: Shot[];
}

export const remarks = ({ comments }: Pick<OrderView, 'comments'>, now: number): Remark[] =>
  comments.map(({ id, who, at, when, text, photos, mentions }) => ({
    id,
    who,
    when: when ?? whenText(at, now),
    to: mentions.map((name) => fill(t.mentioned, { name })),
    text,
    shots: photos.filter(isPicture).map(shot),
  }));

/** One line of what happened. */
export interface Event {
  key: string;
  what: string;
  when: string;
  note: string;
}

/** What happened, newest first; what nobody did is told without a name. */
export const events = ({ timeline }: Pick<OrderView, 'timeline'>, now: number): Event[] =>
  timeline
    .map(({ at, when, who, what, note }, index) => ({
      key: String(index),
      what: who === WORDS.system ? what : `${who} ${what}`,
      when: when ?? whenText(at, now),
      note: note ?? '',
    }))
    .reverse();

const PURPOSES = {
  scene: t.scene,
  plan: t.planFile,
  after: t.afterPhoto,
  verify: t.verifyEvidence,
  interim: t.interimEvidence,
  lock: t.lockEvidence,
  comment: t.commentEvidence,
} as const;
const SEALS = { pending: t.sealing, sealed: t.sealed, refused: t.refused } as const;

/** The technical evidence, folded away on the page. */
export function evidence(
  order: OrderView,
  now: number,
): { rows: { id: string; what: string; seal: string }[]; lines: string[] } {
  const files = [
    ...order.photos.map((photo) => ({ ...photo, name: PURPOSES[photo.purpose] })),
    ...(order.voice === null ? [] : [{ ...order.voice, name: TEXT.voice.evidence, when: undefined }]),
  ];
  return {
    rows: files.map(({ id, name, receivedAt, when, state }) => ({
      id,
      what: fill(t.evidenceRow, { purpose: name, time: when ?? whenText(receivedAt, now) }),
      seal: SEALS[state],
    })),
    lines: [
      fill(t.reportedAt, { time: order.reportedIn ?? whenText(order.reportedAt, now) }),
      fill(t.resolveBy, { time: whenText(order.resolveDueAt, now) }),
      fill(t.trail, { count: order.timeline.length }),
    ],
  };
}

/** The buttons of the bar: at most one of each, everything else behind 更多. */
export interface Buttons {
  primary: GrantedAction | null;
  secondary: GrantedAction | null;
  more: GrantedAction[];
}

export function buttons(actions: readonly GrantedAction[]): Buttons {
  const primary = actions.find(({ style }) => style === 'primary') ?? null;
  const secondary = actions.find(({ style }) => style === 'secondary') ?? null;
  return { primary, secondary, more: actions.filter((one) => one !== primary && one !== secondary) };
}

/** Whether an action begins with a picture: then its button opens the camera. */
export const startsWithPhoto = ({ form }: GrantedAction): boolean =>
  form[0]?.id === 'photos' && form[0].required;

/** Whether an action is a verdict, which records how the person looked. */
export const isVerdict = ({ form }: GrantedAction): boolean => form.some(({ id }) => id === 'onSite');

/** Ids of actions with an icon of their own. */
const ICONS: Record<string, string> = { verify: 'tick', sendBack: 'undo' };

export const iconOf = (action: GrantedAction): string =>
  startsWithPhoto(action) ? 'camera' : (ICONS[action.id] ?? '');
