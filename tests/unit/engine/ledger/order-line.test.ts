/** The hazard ledger: its columns in the order of the form, what they say, and whom they never name. */
import {
  gapsOf,
  ORDER_COLUMNS,
  orderLine,
  statisticLines,
  addToMonth,
  tallyOf,
  withoutReporter,
  type Registered,
} from '../../../../cloudfunctions/engine/ledger';
import { DAY, HOUR } from '../../../../miniprogram/shared/time';
import type { GapId } from '../../../../typings/ledger';
import { FOUND, NAMES, registered } from '../../../support/registered';

const TITLES =
  '隐患编号｜排查时间｜排查类型｜排查人员(签字)｜部位/场所/设备｜风险点编号｜隐患描述｜整改前照片｜违反依据｜隐患类别(现场/基础管理)｜GB/T 13861 码｜可能事故类型｜隐患等级｜形成原因｜整改措施｜临时防范措施｜整改资金｜责任部门｜责任人｜整改期限｜应急措施/预案｜实际完成时间｜完成情况｜整改后照片｜验收/复查人｜复查时间｜复查意见｜督办单位｜督办人｜销号日期｜上报监管时间｜通报方式及日期';

it('has the columns of the form, in their order', () => {
  expect(ORDER_COLUMNS.map(({ title }) => title).join('｜')).toBe(TITLES);
});

it('fills every column from the order', () => {
  const line = orderLine(registered({ directed: true }), NAMES);
  expect(line).toMatchObject({
    number: 'YH-20261122-0001',
    foundAt: '2026-11-22 09:00',
    foundBy: '员工上报',
    place: '手工焊接区 3 号焊机',
    pointNo: 'C-07',
    category: '现场',
    cause: '21',
    reason: '物理性因素',
    level: '一般隐患',
    measure: '拧紧护罩',
    department: '焊接车间',
    responsible: '钱大海',
    dueAt: '2026-11-23 09:00',
    fixedAt: '2026-11-22 11:00',
    checkedAt: '2026-11-22 12:00',
    verdict: '修好了，到现场看过',
    overseeing: '总经办',
    overseer: '孙总',
    closedAt: '2026-11-22',
  });
  expect(Object.keys(line).sort()).toEqual(ORDER_COLUMNS.map(({ id }) => id).sort());
});

it('says 日常 of what an inspection found', () => {
  expect(orderLine(registered({ task: { taskId: 't', itemId: 'i' } }), NAMES).foundBy).toBe('日常');
});

it('leaves out what the plant does not know any more', () => {
  const place = { ...registered().place, departmentId: 'gone' };
  const line = orderLine(registered({ place, templateId: 'gone' }), NAMES);
  expect([line.department, line.basis, line.cause, line.category, line.reason]).toEqual(['', '', '', '', '']);
  expect(line.place).toBe('手工焊接区 3 号焊机');
});

describe('whoever reported', () => {
  const told = registered({
    description: '赵小军看到的，电话 13812345678，位置 120.123456,31.234567',
    interim: { text: '138-1234-5678 赵小军', by: { id: 'x', name: '李' }, at: FOUND },
  });

  it('is named nowhere, with neither phone nor place', () => {
    const text = JSON.stringify(orderLine(told, NAMES));
    for (const secret of ['赵小军', '1381234', '138-1234', '120.12', '31.23'])
      expect(text).not.toContain(secret);
  });

  it('is 上报人 where they checked it', () => {
    expect(orderLine(told, NAMES).checker).toBe('上报人');
  });

  it('stays unnamed if a colleague sent it', () => {
    const reporter = { ...told.reporter, through: { id: 'p-031', name: '周同事' } };
    expect(withoutReporter('周同事替赵小军报的', { reporter })).toBe('上报人替上报人报的');
  });

  it('is named where the law asks for the 责任人', () => {
    const rectifier = { id: told.reporter.id, name: told.reporter.name };
    expect(orderLine({ ...told, rectifier }, NAMES).responsible).toBe('赵小军');
  });

  it.each(['长 12.5 米', '压力 0.4321 MPa', '编号 20261122000113812345678'])('leaves %p alone', (words) => {
    expect(withoutReporter(words, told)).toBe(words);
  });
});

