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

/** Whether the verifier has to go there; the server decides, the page says so beforehand. */
const toldToGo = ({ urgency, level, suspectedMajor }: OrderView): boolean =>
  urgency === 'high' || level === 'major' || suspectedMajor;

/** Nothing read yet. */
export const NO_ORDER = {
  order: null as OrderView | null,
  place: '',
  urgency: '',
  level: '',
  contacts: [] as ReturnType<typeof contacts>,
  pictures: { before: null, after: null, more: [] } as ReturnType<typeof pictures>,
  before: '',
  planBy: '',
  planFiles: [] as ReturnType<typeof planFiles>,
  events: [] as ReturnType<typeof events>,
  comments: [] as { id: string; who: string; when: string; text: string }[],
  evidence: { rows: [], lines: [] } as ReturnType<typeof evidence>,
  verdict: null as GrantedAction | null,
  verdictForm: [] as FormField[],
  seenHint: '',
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
    before: shown.before?.url ?? '',
    planBy: plan === null ? '' : fill(t.planBy, { name: plan.by, time: whenText(plan.at, now) }),
    planFiles: planFiles(order),
    events: events(order, now),
    comments: order.comments.map(({ id, who, at, text }) => ({ id, who, when: whenText(at, now), text })),
    evidence: evidence(order, now),
    verdict,
    verdictForm: verdict?.form.filter(({ id }) => id !== 'text') ?? [],
    seenHint: toldToGo(order) ? t.needOnSite : '',
  };
}
