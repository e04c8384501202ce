/** Schema of certificates and hot work: which certificates there are, and the plant's rules for a 动火作业票. */
import * as v from 'valibot';
import { choice, distinct, flag, id, line, list, ROLES, shape, whole } from './parts';

const LEVELS = ['special', 'first', 'second'] as const;
const COLORS = ['red', 'orange', 'yellow', 'blue'] as const;

const level = choice('级别', LEVELS);

const limit = (label: string) =>
  v.nullable(v.pipe(v.number(`${label}要写成数字`), v.finite(`${label}要写成数字`)));

const idsOf = (items: readonly { id: string }[]): string[] => items.map((each) => each.id);

const minutes = (label: string, min: number) => whole(label, min, 24 * 60);

const permitLevel = shape({
  id: level,
  name: line('级别名称', 10),
  hours: whole('最长小时数', 1, 72),
  gasTest: flag('要不要测气体'),
  approvals: v.pipe(
    list(
      shape({
        id: id('审批编号'),
        title: line('审批名称', 20),
        by: choice('由谁审批', ['siteKeeper', 'departmentHead', 'safety', 'dutyLeader', 'manager']),
      }),
      '审批',
      5,
      1,
    ),
    v.check((all) => distinct(idsOf(all)), '有两步审批编号相同'),
  ),
});

const gasItem = v.pipe(
  shape({
    id: id('气体编号'),
    name: line('气体名称', 20),
    unit: line('单位', 10),
    min: limit('下限'),
    max: limit('上限'),
  }),
  v.check(({ min, max }) => min !== null || max !== null, '上限和下限至少写一个'),
  v.check(({ min, max }) => min === null || max === null || min <= max, '下限比上限大，请对调'),
);

const areas = list(id('区域'), '区域', 500);
const colors = list(choice('风险颜色', COLORS), '风险颜色', COLORS.length);

const hotWork = shape({
  label: line('标注', 30),
  source: line('参照的标准', 60),
  methods: list(line('动火方式', 20), '动火方式', 30, 1),
  levels: v.pipe(
    list(permitLevel, '级别', LEVELS.length, LEVELS.length),
    v.check(
      (levels) => levels.every((each, index) => each.id === LEVELS[index]),
      '级别要从高到低写：特级、一级、二级',
    ),
    v.check(
      (levels) => levels.every((each, index) => each.hours >= (levels[index - 1]?.hours ?? 0)),
      '级别越高，时间不能越长',
    ),
  ),
  holidaysUp: flag('节假日升一级'),
  areaLevels: list(shape({ areaIds: areas, riskColors: colors, least: level }), '区域级别', 100),
  certificateKindId: id('要求的证件'),
  approveWithin: minutes('审批时限', 1),
  gas: shape({
    items: v.pipe(
      list(gasItem, '要测的气体', 10),
      v.check((all) => distinct(idsOf(all)), '有两种气体编号相同'),
    ),
    within: minutes('动火前测气体的分钟数', 1),
    againAfter: minutes('停多久要重测', 1),
    areaIds: areas,
    riskColors: colors,
  }),
  checks: v.pipe(
    list(
      shape({
        id: id('措施编号'),
        text: line('安全措施', 40),
        standard: line('标准', 100),
        photo: flag('要拍照'),
        levels: list(level, '级别', LEVELS.length),
      }),
      '安全措施',
      30,
      1,
    ),
    v.check((all) => distinct(idsOf(all)), '有两条措施编号相同'),
  ),
  afterWatch: shape({ minutes: minutes('收工后看护的分钟数', 0), grace: minutes('看护宽限', 1) }),
  near: shape({
    metres: whole('附近的米数', 0, 500),
    categoryIds: list(id('隐患类别'), '隐患类别', 50),
    urgencies: list(choice('紧急程度', ['high', 'medium', 'low']), '紧急程度', 3),
  }),
  raiseAgain: minutes('再报一级的分钟数', 1),
});

export const permitsSchema = shape({
  certificateKinds: v.pipe(
    list(shape({ id: id('证件编号'), name: line('证件名称', 30) }), '证件种类', 100),
    v.check((all) => distinct(idsOf(all)), '有两种证件编号相同'),
  ),
  certificateReminders: shape({
    days: v.pipe(
      list(whole('到期前的天数', 0, 365), '到期前的天数', 10),
      v.check((days) => distinct(days), '同一个天数写了两次'),
    ),
    roles: v.pipe(
      list(choice('角色', ROLES), '角色', ROLES.length),
      v.check((roles) => distinct(roles), '同一个角色写了两次'),
    ),
  }),
  hotWork: v.nullable(hotWork),
});
