/** The records of an order: signatures, promises, judgements and who it went through. */
import { groundsOf, openDuties, recordsOf, stopBanner } from '../../../miniprogram/services/core/records';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { OrderView } from '../../../typings/api';
import { wordFaults } from '../../support/words';
import { NOW, orderView, person, waitsFor } from './orders';

const told = (change: Partial<OrderView>) => {
  const [record, ...others] = recordsOf(orderView(change), NOW);
  expect(others).toEqual([]);
  return { ...record, lines: record?.lines.map(({ label, text }) => [label, text]) };
};

const RULED: NonNullable<OrderView['ruling']> = {
  by: '王安全',
  to: '李主管',
  reason: '设备归他管',
  at: NOW,
  provisional: false,
  mayBecomeRule: false,
};

const DUTY: OrderView['duties'][number] = {
  id: 'reportRegulator',
  label: '上报监管部门',
  owner: { id: 'p-7', name: '王安全' },
  dueAt: NOW + HOUR,
  done: null,
};

it('has none where there is nothing to tell', () => {
  expect(recordsOf(orderView(), NOW)).toEqual([]);
});

it('tells safety what the reporter said to the screening card', () => {
  const answers = [
    { question: '有操作证吗？', basis: '无证上岗', answer: 'no' as const, raises: true },
    { question: '工种一样吗？', basis: '工种不符', answer: 'unsure' as const, raises: false },
    { question: '过期了吗？', basis: '过期', answer: null, raises: false },
  ];
  const screening = {
    cardId: 'special-work',
    title: '特种作业持证',
    source: '令10号 第三条（二）',
    version: 'v',
    answers,
    raised: true,
  };
  expect(told({ screening })).toMatchObject({
    heading: '疑似重大筛查',
    lines: [
      ['有操作证吗？', '否。依据：无证上岗'],
      ['工种一样吗？', '不清楚'],
      ['过期了吗？', '未回答'],
    ],
    foot: '令10号 第三条（二） · 特种作业持证',
  });
  expect(told({ screening: { ...screening, outdated: true } }).lines).toHaveLength(4);
  expect(groundsOf({ screening })).toBe('令10号 第三条（二）：无证上岗');
  const quiet = { ...screening, answers: answers.map((one) => ({ ...one, raises: false })) };
  expect([groundsOf({ screening: quiet }), groundsOf({ screening: null })]).toEqual(['', '']);
});

it('leads to the inspection at which it was found', () => {
  const [record] = recordsOf(
    orderView({ task: { taskId: 'crane@2026-11-23:day', itemId: 'c-11:hook' } }),
    NOW,
  );
  expect(record).toMatchObject({
    heading: '检查时发现的',
    lines: [{ text: '看那一次检查', taskId: 'crane@2026-11-23:day', orderId: '' }],
  });
});

describe('signatures', () => {
  const asked = { askedBy: '李主管', wanted: 2, signed: [] };

  it('say who signed and who is asked next', () => {
    const signed = [{ by: '王安全', at: NOW, text: '同意' }];
    expect(told({ approval: { ...asked, signed }, next: waitsFor('p-9', '赵总', NOW + HOUR) })).toMatchObject(
      {
        lines: [
          ['王安全已签', '同意 · 10:00'],
          ['等签字', '赵总，共 2 人签，已签 1 人'],
        ],
        foot: '李主管提出',
      },
    );
  });

  it('name just the one who is asked where one is enough', () => {
    const one = { approval: { ...asked, wanted: 1 }, next: waitsFor('p-9', '赵总', NOW + HOUR) };
    expect(told(one).lines).toEqual([['等签字', '赵总']]);
  });

  it('ask nobody when all have signed', () => {
    const signed = ['王安全', '赵总'].map((by) => ({ by, at: NOW, text: '' }));
    expect(told({ approval: { ...asked, signed } }).lines).toEqual([
      ['王安全已签', '10:00'],
      ['赵总已签', '10:00'],
    ]);
  });
});

it('tells a deferral with all that was promised, and leaves out what was not', () => {
  const deferral = {
    reason: '等配件',
    interim: '拉警戒线',
    measure: '换新架',
    money: 1_200_000,
    emergency: '先撤离',
    reviewer: null,
    until: Date.parse('2026-12-05T23:59:59.999+08:00'),
    by: '李主管',
    at: NOW,
    approvedBy: ['王安全'],
  };
  const people = { ...orderView().people, rectifier: person('p-1', '李主管', '整改责任人') };
  expect(told({ deferral, people })).toMatchObject({
    heading: '暂缓整改',
    lines: [
      ['原因', '等配件'],
      ['临时防范措施', '拉警戒线'],
      ['整改措施', '换新架'],
      ['整改资金', '1,200,000 元'],
      ['整改责任人', '李主管'],
      ['接着整改', '12月5日（周六）'],
      ['应急预案', '先撤离'],
      ['批准', '王安全'],
    ],
    foot: '李主管 · 10:00',
  });
});

