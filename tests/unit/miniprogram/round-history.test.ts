/** The rounds of a machine as its page tells them. */
import type { MachineHistory } from '../../../typings/inspection';
import { historyPage } from '../../../miniprogram/packages/inspection/history/lists';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { NINE } from './inspection';

const t = TEXT.inspection;
const DAY = 86_400_000;

type HistoryRound = MachineHistory['rounds'][number];

/** `ago` rounds before the last one, a day apart. */
const round = (ago: number, change: Partial<HistoryRound> = {}): HistoryRound => ({
  taskId: `t-${ago}`,
  kind: 'spotCheck',
  title: '行车点检',
  readable: true,
  beforeUse: false,
  at: NINE - ago * DAY,
  by: { id: 'p-1', name: '王工' },
  verdict: 'usable',
  findings: [],
  numbers: [],
  ...change,
});

const oil = (value: number, inLimits = true): HistoryRound['numbers'] => [
  { itemId: 'oil', text: '油温', unit: '度', value, inLimits },
];

const BROKEN: Partial<HistoryRound> = {
  verdict: 'faulty',
  findings: [{ text: '弹片断了', orderId: 'o-1', photos: ['https://a/1.jpg'] }],
};

const pageOf = (rounds: HistoryRound[], betweenFindings: number | null = null) =>
  historyPage({ rounds, betweenFindings }, NINE);

describe('how often something was found', () => {
  it.each<[string, HistoryRound[], number | null, string]>([
    ['never', [round(0), round(1)], null, fill(t.sumFine, { count: 2 })],
    ['once', [round(0), round(1, BROKEN)], null, fill(t.sumFound, { count: 2, found: 1 })],
    [
      'more than once',
      [round(0, BROKEN), round(1), round(2, BROKEN)],
      2 * DAY,
      fill(t.sumMean, { count: 3, found: 2, mean: '2 天' }),
    ],
  ])('says so: %s', (_name, rounds, mean, sum) => {
    expect(pageOf(rounds, mean).sum).toBe(sum);
  });
});

it('names who looked before use, and when that was last', () => {
  const page = pageOf([round(0), round(1, { beforeUse: true }), round(2, { beforeUse: true })]);
  expect(page.lastUse).toBe(fill(t.lastUse, { time: '昨天 09:00', name: '王工' }));
  expect(page.rows.map(({ who }) => who)).toEqual(['王工', '使用前点检 · 王工', '使用前点检 · 王工']);
  expect(pageOf([round(0)]).lastUse).toBe('');
});

it('says of what was found that no order came of it', () => {
  const lost = { text: '漏油', orderId: null, photos: [] };
  const [row] = pageOf([round(0, { verdict: 'faulty', findings: [{ ...lost, noOrder: true }, lost] })]).rows;
  expect(row?.findings.map(({ note }) => note)).toEqual([t.noOrder, '']);
});

it('names the patrol that came by, with what it found here, and opens for whoever may see it', () => {
  const patrol = round(0, { ...BROKEN, kind: 'patrol', title: '气瓶库巡查', verdict: null, readable: false });
  const [row, own] = pageOf([patrol, round(1)]).rows;
  expect(row).toMatchObject({
    who: '气瓶库巡查 · 王工',
    verdict: fill(t.foundCount, { count: 1 }),
    marked: true,
    open: false,
    findings: [{ text: '弹片断了', photos: ['https://a/1.jpg'] }],
  });
  expect(own?.open).toBe(true);
});

describe('the numbers of an item', () => {
  it('go from the oldest to the newest, with the last one in words', () => {
    const [trend] = pageOf([round(0, { numbers: oil(40) }), round(1, { numbers: oil(30) })]).trends;
    expect(trend).toMatchObject({ text: '油温', latest: '40 度', beyond: '' });
    expect(trend?.bars.map(({ height }) => height)).toEqual([12, 100]);
    expect(trend?.span).toBe(fill(t.span, { count: 2, low: 30, high: 40, unit: '度' }));
  });

  it('say that the last one is beyond its limits, and how many are', () => {
    const [trend] = pageOf([round(0, { numbers: oil(90, false) }), round(1, { numbers: oil(30) })]).trends;
    expect(trend?.beyond).toBe(t.beyondLimits);
    expect(trend?.bars.map(({ out }) => out)).toEqual([false, true]);
    expect(trend?.span).toBe(fill(t.spanOut, { count: 2, low: 30, high: 90, unit: '度', out: 1 }));
  });

  it('stand in the middle while they do not differ', () => {
    const [trend] = pageOf([round(0, { numbers: oil(30) }), round(1, { numbers: oil(30) })]).trends;
    expect(trend?.bars.map(({ height }) => height)).toEqual([50, 50]);
    expect(trend?.span).toBe(fill(t.spanSame, { count: 2, low: 30, unit: '度' }));
  });

  it('are not drawn while there is one only', () => {
    const [trend] = pageOf([round(0, { numbers: oil(30) })]).trends;
    expect(trend).toMatchObject({ latest: '30 度', span: '', bars: [] });
  });

  it('are no more than fit beside each other', () => {
    const rounds = Array.from({ length: 40 }, (_none, ago) => round(ago, { numbers: oil(ago) }));
    const [trend] = pageOf(rounds).trends;
    expect(trend?.bars).toHaveLength(8);
    expect(trend?.latest).toBe('0 度');
  });
});

it('tells each round with who did it, what was decided, and the orders of what was found', () => {
  const { rows } = pageOf([round(0, BROKEN), round(1), round(2, { verdict: null })]);
  expect(rows.map(({ verdict, marked, who }) => [verdict, marked, who])).toEqual([
    [t.faulty, true, '王工'],
    [t.usable, false, '王工'],
    [t.okAll, false, '王工'],
  ]);
  expect(rows[0]?.findings).toEqual([
    { key: 0, text: '弹片断了', orderId: 'o-1', note: '', photos: ['https://a/1.jpg'] },
  ]);
});

it('has nothing to tell of a machine that nobody looked at', () => {
  expect(pageOf([])).toMatchObject({ trends: [], rows: [] });
});
