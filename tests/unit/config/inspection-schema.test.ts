/** What checklists and plans may say, up to the edge of each rule, and how a fault is named. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import { patched } from './patched';

function fields(body: unknown): Record<string, string> {
  try {
    parseConfig('inspection', body);
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields ?? {};
    throw error;
  }
}

const item = (id: string, over: object = {}) => ({
  id,
  text: '吊钩防脱装置完好',
  standard: '弹片能自己回位',
  answer: { kind: 'check' },
  critical: true,
  templateId: 'hook-latch-broken',
  photo: 'notOk',
  ...over,
});

const rope = (min: number | null, max: number | null) => ({ kind: 'number', unit: '根', min, max });

const checklist = (id: string, ...items: object[]) => ({ id, title: '行车', items });

const plan = (id: string) => ({
  id,
  title: '行车点检',
  kind: 'spotCheck',
  route: [{ pointId: 'c-11', checklistId: 'crane' }],
  every: { kind: 'shift', shiftIds: ['day'] },
  by: { kind: 'duty', duty: 'inspector' },
  window: { opens: 0, closes: 120, grace: 60 },
  holidays: 'run',
});

const BODY = {
  checklists: [
    checklist('crane', item('hook'), item('rope', { answer: rope(0, 10) }), item('noise'), item('where')),
  ],
  plans: [plan('crane-c-11')],
};

const ITEM = 'checklists.0.items.0';
const LATER = 'checklists.0.items.3';
const PLAN = 'plans.0';

const route = (...pointIds: string[]) => pointIds.map((pointId) => ({ pointId, checklistId: 'crane' }));
const points = (n: number): string[] => Array.from({ length: n }, (_, index) => `c-${index}`);
const items = (n: number): object[] => Array.from({ length: n }, (_, index) => item(`i-${index}`));
const lists = (n: number): object[] =>
  Array.from({ length: n }, (_, index) => checklist(`c-${index}`, item('a')));
const plans = (n: number): object[] => Array.from({ length: n }, (_, index) => plan(`p-${index}`));
const every = (kind: string, over: object) => ({ kind, shiftId: 'day', ...over });

const MONTH = Array.from({ length: 31 }, (_, index) => index + 1);

/** A patrol with a route, since a spot check has one point. */
const patrolOf = (...pointIds: string[]) =>
  patched(patched(BODY, `${PLAN}.kind`, 'patrol'), `${PLAN}.route`, route(...pointIds));

it('takes a plant that plans nothing', () => {
  expect(fields({ checklists: [], plans: [] })).toEqual({});
});

it.each<[string, unknown]>([
  ['checklists.0.title', '长'.repeat(30)],
  [`${ITEM}.text`, '长'.repeat(40)],
  [`${ITEM}.standard`, '长'.repeat(100)],
  [`${ITEM}.id`, 'a'.repeat(64)],
  [`${ITEM}.critical`, false],
  [`${ITEM}.templateId`, null],
  [`${ITEM}.photo`, 'always'],
  [`${ITEM}.picture`, 'cloud://env.bucket/checklists/crane/hook-2.jpg'],
  [`${ITEM}.answer`, { kind: 'text' }],
  [`${ITEM}.answer`, { kind: 'photo' }],
  [`${ITEM}.answer`, rope(null, null)],
  [`${ITEM}.answer`, rope(null, -0.5)],
  [`${ITEM}.answer`, rope(0.25, null)],
  [`${ITEM}.answer`, rope(3, 3)],
  [`${ITEM}.answer`, { ...rope(0, 1), unit: '长'.repeat(10) }],
  [`${LATER}.when`, undefined],
  [`${LATER}.when`, { itemId: 'hook', result: 'ok' }],
  [`${LATER}.when`, { itemId: 'noise', result: 'notOk' }],
  ['checklists.0.items', items(1)],
  [`${PLAN}.title`, '长'.repeat(30)],
  [`${PLAN}.every`, { kind: 'shift', shiftIds: points(10) }],
  [`${PLAN}.every`, every('week', { weekdays: [0, 1, 2, 3, 4, 5, 6] })],
  [`${PLAN}.every`, every('month', { days: MONTH })],
  [`${PLAN}.every`, every('days', { n: 1, since: '2028-02-29' })],
  [`${PLAN}.every`, every('days', { n: 366, since: '2026-11-02' })],
  [`${PLAN}.every`, every('afterDaysOff', { min: 1 })],
  [`${PLAN}.every`, every('afterDaysOff', { min: 30 })],
  [`${PLAN}.by`, { kind: 'person', personId: 'p-024' }],
  [`${PLAN}.by`, { kind: 'post', post: '长'.repeat(30) }],
  [`${PLAN}.by`, { kind: 'duty', duty: 'siteKeeper' }],
  [`${PLAN}.by`, { kind: 'duty', duty: 'dutyLeader' }],
  [`${PLAN}.by`, { kind: 'duty', duty: 'safety' }],
  [`${PLAN}.window`, { opens: 0, closes: 1, grace: 0 }],
  [`${PLAN}.window`, { opens: 1_439, closes: 1_440, grace: 1_440 }],
  [`${PLAN}.holidays`, 'skip'],
])('may have %s = %j', (path, value) => {
  expect(fields(patched(BODY, path, value))).toEqual({});
});

