/** The order page's content: from the order as the server shows it to what the template lays out. Pure. */
import type { GrantedAction, OrderView } from '../../../../typings/api';
import type { FormField } from '../../../../typings/flow';
import {
  contacts,
  events,
  evidence,
  isVerdict,
  pictures,
  placeText,
  planFiles,
  urgencyText,
} from '../../../services/core/order';
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

/** Nothing read yet. */
export const NO_ORDER = {
  order: null as OrderView | null,
  place: '',
  urgency: '',
  level: '',
  contacts: [] as ReturnType<typeof contacts>,
  pictures: { before: null, after: null, more: [] } as ReturnType<typeof pictures>,
  /** What the pixels of the first picture cannot know: it was taken before there was a number. */
  mark: '',
  before: '',
  planBy: '',
  planFiles: [] as ReturnType<typeof planFiles>,
  events: [] as ReturnType<typeof events>,
  comments: [] as { id: string; who: string; when: string; text: string }[],
  evidence: { rows: [], lines: [] } as ReturnType<typeof evidence>,
  verdict: null as GrantedAction | null,
  verdictForm: [] as FormField[],
  seenHint: '',
  /** Where it is and who did the work, in one line for the verifier. */
  work: '',
};

export type OrderPage = typeof NO_ORDER;

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
    pictures: shown,
    mark: [order.place.pointNo ?? '', order.number].filter((part) => part !== '').join(' · '),
    before: shown.before?.url ?? '',
    planBy: plan === null ? '' : fill(t.planBy, { name: plan.by, time: whenText(plan.at, now) }),
    planFiles: planFiles(order),
    events: events(order, now),
    comments: order.comments.map(({ id, who, at, text }) => ({ id, who, when: whenText(at, now), text })),
    evidence: evidence(order, now),
    verdict,
    verdictForm: verdict?.form.filter(({ id }) => id !== 'text') ?? [],
    seenHint: whyGo(order),
    work: workOf(order),
  };
}
