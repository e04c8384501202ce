/** 「本月」 in words: what there was any of, for whom it is told, and what is still being counted. */
import { monthBlock } from '../../../miniprogram/packages/inspection/misses/month';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { inspectionMonth } from '../../../cloudfunctions/engine/insight';
import type { Cell, InspectionMonth } from '../../../typings/insight';

const t = TEXT.inspection;
const NOW = Date.parse('2026-11-25T12:00:00+08:00');

/** The month as the server adds it up. */
const monthOf = (cells: Cell[], change: Partial<InspectionMonth> = {}, isWhole = true): InspectionMonth => {
  const days = [{ _id: '2026-11-20', cells, names: {} }];
  const counts = inspectionMonth({ days, before: [], now: NOW, isMine: () => true, isWhole });
  return { month: '2026-11', missing: [], ...counts, ...change };
};

const CELLS: Cell[] = [
  { of: 'round', by: { kind: 'spotCheck' }, n: { due: 9, done: 8, late: 1, missed: 2, explained: 1 } },
  { of: 'round', by: { kind: 'spotCheck' }, n: { findings: 3, reported: 3, made: 2, joined: 1 } },
  { of: 'round', by: { kind: 'patrol' }, n: { due: 4, done: 4, handedOver: 1 } },
  { of: 'round', by: { kind: 'beforeUse' }, n: { done: 5 } },
  { of: 'training', by: { level: 'company' }, n: { passed: 2 } },
  { of: 'training', by: { level: 'team' }, n: { passed: 1, overdue: 1 } },
  { of: 'meeting', by: {}, n: { due: 6, held: 5, missed: 1 } },
  { of: 'permit', by: { level: 'first' }, n: { asked: 2, approved: 1, closed: 1 } },
  { of: 'permit', by: { level: 'special' }, n: { asked: 1 } },
];

it('says how each kind went, and what was found', () => {
  const { heading, hint, lines } = monthBlock(monthOf(CELLS));
  expect({ heading, hint }).toEqual({ heading: '本月（11 月）', hint: '' });
  expect(lines.map(({ title, text }) => `${title}：${text}`)).toEqual([
    '点检：该做 9 次，做完 8 次，漏 2 次，补做 1 次，说明原因 1 次。有问题 3 项，新开工单 2 个，记到已有工单 1 个',
    '巡查：该做 4 次，做完 4 次，转交 1 次',
    '使用前点检：用的人查了 5 次',
    '培训：通过 3 人次，到期没学完 1 人次',
    '班前会：该开 6 次，开了 5 次，漏 1 次',
    '动火：申请 3 张，批准 1 张，收工 1 张',
  ]);
});

it('says that there was nothing yet, and that only a part of the plant is told', () => {
  expect(monthBlock(monthOf([]))).toMatchObject({ hint: t.monthNone, lines: [] });
  expect(monthBlock(monthOf(CELLS, {}, false)).hint).toBe(t.monthOwn);
});

it('says which days are still being counted', () => {
  const missing = ['2026-11-20', '2026-11-21'];
  expect(monthBlock(monthOf(CELLS, { missing })).hint).toBe(fill(t.monthMissing, { count: 2 }));
});
