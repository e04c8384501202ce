/** Weeks as the server shows them, for tests of what the phone makes of them. */
import type { WeekTopView } from '../../../typings/week-top';

/** Monday 23 November 2026, 9:00 +08:00. */
export const MONDAY = Date.parse('2026-11-23T09:00:00+08:00');

export const QUIET_WEEK: WeekTopView = {
  ...{ monday: '2026-11-23', from: '2026-11-16', to: '2026-11-22' },
  answerDueAt: Date.parse('2026-11-27T18:00:00+08:00'),
  sentences: [
    '上周报了 31 条，关了 28 条，平均 1 天 7 小时关一条',
    '手工焊接区最要紧：9 条，2 条是重大隐患',
    '锅炉房等 2 个区域 30 天没有人报，去走一走',
  ],
  comment: null,
  areas: [
    { areaId: 'a', name: '手工焊接区', n: 9, reasons: ['2 条是重大隐患', '比上上周多 4 条'], answer: null },
    { areaId: 'b', name: '成品仓库二层东侧通道', n: 6, reasons: ['3 条又出现'], answer: null },
    { areaId: 'c', name: '冲压区', n: 5, reasons: [], answer: null },
  ].map((area) => ({ ...area, mine: false, late: false })),
  comments: true,
};

export const TALKED_WEEK: WeekTopView = {
  ...QUIET_WEEK,
  comments: false,
  comment: {
    lines: ['焊接区的气瓶今天全部固定好', '谁的区域谁来说'],
    ...{ by: '高总', at: MONDAY },
  },
  areas: QUIET_WEEK.areas.map((area, index) => ({
    ...area,
    mine: index === 1,
    answer: index === 0 ? { text: '28 只都固定了，照片在单子里', by: '王大勇', at: MONDAY } : null,
  })),
};
