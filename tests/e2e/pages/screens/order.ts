/** The order page: every state of the flow as its people see it, and every form. */
import { TEXT } from '../../../../miniprogram/shared/text';
import { ORDER, tap, unanswered, type Screen } from './screen';

const { turnOf } = TEXT.order;
/** The part of the sentence on whose turn it is that does not change. */
const TURN = turnOf.slice(0, turnOf.indexOf('{'));

export const order: Screen[] = [
  { page: ORDER, state: 'awaitingResponse', who: 'supervisor', order: 'urgent', sign: TURN, main: true },
  { page: ORDER, state: 'awaitingResponse-overdue', who: 'safety', order: 'late', sign: TURN },
  { page: ORDER, state: 'awaitingResponse-reporter', who: 'worker', order: 'urgent', sign: TURN },
  { page: ORDER, state: 'rectifying', who: 'fixer', order: 'rectifying', sign: TURN, main: true },
  { page: ORDER, state: 'rectifying-again', who: 'fixer', order: 'again', sign: TURN },
  {
    page: ORDER,
    state: 'awaitingVerification',
    who: 'worker',
    order: 'awaitingVerification',
    sign: TEXT.order.verifyYours,
    main: true,
  },
  {
    page: ORDER,
    state: 'awaitingVerification-owner',
    who: 'supervisor',
    order: 'awaitingVerification',
    sign: TURN,
  },
  { page: ORDER, state: 'closed', who: 'worker', order: 'closed', sign: TEXT.order.timeline },
  { page: ORDER, state: 'notHazard', who: 'worker', order: 'notHazard', sign: TEXT.order.timeline },
  {
    page: ORDER,
    state: 'evidence',
    who: 'safety',
    order: 'closed',
    make: tap(TEXT.order.evidence),
    sign: 'css:[class*="turned"]',
  },
  { page: ORDER, state: 'gone', who: 'worker', query: { id: 'none' }, sign: TEXT.order.notFound },
  ...unanswered({ page: ORDER, who: 'worker', order: 'urgent' }),
  { page: ORDER, state: 'offline', who: 'worker', order: 'urgent', wire: 'none', sign: TEXT.failure.reading },
  {
    page: ORDER,
    state: 'respond',
    who: 'supervisor',
    order: 'urgent',
    query: { act: 'respond' },
    sign: TEXT.order.useSuggestion,
  },
  {
    page: ORDER,
    state: 'assign',
    who: 'supervisor',
    order: 'urgent',
    query: { act: 'assign' },
    sign: TEXT.form.onDuty,
  },
  {
    page: ORDER,
    state: 'transfer',
    who: 'supervisor',
    order: 'urgent',
    query: { act: 'transfer' },
    sign: TEXT.form.onDuty,
  },
  {
    page: ORDER,
    state: 'correctUrgency',
    who: 'supervisor',
    order: 'urgent',
    query: { act: 'correctUrgency' },
    sign: 'css:[class*="segment"]',
  },
  {
    page: ORDER,
    state: 'fix',
    who: 'fixer',
    order: 'again',
    query: { act: 'fix' },
    sign: TEXT.form.sameAngle,
  },
  {
    page: ORDER,
    state: 'sendBack',
    who: 'worker',
    order: 'awaitingVerification',
    query: { act: 'sendBack' },
    sign: TEXT.form.takePhoto,
  },
  {
    page: ORDER,
    state: 'more',
    who: 'supervisor',
    order: 'urgent',
    make: tap(TEXT.common.more),
    sign: TEXT.common.close,
  },
  {
    page: ORDER,
    state: 'comment',
    who: 'worker',
    order: 'urgent',
    make: tap(TEXT.order.comment),
    sign: TEXT.order.commentHint,
  },
];
