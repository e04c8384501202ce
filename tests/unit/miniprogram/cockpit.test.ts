/** 驾驶舱 in words: sentences, changes, charts, and what a tap opens. */
import { cockpitPage, shadeOf, spanWords } from '../../../miniprogram/packages/insight/cockpit/lists';
import { changeWords, spellMinutes } from '../../../miniprogram/packages/insight/cockpit/words';
import { TEXT } from '../../../miniprogram/shared/text';
import type { InsightKpi } from '../../../typings/insight-views';
import { monthChips, reportPage } from '../../../miniprogram/packages/insight/report/lists';
import { EMPTY, FULL, NOW, overviewOf, REPORT } from './insight';

const t = TEXT.insight;

it.each([
  [0, '不到 1 分钟'],
  [1, '1 分钟'],
  [59, '59 分钟'],
  [60, '1 小时'],
  [90, '1.5 小时'],
  [1_439, '24 小时'],
  [1_440, '1 天'],
  [1_872, '1.3 天'],
])('writes %i minutes as %s', (minutes, said) => {
  expect(spellMinutes(minutes)).toBe(said);
});

const kpi = (patch: Partial<InsightKpi>): InsightKpi => ({
  ...{ id: 'closureMean', unit: 'minutes', value: 1_872, previous: 2_448, change: -576 },
  ...{ sentence: null, opens: null, ...patch },
});

it.each<[string, Partial<InsightKpi>]>([
  ['比上月快 9.6 小时', {}],
  ['比上月慢 30 分钟', { change: 30 }],
  ['和上月一样', { change: 0 }],
  ['上月没有数，先不比', { previous: null, change: null }],
  ['还没有可算的', { value: null, change: null }],
  [
    '比上月高 5 个百分点，变好了',
    { id: 'respondedInTime', unit: 'share', value: 0.9, previous: 0.85, change: 0.05 },
  ],
  ['和上月一样', { id: 'respondedInTime', unit: 'share', value: 0.9, previous: 0.899, change: 0.001 }],
  ['比上月多 3 条', { id: 'reported', unit: 'count', value: 8, previous: 5, change: 3 }],
  ['比上月少 2 人，变差了', { id: 'activeUsers', unit: 'count', value: 8, previous: 10, change: -2 }],
  ['比上月少 0.2，变好了', { id: 'rounds', unit: 'ratio', value: 1.1, previous: 1.3, change: -0.2 }],
  [
    '无上年数据',
    { id: 'repeats', unit: 'share', value: 0.1, previous: null, change: null, sentence: '无上年数据' },
  ],
  [
    '比去年同期低 10 个百分点，变好了',
    { id: 'repeats', unit: 'share', value: 0.1, previous: 0.2, change: -0.1 },
  ],
  ['', { id: 'overdue', unit: 'count', value: 2, previous: null, change: null }],
])('says %p', (said, patch) => {
  expect(changeWords(kpi(patch), 'month')).toBe(said);
});

it.each([
  [0, 9, 0],
  [1, 9, 1],
  [4, 9, 3],
  [9, 9, 5],
  [1, 1, 5],
  [0, 0, 0],
])('gives %i of at most %i the shade %i', (n, most, shade) => {
  expect(shadeOf(n, most)).toBe(shade);
});

it.each([
  ['2026-11-23', '2026-11-23', '11月23日'],
  ['2026-11-01', '2026-11-23', '11月1日到23日'],
  ['2025-12-29', '2026-01-04', '12月29日到1月4日'],
])('names the days %s to %s', (from, to, said) => {
  expect(spanWords({ from, to })).toBe(said);
});

it('says in three or four sentences how it stands', () => {
  const { sentences } = cockpitPage(FULL).page;
  expect(sentences).toHaveLength(4);
  expect(sentences[0]).toMatch(/^本月报了 \d+ 条，关了 \d+ 条，平均 [\d.]+ 天，比上月快 [\d.]+ 天$/);
  expect(sentences[2]).toBe('现在有 2 条超时');
});

