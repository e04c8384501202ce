/** Every kind of configuration: the shipped body passes, and each broken field is named in Chinese. */
import type { InferOutput } from 'valibot';
import type { CONFIG_SCHEMAS } from '../../../cloudfunctions/config/schema';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import type { ConfigKind, ConfigKinds } from '../../../typings/config';
import { CONFIGS } from '../../support/starter-configs';
import { patched } from './patched';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Outputs = { [K in keyof typeof CONFIG_SCHEMAS]: InferOutput<(typeof CONFIG_SCHEMAS)[K]> };
type SameByKind = { [K in ConfigKind]: Same<Outputs[K], ConfigKinds[K]> };

/** Compiles only while every schema's output is the contract's type, neither wider nor narrower. */
const SAME: SameByKind = {
  flows: true,
  places: true,
  roster: true,
  routing: true,
  templates: true,
  screening: true,
  deadlines: true,
  notices: true,
  rewards: true,
  roles: true,
  inspection: true,
  permits: true,
  training: true,
  briefings: true,
  goods: true,
};

const BODIES: Record<ConfigKind, unknown> = CONFIGS;
const KINDS = Object.keys(SAME) as ConfigKind[];

/** What a plant may leave out. */
const SPARE: Partial<Record<ConfigKind, readonly string[]>> = {
  rewards: ['caps', 'fund', 'lapse', 'byHand'],
  roster: ['holidays'],
  notices: ['quiet', 'pushesPerTurn', 'digestAfter', 'channels'],
};