describe('gaps', () => {
  const of = (change: Partial<Registered>, now = FOUND + DAY): GapId[] => {
    const order = registered(change);
    const template = order.templateId === null ? undefined : NAMES.template(order.templateId);
    return gapsOf(order, template, now).map(({ id }) => id);
  };
  const [round] = registered().rounds;
  if (round === undefined) throw new Error('the sample has a round');

  it('finds none in an order with everything', () => {
    expect(of({})).toEqual([]);
  });

  it.each<[GapId, Partial<Registered>]>([
    ['overdue', { open: true, state: 'rectifying', closedAt: null, resolveDueAt: FOUND + HOUR }],
    ['level', { level: 'undetermined' }],
    ['rectifier', { rectifier: null }],
    ['measure', { rounds: [{ ...round, plan: null, fixed: null }] }],
    ['basis', { templateId: null }],
    ['photoBefore', { evidence: { after: { purpose: 'after', state: 'sealed', source: 'camera' } } }],
    ['photoAfter', { evidence: { before: { purpose: 'scene', state: 'sealed', source: 'camera' } } }],
    [
      'photoLost',
      { evidence: { ...registered().evidence, x: { purpose: 'scene', state: 'refused', source: 'camera' } } },
    ],
    ['verdict', { rounds: [{ ...round, verdict: null }] }],
  ])('finds %s', (gap, change) => {
    expect(of(change)).toEqual([gap]);
  });

  it('asks more of a 重大 one', () => {
    expect(of({ level: 'major' })).toEqual(['majorPlan', 'regulator', 'notified']);
  });

  it('asks that somebody went to an urgent one', () => {
    const verdict = round.verdict === null ? null : { ...round.verdict, onSite: false };
    const rounds = [{ ...round, verdict }];
    expect(of({ urgency: 'high', rounds })).toEqual(['onSite']);
    expect(of({ urgency: 'low', rounds })).toEqual([]);
  });

  it('asks nothing of what is no hazard, or went on in another order', () => {
    for (const state of ['notHazard', 'merged'])
      expect(of({ state, rectifier: null, evidence: {} })).toEqual([]);
  });

  it('lets a deferral run until its date', () => {
    const deferral = {
      ...{
        reason: '等配件',
        interim: '围起来',
        measure: '换新',
        money: 800,
        emergency: '停机',
        reviewer: null,
      },
      ...{ until: FOUND + 9 * DAY, by: { id: 'a', name: '甲' }, at: FOUND, approvedBy: [] },
    };
    const waiting = { open: true, state: 'deferred', closedAt: null, deferral };
    expect(of(waiting, FOUND + 8 * DAY)).toEqual([]);
    expect(of(waiting, FOUND + 10 * DAY)).toEqual(['overdue']);
  });
});

describe('statistics', () => {
  it('adds months to quarters and years, over the end of a year', () => {
    const now = FOUND + DAY;
    const one = tallyOf(registered(), 1, now);
    const open = tallyOf(registered({ open: true, closedAt: null, state: 'rectifying' }), 0, now);
    let months = addToMonth([], '2027-01', open);
    months = addToMonth(months, '2026-11', one);
    months = addToMonth(months, '2026-12', one);
    const lines = statisticLines(months);
    expect(lines.map(({ period, found, rate }) => [period, found, rate])).toEqual([
      ['2026-11', 1, '100.0%'],
      ['2026-12', 1, '100.0%'],
      ['2027-01', 1, '0.0%'],
      ['2026 年第 4 季度', 2, '100.0%'],
      ['2027 年第 1 季度', 1, '0.0%'],
      ['2026 年', 2, '100.0%'],
      ['2027 年', 1, '0.0%'],
    ]);
    expect(lines[3]).toMatchObject({ closedInTime: 2, withGaps: 2, open: 0 });
  });

  it('counts nothing that is no hazard, and says zero of an empty plant', () => {
    expect(tallyOf(registered({ state: 'notHazard' }), 0, FOUND).found).toBe(0);
    expect(statisticLines([])).toMatchObject([{ period: '合计', found: 0, rate: '' }]);
  });
});