it('opens the orders of everything that says it does', () => {
  const { page, opens } = cockpitPage(FULL);
  const keys = [
    ...page.all.filter((row) => row.opens).map(({ key }) => key),
    ...page.tops.map(({ key }) => key),
    ...[page.slots, page.categories].flatMap(({ rows }) =>
      rows.flatMap(({ found }) => found.map(({ key }) => key)),
    ),
  ];
  expect(keys.length).toBeGreaterThan(15);
  for (const key of keys) expect(opens[key]?.filter.what).toMatch(/^(reported|closed|overdue|answered)$/);
});

it('tells the same total as bars, cells and number', () => {
  const { page } = cockpitPage(FULL);
  const reported = FULL.kpis.find(({ id }) => id === 'reported')?.value;
  expect(page.trend.reduce((sum, { first }) => sum + first, 0)).toBe(reported);
  const cells = page.categories.rows.flatMap((row) => row.cells.map(({ n }) => Number(n)));
  expect(cells.reduce((sum, n) => sum + n, 0)).toBe(reported);
});

it('has words for a plant in which nothing happened', () => {
  const { page, opens } = cockpitPage(EMPTY);
  expect(page).toMatchObject({
    empty: true,
    tops: [],
    ranks: [],
    people: [],
    silent: [],
    trendSum: t.trendNone,
  });
  expect(page.slots).toMatchObject({ rows: [], sentence: t.heatNone });
  expect(page.main.find(({ key }) => key === 'closureMean')?.value).toBe(t.none);
  expect(JSON.stringify(page)).not.toMatch(/NaN|undefined|Infinity/);
  expect(Object.keys(opens)).toContain('reported');
});

it.each(['today', 'week', 'month'] as const)('never writes a number that is none: %s', (period) => {
  expect(JSON.stringify(cockpitPage(overviewOf(period)).page)).not.toMatch(/NaN|undefined|Infinity|null/);
});

describe('the report of a month', () => {
  const { page, opens } = reportPage(REPORT, NOW);

  it('names its month where the running one would say 本月', () => {
    expect(page.month).toBe('2026 年 11 月');
    const titles = Object.values(opens).map(({ title }) => title);
    expect(titles).toContain('11月报上来的');
    expect(titles.join('')).not.toContain('本月');
  });

  it('shows four numbers first, and none of what is overdue now', () => {
    expect(page.head.map(({ key }) => key)).toEqual([
      'closureMean',
      'closedInTime',
      'repeats',
      'activeUsers',
    ]);
    expect(page.all.map(({ key }) => key)).not.toContain('overdue');
  });

  it('draws a range only where there are numbers enough', () => {
    const [permits, , height] = page.risks;
    expect(permits?.range).toMatch(/^每周 \d+–\d+$/);
    expect((permits?.left ?? 0) + (permits?.width ?? 0)).toBeLessThanOrEqual(101);
    expect(height).toMatchObject({ range: '', width: 0 });
    expect(height?.sentence).toContain('数据太少');
  });

  it('says of each decision what came of it', () => {
    expect(page.decisions.map(({ answer, late }) => ({ answer, late }))).toEqual([
      { answer: '改好了', late: '' },
      { answer: t.decisionOpen, late: t.decisionLate },
    ]);
    expect(page.decisions[0]?.text).not.toContain('李工');
  });

  it('lists each month once, however many versions it has', () => {
    const card = { writtenAt: NOW, why: null };
    const months = ['2026-11', '2026-11', '2026-10'].map((month, version) => ({ ...card, month, version }));
    expect(monthChips(months).map(({ id }) => id)).toEqual(['2026-11', '2026-10']);
  });
});

describe('bars in words', () => {
  it('lead to what was reported in their days, and never beyond the period', () => {
    const { page, opens } = cockpitPage(FULL);
    const told = page.bars.filter((bar) => bar.opens);
    expect(told.length).toBeGreaterThan(0);
    for (const { key, text } of page.bars) {
      const filter = opens[key]?.filter;
      expect(text).not.toBe('');
      if (filter === undefined) continue;
      expect(filter).toMatchObject({ what: 'reported' });
      expect((filter.from ?? '') >= FULL.from && (filter.to ?? '') <= FULL.to).toBe(true);
    }
  });

  it('lead nowhere for whoever may not see orders', () => {
    const shut = { ...FULL, kpis: FULL.kpis.map((kpi) => ({ ...kpi, opens: null })) };
    expect(cockpitPage(shut).page.bars.some((bar) => bar.opens)).toBe(false);
  });
});
