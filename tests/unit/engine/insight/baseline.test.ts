/** How it was before stands beside the numbers of the plant, in words, and changes none of them. */
import { overview, spanBefore, spanOf, yearBefore } from '../../../../cloudfunctions/engine/insight';
import type { Baseline } from '../../../../typings/config';
import type { InsightKpiId } from '../../../../typings/insight-views';

const NOW = Date.parse('2026-11-25T09:00:00+08:00');

function told(baseline: Baseline | null, isWhole = true) {
  const span = spanOf('month', '2026-11-25', '2026-11-25');
  const days = { days: [], apart: [], yearAgo: [] };
  const all = { isMine: () => true, isMyDepartment: () => true, isWhole, mayOpen: true };
  const none = { areas: [], departments: [], categories: [], overdue: null, onRoll: 50 };
  return overview(days, {
    ...{
      period: 'month',
      span,
      before: spanBefore('month', span),
      year: yearBefore('month', span),
      now: NOW,
    },
    ...{ ...all, ...none, baseline },
  });
}

const sentences = (baseline: Baseline | null, isWhole?: boolean): Partial<Record<InsightKpiId, string>> =>
  Object.fromEntries(
    told(baseline, isWhole).kpis.flatMap(({ id, sentence }) => (sentence === null ? [] : [[id, sentence]])),
  );

const WHOLE: Baseline = {
  ...{ name: '上线前', closureHours: 173, closedInTimePercent: 61, respondedInTimePercent: 0 },
  ...{ repeatPercent: 36, activePercent: 42 },
};

it('is said beside each number that it is about', () => {
  expect(sentences(WHOLE)).toMatchObject({
    closureMean: '上线前 7.2 天',
    closedInTime: '上线前 61%',
    respondedInTime: '上线前 0%',
    repeats: '无上年数据，上线前 36%',
    activeUsers: '在册 50 人，占 0%，上线前 42%',
  });
});

it('says hours of what took less than a day, and nothing of what nobody knows', () => {
  expect(sentences({ name: '去年', closureHours: 23 })).toMatchObject({ closureMean: '去年 23 小时' });
  expect(sentences({ name: '去年' })).toEqual(sentences(null));
});

it('is of the whole plant, and not of some areas', () => {
  expect(sentences(WHOLE, false)).toEqual(sentences(null, false));
});

it('changes no number', () => {
  const bare = ({ kpis }: ReturnType<typeof told>) =>
    kpis.map(({ id, value, previous }) => [id, value, previous]);
  expect(bare(told(WHOLE))).toEqual(bare(told(null)));
});
