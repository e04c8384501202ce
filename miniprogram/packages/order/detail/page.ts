/** The order page's content: from the order as the server shows it to what the template lays out. Pure. */
import type { GrantedAction, OrderView } from '../../../../typings/api';
import type { FormField } from '../../../../typings/flow';
import type { Act, ActBar, Choice } from '../../../services/core/act-bar';
import {
  buttons,
  contacts,
  events,
  evidence,
  iconOf,
  isVerdict,
  nowCall,
  pictures,
  placeText,
  planFiles,
  remarks,
  urgencyText,
} from '../../../services/core/order';
import { alikeRows, type AlikeRow } from '../../../services/core/alike';
import {
  groundsOf,
  openDuties,
  recordsOf,
  stopBanner,
  type OrderRecord,
} from '../../../services/core/records';
import { whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.order;

const LEVELS: Record<OrderView['level'], string> = {
  undetermined: t.undetermined,
  general: t.general,
  major: t.major,
};

/** The verdict of a verifier is given on the page itself: its form without the words. */
const verdictOf = (actions: readonly GrantedAction[]): GrantedAction | null =>
  actions.find((action) => action.style === 'primary' && isVerdict(action)) ?? null;

/** Why the verifier has to go there, empty when a picture will do; the server decides, the page says so beforehand. */
function whyGo({ urgency, level, suspectedMajor }: OrderView): string {
  if (level === 'major') return t.goMajor;
  if (suspectedMajor) return t.goSuspected;
  return urgency === 'high' ? t.goHigh : '';
}

/** 「C-07 车间二层 C 区 · 张工改的 · 李主管负责」 */
function workOf({ place, people: { fixer, rectifier } }: OrderView): string {
  const fixed = fixer === null ? [] : [fill(t.fixedBy, { name: fixer.name })];
  const led =
    rectifier === null || rectifier.id === fixer?.id ? [] : [fill(t.ledBy, { name: rectifier.name })];
  return [placeText(place), ...fixed, ...led].join(' · ');
}

/** What the page itself can do with the actions that the server grants. */
export const EXTRAS = { merge: 'merge', relate: 'relate', last: 'sameAsLast', comment: 'comment' } as const;

/** Answering, the action that may be done as it was last time. */
export const RESPOND = 'respond';

/**
 * What the server grants, and what the page can do besides. Who may end an order as the same as another may as well say
 * that the two have to do with each other. Whose turn it is not leaves a word.
 * @param hasLast - whether the same hazard was dealt with before
 */
export function barOf({ actions, notMine }: OrderView, hasLast: boolean): ActBar {
  const { primary, secondary, more } = buttons(actions);
  const may = (wanted: string): boolean => actions.some(({ id }) => id === wanted);
  const comment: Act = { id: EXTRAS.comment, label: t.comment, icon: 'chat' };
  const others: Choice[] = [
    ...(hasLast && may(RESPOND) ? [{ id: EXTRAS.last, label: t.sameAsLast }] : []),
    ...more.map(({ id, label }) => ({ id, label })),
    ...(may(EXTRAS.merge) ? [{ id: EXTRAS.relate, label: t.relateTo }] : []),
  ];
  if (primary === null && secondary === null)
    return { primary, secondary: comment, more: others, note: notMine ?? '' };
  return { primary: actOf(primary), secondary: actOf(secondary), more: [...others, comment] };
}

const actOf = (action: GrantedAction | null): Act | null =>
  action && { id: action.id, label: action.label, icon: iconOf(action) };

/** Nothing read yet. */
export const NO_ORDER = {
  order: null as OrderView | null,
  place: '',
  urgency: '',
  level: '',
  contacts: [] as ReturnType<typeof contacts>,
  /** Whom to call while the owner is off duty. */
  call: null as ReturnType<typeof nowCall>,
  stop: null as ReturnType<typeof stopBanner>,
  records: [] as OrderRecord[],
  alike: [] as AlikeRow[],
  duties: [] as ReturnType<typeof openDuties>,
  /** What speaks for 重大 by the reporter's answers. */
  grounds: '',
  pictures: { before: null, after: null, more: [] } as ReturnType<typeof pictures>,
  /** What the pixels of the first picture cannot know: it was taken before there was a number. */
  mark: '',
  before: '',
  planBy: '',
  planFiles: [] as ReturnType<typeof planFiles>,
  events: [] as ReturnType<typeof events>,
  comments: [] as ReturnType<typeof remarks>,
  evidence: { rows: [], lines: [] } as ReturnType<typeof evidence>,
  verdict: null as GrantedAction | null,
  verdictForm: [] as FormField[],
  seenHint: '',
  /** Where it is and who did the work, in one line for the verifier. */
  work: '',
};

export type OrderPage = typeof NO_ORDER;

/** An order without what only the person whose phone it is may do with it, and know of it. */
export const readOnlyOrder = (order: OrderView): OrderView => ({
  ...order,
  actions: [],
  directives: [],
  technical: null,
});

/** @param me - the id of the person who reads; @param now - the server's time (ms) */
export function orderPage(order: OrderView, me: string, now: number): OrderPage {
  const verdict = verdictOf(order.actions);
  const shown = pictures(order);
  const { plan } = order;
  return {
    order,
    place: placeText(order.place),
    urgency: urgencyText(order),
    level: order.suspectedMajor && order.level !== 'major' ? t.suspected : LEVELS[order.level],
    contacts: contacts(order, me),
    call: nowCall(order, me),
    stop: stopBanner(order, now),
    records: recordsOf(order, now),
    alike: alikeRows(order),
    duties: openDuties(order, now),
    grounds: groundsOf(order),
    pictures: shown,
    mark: [order.place.pointNo ?? '', order.number].filter((part) => part !== '').join(' · '),
    before: shown.before?.url ?? '',
    planBy: plan === null ? '' : fill(t.planBy, { name: plan.by, time: whenText(plan.at, now) }),
    planFiles: planFiles(order),
    events: events(order, now),
    comments: remarks(order, now),
    evidence: evidence(order, now),
    verdict,
    verdictForm: verdict?.form.filter(({ id }) => id !== 'text') ?? [],
    seenHint: whyGo(order),
    work: workOf(order),
  };
}