it.each<[string, unknown, string, string?]>([
  ['checklists.0.id', 'Crane', '检查表编号只能用小写字母、数字和短横线，最多 64 个'],
  ['checklists.0.title', '', '检查表名称还没填'],
  ['checklists.0.title', '长'.repeat(31), '检查表名称最多 30 个字'],
  ['checklists.0.items', [], '检查项目至少要有 1 项'],
  ['checklists.0.items', [item('a'), item('b'), item('a')], '有两个项目编号相同'],
  ['checklists', [checklist('a', item('a')), checklist('a', item('a'))], '有两张检查表编号相同'],
  [`${ITEM}.id`, '吊钩', '项目编号只能用小写字母、数字和短横线，最多 64 个'],
  [`${ITEM}.text`, ' ', '检查内容还没填'],
  [`${ITEM}.text`, '长'.repeat(41), '检查内容最多 40 个字'],
  [`${ITEM}.standard`, '上\n下', '标准不能换行'],
  [`${ITEM}.standard`, '长'.repeat(101), '标准最多 100 个字'],
  [`${ITEM}.critical`, '是', '不合格就停用只能选是或否'],
  [`${ITEM}.templateId`, '', '模板编号只能用小写字母、数字和短横线，最多 64 个'],
  [`${ITEM}.templateId`, undefined, '这一项还没填'],
  [`${ITEM}.photo`, 'never', '什么时候要拍照只能从给出的几项里选'],
  ...[
    'a.jpg',
    'cloud://env.bucket/sealed/a.jpg',
    'cloud://env.bucket/checklists/a.pdf',
    'https://a/checklists/a.jpg',
  ].map((id): [string, unknown, string] => [
    `${ITEM}.picture`,
    id,
    '标准的图片要先传到云存储的检查表文件夹，文件名只用字母和数字',
  ]),
  [`${ITEM}.answer`, { kind: 'colour' }, '回答方式只能从给出的几项里选', `${ITEM}.answer.kind`],
  [`${ITEM}.answer`, { kind: 'check', min: 0 }, '没有这一项，请去掉', `${ITEM}.answer.min`],
  [`${ITEM}.answer`, rope(10, 0), '下限比上限大，请对调'],
  [`${ITEM}.answer`, { kind: 'number', min: 0, max: 1 }, '这一项还没填', `${ITEM}.answer.unit`],
  [`${ITEM}.answer`, { kind: 'number', unit: '根', max: 1 }, '这一项还没填', `${ITEM}.answer.min`],
  ['checklists.0.items.1.answer.unit', '', '单位还没填'],
  ['checklists.0.items.1.answer.unit', '长'.repeat(11), '单位最多 10 个字'],
  ['checklists.0.items.1.answer.min', '0', '下限要写成数字'],
  ['checklists.0.items.1.answer.max', Infinity, '上限要写成数字'],
  ['checklists.0.items.1.answer.max', Number.NaN, '上限要写成数字'],
  [
    `${LATER}.when`,
    { itemId: 'noise', result: 'na' },
    '前面的结果只能从给出的几项里选',
    `${LATER}.when.result`,
  ],
  [`${LATER}.when`, { itemId: 'noise' }, '这一项还没填', `${LATER}.when.result`],
  [`${LATER}.when`, null, '这里应该是一组设置'],
  [
    `${ITEM}.when`,
    { itemId: 'noise', result: 'ok' },
    '有一项以后面的项目为条件，请换成前面的',
    'checklists.0.items',
  ],
  [
    `${LATER}.when`,
    { itemId: 'where', result: 'ok' },
    '有一项以后面的项目为条件，请换成前面的',
    'checklists.0.items',
  ],
  [
    `${LATER}.when`,
    { itemId: 'moon', result: 'ok' },
    '有一项以后面的项目为条件，请换成前面的',
    'checklists.0.items',
  ],
  [`${PLAN}.id`, 'crane@day', '计划编号只能用小写字母、数字和短横线，最多 64 个'],
  [`${PLAN}.title`, '长'.repeat(31), '计划名称最多 30 个字'],
  [`${PLAN}.kind`, 'training', '类型只能从给出的几项里选'],
  [`${PLAN}.route`, [], '路线至少要有 1 项'],
  [`${PLAN}.route`, route('c-11', 'c-12'), '点检一次只查一台，请分成几个计划', PLAN],
  [`${PLAN}.every`, { kind: 'always' }, '多久一次只能从给出的几项里选', `${PLAN}.every.kind`],
  [`${PLAN}.every`, { kind: 'shift', shiftIds: [] }, '班次至少要有 1 项', `${PLAN}.every.shiftIds`],
  [`${PLAN}.every`, { kind: 'shift', shiftIds: points(11) }, '班次最多 10 项', `${PLAN}.every.shiftIds`],
  [
    `${PLAN}.every`,
    { kind: 'shift', shiftIds: ['day', 'day'] },
    '同一个班次写了两次',
    `${PLAN}.every.shiftIds`,
  ],
  [`${PLAN}.every`, every('week', { weekdays: [] }), '星期至少要有 1 项', `${PLAN}.every.weekdays`],
  [`${PLAN}.every`, every('week', { weekdays: [7] }), '星期不能大于 6', `${PLAN}.every.weekdays.0`],
  [`${PLAN}.every`, every('week', { weekdays: [1, 1] }), '同一个星期几写了两次', `${PLAN}.every.weekdays`],
  [`${PLAN}.every`, every('month', { days: [] }), '日期至少要有 1 项', `${PLAN}.every.days`],
  [`${PLAN}.every`, every('month', { days: [0] }), '日期不能小于 1', `${PLAN}.every.days.0`],
  [`${PLAN}.every`, every('month', { days: [32] }), '日期不能大于 31', `${PLAN}.every.days.0`],
  [`${PLAN}.every`, every('month', { days: [31, 31] }), '同一天写了两次', `${PLAN}.every.days`],
  [`${PLAN}.every`, every('days', { n: 0, since: '2026-11-02' }), '间隔天数不能小于 1', `${PLAN}.every.n`],
  [
    `${PLAN}.every`,
    every('days', { n: 367, since: '2026-11-02' }),
    '间隔天数不能大于 366',
    `${PLAN}.every.n`,
  ],
  [`${PLAN}.every`, every('days', { n: 1.5, since: '2026-11-02' }), '间隔天数要写成整数', `${PLAN}.every.n`],
  [
    `${PLAN}.every`,
    every('days', { n: 1, since: '2026-02-30' }),
    '开始日期要写成 2026-11-22 这样的日期',
    `${PLAN}.every.since`,
  ],
  [`${PLAN}.every`, every('afterDaysOff', { min: 0 }), '休息天数不能小于 1', `${PLAN}.every.min`],
  [`${PLAN}.every`, every('afterDaysOff', { min: 31 }), '休息天数不能大于 30', `${PLAN}.every.min`],
  [`${PLAN}.by`, { kind: 'everybody' }, '由谁来做只能从给出的几项里选', `${PLAN}.by.kind`],
  [`${PLAN}.by`, { kind: 'person' }, '这一项还没填', `${PLAN}.by.personId`],
  [`${PLAN}.by`, { kind: 'post', post: '长'.repeat(31) }, '岗位最多 30 个字', `${PLAN}.by.post`],
  [`${PLAN}.by`, { kind: 'duty', duty: 'boss' }, '值班只能从给出的几项里选', `${PLAN}.by.duty`],
  [`${PLAN}.window.opens`, -1, '开始不能小于 0'],
  [`${PLAN}.window.opens`, 30.5, '开始要写成整数'],
  [`${PLAN}.window.closes`, 1_441, '截止不能大于 1440'],
  [`${PLAN}.window.grace`, 1_441, '宽限不能大于 1440'],
  [`${PLAN}.window`, { opens: 120, closes: 120, grace: 0 }, '截止要晚于开始'],
  [`${PLAN}.holidays`, 'sometimes', '节假日只能从给出的几项里选'],
  ['plans', [plan('a'), plan('a')], '有两个计划编号相同'],
])('may not have %s = %j', (path, value, message, named = path) => {
  expect(fields(patched(BODY, path, value))).toEqual({ [named]: message });
});

