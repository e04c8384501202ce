/** The order page: every state of the flow as its people see it, and every form. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { OrderName } from '../support/plant';
import { backToForm } from './picture';
import { downTo, ORDER, tap, unanswered, type Screen } from './screen';

const { turnOf } = TEXT.order;
/** The part of the sentence on whose turn it is that does not change. */
const TURN = turnOf.slice(0, turnOf.indexOf('{'));

const nameOf = (order: OrderName): string => order.replace('/', '-');

/** An order as whoever has it sees it. */
const owned = (order: OrderName, sign: string, more: Partial<Screen> = {}): Screen => ({
  page: ORDER,
  state: nameOf(order),
  who: 'owner',
  order,
  sign,
  ...more,
});

/** What a worker learns of an order. */
const told = (order: OrderName, sign: string): Screen =>
  owned(order, sign, { who: 'worker', state: `${nameOf(order)}-reporter` });

/** The form of an action. */
const form = (order: OrderName, act: string, sign: string, who: Screen['who'] = 'owner'): Screen =>
  owned(order, sign, { who, state: `${nameOf(order)}-${act}`, query: { act } });

/** A form that was handed in as it is: it says what is missing. */
const unfilled = (screen: Screen): Screen => ({
  ...screen,
  state: `${screen.state}-unfilled`,
  make: async (phone) => {
    await phone.see(screen.sign);
    await phone.press('[class*="sheet-foot"] .t-button');
  },
  sign: 'css:.fault',
});

/** The states off the ordinary loop, and their forms. */
export const cases: Screen[] = [
  owned('transferred', TEXT.order.transfers),
  owned('ruling', TEXT.order.transfers, { main: true }),
  told('ruling', TEXT.order.beingRuled),
  owned('ruled', TEXT.order.ruling, { who: 'safety', main: true }),
  owned('deferApproval', TEXT.order.approval, { main: true }),
  owned('deferred', TEXT.order.deferral, { main: true }),
  told('deferred', TEXT.order.deferral),
  told('merged', TEXT.order.mergedInto),
  owned('again', TEXT.same.looksLikeHint, {
    who: 'safety',
    state: 'again-alike',
    make: downTo(TEXT.same.looksLikeHint),
    main: true,
  }),
  owned('again', TEXT.technical.files, {
    who: 'safety',
    state: 'again-technical',
    make: async (phone) => {
      await phone.tap(TEXT.technical.title);
      await downTo(TEXT.technical.files)(phone);
    },
  }),
  owned('minded', TEXT.technical.held, {
    who: 'safety',
    state: 'minded',
    make: downTo(TEXT.technical.held),
    main: true,
  }),
  owned('minded', TURN, { who: 'manager', state: 'minded-outsider' }),
  owned('major/determining', TURN, { main: true }),
  owned('major/confirmingNotMajor', TEXT.order.levelBasis),
  owned('major/planning', TEXT.order.duties),
  owned('major/planApproval', TEXT.order.majorPlan, { main: true }),
  owned('major/rectifying', TEXT.order.majorPlan),
  owned('major/awaitingVerification', TEXT.order.goMajor),
  owned('major/closed', TEXT.order.duties, { who: 'safety' }),
  owned('selfFixed/awaitingCheck', TURN, { main: true }),
  told('selfFixed/awaitingCheck', TURN),
  told('selfFixed/closed', TEXT.order.timeline),
  owned('stop/proposed', TURN),
  owned('stop/stopped', TEXT.order.stoppedHint, { main: true }),
  owned('stop/awaitingUnlock', TEXT.order.stoppedHint),
  told('stop/closed', TEXT.order.unlocked),
  form('ruling', 'rule', TEXT.form.onDuty),
  form('rectifying', 'defer', TEXT.form.partNow),
  unfilled(form('rectifying', 'defer', TEXT.form.partNow)),
  form('major/determining', 'isMajor', TEXT.form.writeHere),
  form('major/planning', 'plan', TEXT.form.partPlan),
  unfilled(form('major/planning', 'plan', TEXT.form.partPlan)),
  form('deferApproval', 'refuse', TEXT.form.writeHere),
  form('stop/proposed', 'stop', TEXT.form.takePhoto),
  form('major/closed', 'doDuty', TEXT.form.writeHere, 'safety'),
  {
    page: ORDER,
    state: 'merge',
    who: 'supervisor',
    order: 'urgent',
    make: async (phone) => {
      await phone.tap(TEXT.common.more);
      await phone.tap('合并到另一单');
    },
    sign: TEXT.order.mergeHint,
  },
];

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
    make: backToForm,
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