function refusal(kind: ConfigKind, body: unknown): AppError {
  try {
    parseConfig(kind, body);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${kind} was accepted`);
}

describe('parseConfig', () => {
  it.each(KINDS)('accepts %s as shipped, unchanged', (kind) => {
    expect(parseConfig(kind, BODIES[kind])).toEqual(BODIES[kind]);
  });

  it.each(KINDS)('refuses %s with an unknown key', (kind) => {
    const error = refusal(kind, patched(BODIES[kind], 'extra', 1));
    expect(error.fields).toEqual({ extra: '没有这一项，请去掉' });
  });

  const keys = KINDS.flatMap((kind) =>
    Object.keys(BODIES[kind] as object).map((key) => [kind, key] as const),
  );
  const isSpare = ([kind, key]: readonly [ConfigKind, string]): boolean =>
    SPARE[kind]?.includes(key) === true;

  it.each(keys.filter((each) => !isSpare(each)))('refuses %s without %s', (kind, key) => {
    const error = refusal(kind, patched(BODIES[kind], key, undefined));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.fields).toEqual({ [key]: '这一项还没填' });
    expect(error.values).toEqual({ count: 1 });
  });

  it.each(keys.filter(isSpare))('accepts %s without %s', (kind, key) => {
    const body = patched(BODIES[kind], key, undefined);
    expect(parseConfig(kind, body)).toEqual(body);
  });

  it.each(KINDS.flatMap((kind) => [null, 7, 'text', [], undefined].map((body) => [kind, body] as const)))(
    'refuses %s that is %p',
    (kind, body) => {
      expect(refusal(kind, body).code).toBe('CONFIG_INVALID');
    },
  );

  const deep = (depth: number): unknown => (depth === 0 ? true : { '!': deep(depth - 1) });

  it.each<[ConfigKind, string, unknown, string]>([
    ['flows', 'starts.hazard', 'hazard/a/b', '开始状态要写成“状态”或“流程/状态”'],
    ['flows', 'duties.0.id', 'party', '法定事项只能从给出的几项里选'],
    ['flows', 'flows', [], '流程至少要有 1 项'],
    ['flows', 'flows.0.states.0.owner', 'nobody', '责任人规则只能从给出的几项里选'],
    ['flows', 'flows.0.states.0.ring', 6, '进度只能是 0 到 5'],
    ['flows', 'flows.0.states.0.ladder.0.at', 1.5, '升级时点不能大于 1'],
    ['flows', 'flows.0.states.1.ladder.2.moveTo', '待裁决', '自动转到要写成“状态”或“流程/状态”'],
    ['flows', 'flows.0.states.4.approval.of', [], '签字人至少要有 1 项'],
    ['flows', 'flows.0.actions.0.from', [], '可用状态至少要有 1 项'],
    ['flows', 'flows.0.actions.0.label', '', '按钮名称还没填'],
    ['flows', 'flows.0.actions.0.guards', [{ id: 'g', rule: deep(9), error: 'X' }], '条件写得太深'],
    ['flows', 'flows.0.actions.0.guards', [{ id: 'g', rule: true, error: '中文' }], '提示编号要用大写字母'],
    ['places', 'areas.0.riskColor', 'green', '风险颜色只能从给出的几项里选'],
    ['places', 'areas.0.id', 'Area 1', '区域编号只能用小写字母'],
    ['places', 'areas.0.name', '长'.repeat(21), '区域名称最多 20 个字'],
    ['places', 'areas.0.name', '上\n下', '区域名称不能换行'],
    ['places', 'areas.0.phoneFree', '否', '是否禁用手机只能选是或否'],
    ['places', 'points.0.no', 'C07', '点位号要写成 C-07 这样'],
    ['places', 'plant.emergencyPhone', '打给我', '紧急电话只能用数字'],
    ['roster', 'shifts.0.start', '24:00', '上班时间要写成 08:00 这样'],
    ['roster', 'shifts.0.end', '8:00', '下班时间要写成 08:00 这样'],
    ['roster', 'duties.0.weekdays', [1, 1], '同一个星期几写了两次'],
    ['roster', 'duties.0.weekdays.0', 7, '星期不能大于 6'],
    ['roster', 'duties.0.duty', 'boss', '值班职责只能从给出的几项里选'],
    ['routing', 'rules.0.when.areaIds', [], '区域至少要有 1 项'],
    ['routing', 'rules.0.when.colour', 'red', '没有这一项'],
    ['routing', 'rules.0.to', { kind: 'everybody' }, '派给谁只能选'],
    ['routing', 'rules.0.to', { kind: 'person' }, '这一项还没填'],
    ['routing', 'rules', [], '派单规则至少要有 1 项'],
    ['templates', 'templates.0.title', '字'.repeat(21), '模板标题最多 20 个字'],
    ['templates', 'templates.0.cause', '99', '原因代码不在 GB/T 13861 对照表里'],
    ['templates', 'templates.0.accident', '倒霉', '可能事故类型不在 GB 6441 对照表里'],
    ['screening', 'cards.0.questions', [], '问题至少要有 1 项'],
    ['screening', 'cards.0.questions.0.text', '问'.repeat(31), '问题最多 30 个字'],
    ['screening', 'cards.0.questions.0.raises', [], '引起怀疑的回答至少要有 1 项'],
    ['screening', 'cards.0.questions.0.raises', ['no', 'no'], '同一个回答写了两次'],
    ['screening', 'cards.0.questions.0.raises', ['maybe'], '引起怀疑的回答只能从给出的几项里选'],
    ['screening', 'cards.0.templateIds', [], '问到这张卡片的模板至少要有 1 项'],
    ['screening', 'cards.0.raisedBy', 'most', '怎样算疑似只能从给出的几项里选'],
    ['deadlines', 'high.respond', 0, '响应期限不能短于 1 分钟'],
    ['deadlines', 'low.resolve', 1.5e5 + 0.5, '整改期限要写成整数毫秒'],
    ['notices', 'notices.0.lines', [], '通知内容至少要有 1 项'],
    ['notices', 'templates.0.page', '/packages/x', '打开的页面要写成小程序里的路径'],
    ['notices', 'templates.0.fields', {}, '订阅消息至少要有一栏'],
    ['notices', 'templates.0.templateId', '从后台', '模板 ID 要从微信后台复制'],
    ['rewards', 'rules.0.points', 0, '积分不能小于 1'],
    ['rewards', 'rules.0.id', 'consolation', '有两条奖励规则编号相同'],
    ['roles', 'roles.0.id', 'boss', '角色只能从给出的几项里选'],
    ['roles', 'roles.0.id', 'admin', '有两个角色编号相同'],
  ])('refuses %s with %s = %p', (kind, path, value, message) => {
    const fields = refusal(kind, patched(BODIES[kind], path, value)).fields ?? {};
    expect(Object.keys(fields).some((field) => field.startsWith(path.split('.')[0] ?? ''))).toBe(true);
    expect(Object.values(fields).join()).toContain(message);
  });

  it('names the field by its path', () => {
    const body = patched(patched(CONFIGS.places, 'areas.3.name', ''), 'points.5.areaId', 'X');
    expect(Object.keys(refusal('places', body).fields ?? {})).toEqual(['areas.3.name', 'points.5.areaId']);
  });

  it('refuses a day that is not in the calendar', () => {
    const change = (date: string) => ({
      date,
      duty: 'dutyLeader',
      areaIds: [],
      shiftId: 'day',
      personId: 'p-001',
    });
    for (const date of ['2026-02-30', '2026-2-3', '2025-02-29', '22.11.2026']) {
      expect(refusal('roster', patched(CONFIGS.roster, 'changes', [change(date)])).fields).toEqual({
        'changes.0.date': '调班日期要写成 2026-11-22 这样的日期',
      });
    }
    expect(() =>
      parseConfig('roster', patched(CONFIGS.roster, 'changes', [change('2028-02-29')])),
    ).not.toThrow();
  });

  it('accepts a guard as deep as the cap', () => {
    const guards = [{ id: 'g', rule: deep(8), error: 'ONSITE_NEEDED' }];
    expect(() =>
      parseConfig('flows', patched(CONFIGS.flows, 'flows.0.actions.0.guards', guards)),
    ).not.toThrow();
  });

  it('counts all faults but lists at most 50', () => {
    const body = patched(
      CONFIGS.places,
      'points',
      Array.from({ length: 80 }, () => ({ id: 'x', no: 'bad', name: '点', areaId: 'a', riskColor: 'red' })),
    );
    const error = refusal('places', body);
    expect(error.values).toEqual({ count: 80 });
    expect(Object.keys(error.fields ?? {})).toHaveLength(50);
  });

  it('speaks Chinese only, apart from the names of standards and ids', () => {
    for (const kind of KINDS) {
      for (const value of [() => 0, -1, 'x y', [{}], { a: 1 }]) {
        const keys = Object.keys(BODIES[kind] as object);
        const broken: unknown = Object.fromEntries(keys.map((key) => [key, value]));
        for (const message of Object.values(refusal(kind, broken).fields ?? {})) {
          expect(message).toMatch(/\p{Script=Han}/u);
          expect(message.replace(/GB(\/T)?|ID|C-07/g, '')).not.toMatch(/[A-Za-z]/);
        }
      }
    }
  });
});