const beforeUse = (over: object = {}) => ({
  id: 'crane-use',
  title: '行车使用前点检',
  kind: 'spotCheck',
  route: route('c-11'),
  every: { kind: 'beforeUse' },
  ...over,
});

it('may have a machine checked before use, beside a plan by the clock', () => {
  expect(fields({ ...BODY, plans: [plan('crane-c-11'), beforeUse()] })).toEqual({});
});

it.each<[string, object, string, string]>([
  [
    'a window',
    { window: plan('a').window },
    'window',
    '使用前点检什么时候用什么时候查，没有时间可定，请去掉时间',
  ],
  ['somebody who owes it', { by: plan('a').by }, 'by', '使用前点检由用的人来做，请去掉由谁来做'],
  ['holidays', { holidays: 'run' }, 'holidays', '使用前点检哪天用哪天查，请去掉节假日'],
  ['a shift', { every: { kind: 'beforeUse', shiftId: 'day' } }, 'every.shiftId', '没有这一项，请去掉'],
  ['an area', { kind: 'patrol' }, 'kind', '使用前点检查的是一台设备，一个区域没有“使用前”，请改成定时的巡查'],
])('may not check %s before use', (_what, over, at, message) => {
  expect(fields(patched(BODY, PLAN, beforeUse(over)))).toEqual({ [`${PLAN}.${at}`]: message });
});

