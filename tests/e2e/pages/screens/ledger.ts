/** 台账和迎检包, and what orders lack. */
import { gapCard, jobRow, kindsFor, rangeOf } from '../../../../miniprogram/packages/ledger/lists';
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { inspectorPage } from '../../../../miniprogram/packages/ledger/inspector/lists';
import { GAP, JOBS, NOW, SHOWN } from '../../../unit/miniprogram/ledger';
import { downTo, GAPS, INSPECTOR, LEDGER, shown, unanswered, type Screen } from './screen';

const t = TEXT.ledger;

const page = { page: LEDGER, who: 'safety' } as const;
const gaps = { page: GAPS, who: 'safety', query: { from: '2026-01-01', to: '2026-12-31' } } as const;

const jobs = { read: 'ready', jobs: JOBS.map((job) => jobRow(job, NOW)) };

const inspector = { page: INSPECTOR, who: 'manager' } as const;

export const ledger: readonly Screen[] = [
  ...unanswered(page),
  { ...page, state: 'first', main: true, sign: t.jobsNone },
  { ...page, state: 'supervisor', who: 'supervisor', sign: fill(t.go, { what: t.kinds.orders }) },
  { ...page, state: 'jobs', make: shown(jobs), sign: t.copy },
  { ...page, state: 'days', make: shown({ range: 'other', ...rangeOf('other', NOW) }), sign: t.chooseDay },
  {
    ...page,
    state: 'fault',
    make: shown({ trouble: TEXT.ledger.order, kinds: kindsFor(['safety']) }),
    sign: t.order,
  },
  ...unanswered(inspector),
  { ...inspector, state: 'live', sign: t.rate },
  {
    ...{ ...inspector, state: 'ready', main: true, sign: t.byMonth },
    make: shown({ read: 'ready', page: inspectorPage(SHOWN, NOW) }),
  },
  {
    ...{ ...inspector, state: 'papers', sign: t.papers },
    make: async (phone) => {
      await shown({ read: 'ready', page: inspectorPage(SHOWN, NOW) })(phone);
      await downTo(t.private)(phone);
    },
  },
  ...unanswered(gaps),
  {
    ...gaps,
    state: 'filled',
    main: true,
    make: shown({ read: 'ready', cards: [gapCard(GAP)] }),
    sign: GAP.title,
  },
  { ...gaps, state: 'none', make: shown({ read: 'ready', cards: [] }), sign: t.gapsNone },
];