it('tells the six parts of a plan for a major hazard', () => {
  const parts = { goal: '一', measure: '二', funds: '三', team: '四', schedule: '五', safeguard: '六' };
  expect(told({ majorPlan: { ...parts, by: '李主管', at: NOW } }).lines?.map(([, text]) => text)).toEqual(
    Object.values(parts),
  );
});

describe('duties by law', () => {
  it('say by when, that the time is over, or what was done', () => {
    const done = { by: '王安全', at: NOW, text: '文号 12' };
    const duties = [DUTY, { ...DUTY, dueAt: NOW - DAY }, { ...DUTY, done }];
    const [record] = recordsOf(orderView({ duties }), NOW);
    expect(record?.lines.map(({ text, late }) => [text, late])).toEqual([
      ['王安全 · 11:00 前', false],
      ['王安全 · 昨天 10:00 前，已过时间', true],
      ['王安全 10:00 办了：文号 12', false],
    ]);
    expect(openDuties(orderView({ duties }), NOW)).toHaveLength(2);
  });
});

describe('a ruling', () => {
  it('names who decided, and becomes a rule only where the server lets it', () => {
    expect(told({ ruling: RULED })).toMatchObject({
      lines: [
        ['定给', '李主管'],
        ['原因', '设备归他管'],
      ],
      foot: '王安全 · 10:00',
      act: '',
    });
    expect(told({ ruling: { ...RULED, mayBecomeRule: true } }).act).toBe('以后都按这个定');
  });

  it('at night says that it is provisional', () => {
    expect(told({ ruling: { ...RULED, provisional: true } }).lines).toContainEqual([
      '',
      '夜里先这样定，白天安全员再确认',
    ]);
  });
});

it('keeps refusals named', () => {
  const transfers = [{ from: '李主管', to: '赵主管', reason: '不是我的设备', at: NOW - DAY }];
  expect(told({ transfers }).lines).toEqual([['李主管 转给 赵主管', '不是我的设备 · 昨天 10:00']]);
});

it('says on what a level rests, with the second who signed', () => {
  const judged = { basis: '判定标准第 3 条', by: '王安全', second: '赵总', at: NOW };
  expect(told({ levelBasis: judged })).toMatchObject({
    lines: [['', '判定标准第 3 条']],
    foot: '王安全、赵总 · 10:00',
  });
});

it('leads to the orders it has to do with', () => {
  const relations = (['related', 'mergedHere', 'mergedInto'] as const).map((kind, index) => ({
    id: `o-${index}`,
    number: `YH-20261122-000${index}`,
    kind,
  }));
  const [record] = recordsOf(orderView({ relations }), NOW);
  expect(record?.lines.map(({ label, orderId }) => [label, orderId])).toEqual([
    ['相关', 'o-0'],
    ['合并到这里', 'o-1'],
    ['已合并到', 'o-2'],
  ]);
});

it('comes with what keeps the place safe before everything else but signatures', () => {
  const order = orderView({
    approval: { askedBy: '李主管', wanted: 1, signed: [] },
    interim: { text: '拉警戒线', by: '李主管', at: NOW },
    ruling: RULED,
  });
  expect(recordsOf(order, NOW).map(({ id }) => id)).toEqual(['approval', 'interim', 'ruling']);
});

describe('a machine out of use', () => {
  const stoppage = { by: '王安全', at: NOW, unlocked: null };

  it('is never called safe, locked or unlocked, and the place itself decides', () => {
    expect(stopBanner(orderView(), NOW)).toBeNull();
    const unlocked = { by: '赵主管', at: NOW };
    for (const one of [stoppage, { ...stoppage, unlocked }]) {
      const said = Object.values(stopBanner(orderView({ stoppage: one }), NOW) ?? {}).join('\n');
      expect(said).toMatch(/现场/);
      // The safety officer's own name may hold the word.
      expect(said.replaceAll('王安全', '')).not.toContain('安全');
      expect(wordFaults(said)).toEqual([]);
    }
  });
});