it('checks one machine before use, by one plan', () => {
  const two = beforeUse({ route: route('c-11', 'c-12') });
  expect(fields(patched(BODY, PLAN, two))).toEqual({ [PLAN]: '点检一次只查一台，请分成几个计划' });
  expect(fields({ ...BODY, plans: [beforeUse(), beforeUse({ id: 'again' })] })).toEqual({
    plans: '一台设备有两个使用前点检，请并成一张检查表',
  });
});

it('may not walk to the same point twice', () => {
  expect(fields(patrolOf('c-11', 'c-12', 'c-11'))).toEqual({ [PLAN]: '路线里同一个点写了两次' });
});

describe.each<[string, number, (n: number) => unknown, string, string]>([
  ['checklists', 200, (n) => patched(BODY, 'checklists', lists(n)), 'checklists', '检查表最多 200 项'],
  [
    'items',
    60,
    (n) => patched(BODY, 'checklists.0.items', items(n)),
    'checklists.0.items',
    '检查项目最多 60 项',
  ],
  ['plans', 1_000, (n) => patched(BODY, 'plans', plans(n)), 'plans', '计划最多 1000 项'],
  ['points of a patrol', 40, (n) => patrolOf(...points(n)), `${PLAN}.route`, '路线最多 40 项'],
])('as many %s as %i', (_what, most, bodyOf, path, message) => {
  it('are taken, and one more is not', () => {
    expect(fields(bodyOf(most))).toEqual({});
    expect(fields(bodyOf(most + 1))).toEqual({ [path]: message });
  });
});
