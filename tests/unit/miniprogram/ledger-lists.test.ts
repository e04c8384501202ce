/** Papers in words: who may ask for what, of which days, how far they are. */
import {
  asksPapers,
  gapCard,
  jobRow,
  kindsFor,
  rangeFault,
  rangeOf,
  sizeText,
} from '../../../miniprogram/packages/ledger/lists';
import { TEXT } from '../../../miniprogram/shared/text';
import { inspectorPage } from '../../../miniprogram/packages/ledger/inspector/lists';
import { GAP, JOBS, NOW, SHOWN } from './ledger';

const t = TEXT.ledger;

it('offers a supervisor what is of their areas, and offices of the plant everything', () => {
  expect(kindsFor(['supervisor']).map(({ id }) => id)).toEqual(['orders', 'statistics']);
  for (const role of ['safety', 'manager', 'admin'] as const) expect(kindsFor([role])).toHaveLength(7);
  expect(asksPapers(['worker', 'inspector', 'storekeeper'])).toBe(false);
  expect(asksPapers(['supervisor'])).toBe(true);
});

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);

it.each([
  ['month', '2026-11-24', '2026-11-01', '2026-11-24'],
  ['lastMonth', '2026-11-24', '2026-10-01', '2026-10-31'],
  ['lastMonth', '2027-01-01', '2026-12-01', '2026-12-31'],
  ['lastMonth', '2028-03-31', '2028-02-01', '2028-02-29'],
  ['quarter', '2026-11-24', '2026-10-01', '2026-11-24'],
  ['quarter', '2027-01-01', '2027-01-01', '2027-01-01'],
  ['year', '2026-11-24', '2026-01-01', '2026-11-24'],
  ['other', '2026-11-24', '', ''],
] as const)('means by %s on %s the days %s to %s', (id, today, from, to) => {
  expect(rangeOf(id, at(today))).toEqual({ from, to });
});

it('asks for both days, in their order', () => {
  expect(rangeFault({ from: '', to: '2026-11-24' })).toBe(t.lackDays);
  expect(rangeFault({ from: '2026-11-24', to: '2026-11-01' })).toBe(t.order);
  expect(rangeFault({ from: '2026-11-24', to: '2026-11-24' })).toBe('');
});

it.each([
  [0, '不到 0.1 兆'],
  [48_000, '不到 0.1 兆'],
  [105_000, '0.1 兆'],
  [3_600_000, '3.4 兆'],
])('writes %i bytes as %s', (bytes, said) => {
  expect(sizeText(bytes)).toBe(said);
});

it('says how far papers are, and opens tables but hands on the address of an archive', () => {
  const [making, pack, orders, failed] = JOBS.map((job) => jobRow(job, NOW));
  expect(making).toMatchObject({ state: '在做，做了 44%', making: true, files: [] });
  expect(pack?.files).toEqual([
    expect.objectContaining({
      no: 0,
      copies: true,
      act: t.copy,
      detail: '3.4 兆',
      name: '迎检包 2026-11-01 到 2026-11-24',
    }),
  ]);
  expect(orders?.files).toEqual([
    expect.objectContaining({ copies: false, act: t.open, detail: '214 行 · 不到 0.1 兆' }),
  ]);
  expect(failed).toMatchObject({ state: t.failed, making: false });
});

it('names what an order lacks, and how it is filled', () => {
  expect(gapCard(GAP)).toMatchObject({ id: 'o1', number: 'YH-20261103-0007 · 整改中' });
  expect(gapCard(GAP).gaps.map(({ key }) => key)).toEqual(['overdue', 'basis']);
});

describe('what an inspector is shown', () => {
  it('says how much of what was found is mended, and never rounds one away', () => {
    const page = inspectorPage(SHOWN, NOW);
    expect(page).toMatchObject({ rate: '98%', rateSaid: '今年排查出 214 条，改好 211 条' });
    const nearly = { ...SHOWN, open: 1, counts: { ...SHOWN.counts, found: 1_000 } };
    expect(inspectorPage(nearly, NOW).rate).toBe('99%');
    expect(inspectorPage({ ...SHOWN, open: 0 }, NOW).rate).toBe('100%');
  });

  it('says so where nothing was found yet', () => {
    const none = { ...SHOWN, open: 0, months: [], papers: [], counts: { ...SHOWN.counts, found: 0 } };
    expect(inspectorPage(none, NOW)).toMatchObject({
      rate: '—',
      rateSaid: t.rateNone,
      months: [],
      papers: [],
    });
  });

  it('waits for what is not counted yet', () => {
    expect(inspectorPage({ ...SHOWN, open: 500 }, NOW)).toMatchObject({
      rate: '—',
      rateSaid: t.rateCounting,
    });
  });
});
