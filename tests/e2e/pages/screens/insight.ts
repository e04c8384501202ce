/** 驾驶舱 and the orders behind a number. */
import { cockpitPage } from '../../../../miniprogram/packages/insight/cockpit/lists';
import { TEXT } from '../../../../miniprogram/shared/text';
import { EMPTY, FULL, LONG_NAMES, NOW, REPORT } from '../../../unit/miniprogram/insight';
import { repeatPage, repeatRow } from '../../../../miniprogram/packages/insight/repeat/lists';
import { CARDS, VIEW } from '../../../unit/miniprogram/repeats';
import { postingPage } from '../../../../miniprogram/packages/insight/posting/lists';
import { NOTHING_POSTED, POSTED } from '../../../unit/miniprogram/postings';
import { weekPage } from '../../../../miniprogram/packages/insight/week/lists';
import { MONDAY, QUIET_WEEK, TALKED_WEEK } from '../../../unit/miniprogram/weeks';
import { monthWords, reportPage } from '../../../../miniprogram/packages/insight/report/lists';
import {
  BEHIND,
  COCKPIT,
  downTo,
  MONTH_REPORT,
  REPEAT,
  POSTING,
  REPEATS,
  WEEK,
  shown,
  unanswered,
  type Screen,
} from './screen';

const t = TEXT.insight;

/** The page as it is with these numbers. */
const told = (overview: Parameters<typeof cockpitPage>[0], whole = false) =>
  shown({ read: 'ready', period: overview.period, page: cockpitPage(overview).page, whole });

const open = { page: COCKPIT, who: 'manager' } as const;

/** All that the plant of these screens reported. */
const filter = JSON.stringify({ what: 'reported', from: '2026-01-01', to: '2026-12-31' });
const behind = { page: BEHIND, who: 'safety' } as const;

const month = { page: MONTH_REPORT, who: 'manager' } as const;
const written = shown({
  ...{ read: 'ready', none: false, redoes: true, page: reportPage(REPORT, NOW).page },
  months: ['2026-11', '2026-10', '2026-09'].map((id) => ({ id, name: monthWords(id) })),
});

const weekly = { page: WEEK, who: 'manager' } as const;
const w = TEXT.week;
const toldWeek = (week: typeof QUIET_WEEK) =>
  shown({ read: 'ready', page: weekPage(week, MONDAY), opens: true, draws: true });

const wall = { page: POSTING, who: 'safety' } as const;
const posted = (told: typeof POSTED) =>
  shown({ read: 'ready', page: postingPage(told), areas: told.areas, areaId: told.areaId });

const back = { page: REPEATS, who: 'supervisor' } as const;
const cameBack = { page: REPEAT, who: 'supervisor', query: { id: 'a'.repeat(24) } } as const;
const r = TEXT.repeat;
const toldBack = shown({ read: 'ready', page: repeatPage(VIEW, NOW), orders: [] });

export const insight: readonly Screen[] = [
  ...unanswered(open),
  { ...open, state: 'live', sign: 'css:.tile-value' },
  { ...open, state: 'ready', main: true, make: told(FULL), sign: t.all },
  { ...open, state: 'numbers', make: told(FULL, true), sign: t.kpi.pointsPerClosed },
  {
    ...{ ...open, state: 'charts', sign: t.bySlot },
    make: async (phone) => {
      await told(FULL)(phone);
      await downTo(t.trend)(phone);
    },
  },
  {
    ...{ ...open, state: 'ranks', sign: t.ranks },
    make: async (phone) => {
      await told(FULL)(phone);
      await downTo(t.silent)(phone);
    },
  },
  {
    ...{ ...open, state: 'bars', sign: t.allClose },
    make: async (phone) => {
      await told(FULL)(phone);
      await phone.tap(t.bars);
      await downTo(t.allClose)(phone);
    },
  },
  { ...open, state: 'nothing', make: told(EMPTY), sign: t.heatNone },
  {
    ...{ ...open, state: 'long-names', sign: t.bySlot },
    make: async (phone) => {
      await told(LONG_NAMES)(phone);
      await downTo(t.byCategory)(phone);
    },
  },
  { ...open, who: 'supervisor', state: 'own', make: told({ ...FULL, scope: 'own' }), sign: t.own },
  ...unanswered(month),
  { ...month, state: 'none', sign: t.reportNone },
  { ...month, state: 'ready', main: true, make: written, sign: t.reportSum },
  {
    ...{ ...month, state: 'ahead', sign: t.risky },
    make: async (phone) => {
      await written(phone);
      await downTo(t.riskyHint)(phone);
    },
  },
  {
    ...{ ...month, state: 'end', sign: t.reportGaps },
    make: async (phone) => {
      await written(phone);
      await downTo(t.redo)(phone);
    },
  },
  ...unanswered({ ...behind, query: { filter, title: '本月报上来的' } }),
  { ...behind, state: 'ready', main: true, query: { filter, title: '本月报上来的' }, sign: 'css:.foot' },
  {
    ...{ ...behind, state: 'none', sign: t.ordersNone },
    query: {
      filter: JSON.stringify({ what: 'closed', from: '2020-01-01', to: '2020-01-31' }),
      title: '本月关掉的',
    },
  },
  ...unanswered(back),
  { ...back, state: 'live', sign: r.open },
  { ...back, state: 'none', make: shown({ read: 'ready', rows: [] }), sign: r.none },
  {
    ...{ ...back, state: 'ready', main: true, sign: r.cameBackAfter },
    make: shown({ read: 'ready', rows: CARDS.map((card) => repeatRow(card, NOW)) }),
  },
  ...unanswered(cameBack),
  { ...cameBack, state: 'ready', main: true, make: toldBack, sign: r.orders },
  {
    ...{ ...cameBack, state: 'asking', sign: r.send },
    make: async (phone) => {
      await toldBack(phone);
      await phone.tap(r.answer);
    },
  },
  {
    ...{ ...cameBack, state: 'done', sign: r.doneHint },
    make: async (phone) => {
      await shown({ read: 'ready', page: { ...repeatPage(VIEW, NOW), may: 'done' }, orders: [] })(phone);
      await phone.tap(r.done);
    },
  },
  ...unanswered(weekly),
  { ...weekly, state: 'none', make: shown({ read: 'ready', page: null }), sign: w.noneHint },
  { ...weekly, state: 'asked', make: toldWeek(QUIET_WEEK), sign: w.commentNone },
  { ...weekly, state: 'ready', main: true, make: toldWeek(TALKED_WEEK), sign: w.answer },
  {
    ...{ ...weekly, state: 'comment', sign: w.commentSend },
    make: async (phone) => {
      await toldWeek(QUIET_WEEK)(phone);
      await phone.tap(w.comment);
    },
  },
  {
    ...{ ...weekly, who: 'supervisor', state: 'answer', sign: w.answerHint },
    make: async (phone) => {
      await toldWeek(TALKED_WEEK)(phone);
      await phone.press('.card .soft-button');
    },
  },
  ...unanswered(wall),
  { ...wall, state: 'live', sign: TEXT.posting.hint },
  { ...wall, state: 'nothing', make: posted(NOTHING_POSTED), sign: TEXT.posting.openNone },
  { ...wall, state: 'ready', main: true, make: posted(POSTED), sign: TEXT.posting.closed },
];
