/** Plans that could not be carried out, and checklists that hang on nothing, are listed before they are published. */
import { inspectionHoles } from '../../../../cloudfunctions/features/routing/holes';
import type {
  AnyPlan,
  BeforeUsePlan,
  Checklist,
  ChecklistItem,
  InspectionPlan,
  Places,
  Roster,
  Template,
} from '../../../../typings/config';

type Staff = Parameters<typeof inspectionHoles>[4];

const places: Places = {
  plant: { name: '厂', promise: '上报不追责', emergencyPhone: '119' },
  departments: [{ id: 'steel', name: '钢构车间', headId: 'jia' }],
  areas: ['yard', 'hall'].map((id) => ({
    id,
    name: id === 'yard' ? '料场' : '厂房',
    building: '1号厂房',
    floor: '一层',
    zone: '东区',
    departmentId: 'steel',
    riskColor: 'red',
    phoneFree: false,
  })),
  points: [
    { id: 'y-01', no: 'Y-01', name: '行车', areaId: 'yard', riskColor: 'red' },
    { id: 'h-01', no: 'H-01', name: '砂轮机', areaId: 'hall', riskColor: 'red' },
  ],
};

const roster = (): Roster => ({
  shifts: [
    { id: 'day', name: '白班', start: '08:00', end: '20:00' },
    { id: 'night', name: '夜班', start: '20:00', end: '08:00' },
  ],
  duties: [
    { duty: 'inspector', areaIds: ['yard'], shiftId: 'day', weekdays: [1, 2, 3, 4, 5], personId: 'jia' },
    { duty: 'safety', areaIds: [], shiftId: 'day', weekdays: [1], personId: 'yi' },
  ],
  changes: [],
});

const person = (id: string, name: string, post: string, status: 'active' | 'left' = 'active') => ({
  id,
  name,
  post,
  status,
  roles: ['worker' as const],
  departmentId: 'steel',
  teamId: 'steel',
  bossId: null,
});

const PEOPLE: Staff = [
  person('jia', '王甲', '巡检员'),
  person('yi', '李乙', '安全员'),
  person('bing', '张丙', '钳工', 'left'),
];

const item = (id: string, change: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id,
  text: `项目${id}`,
  standard: '完好',
  answer: { kind: 'check' },
  critical: false,
  templateId: 'hook',
  photo: 'notOk',
  ...change,
});

const HOOK: Template = {
  id: 'hook',
  title: '吊钩防脱扣坏了',
  categoryId: 'lifting',
  kind: 'thing',
  urgency: 'high',
  suspectedMajor: false,
  cause: '21',
  accident: '起重致害',
  basis: '标准',
  measure: '换掉',
  pictogram: 'hook',
};

const NUMBER = { kind: 'number', unit: '根', min: 0, max: 10 } as const;

const checklist = (...items: ChecklistItem[]): Checklist => ({ id: 'crane', title: '行车', items });

const plan = (change: Partial<InspectionPlan> = {}): InspectionPlan => ({
  id: 'crane-y-01',
  title: '行车点检',
  kind: 'patrol',
  route: [{ pointId: 'y-01', checklistId: 'crane' }],
  every: { kind: 'shift', shiftIds: ['day'] },
  by: { kind: 'person', personId: 'jia' },
  window: { opens: 0, closes: 120, grace: 60 },
  holidays: 'run',
  ...change,
});

const holes = (plans: AnyPlan[], items = [item('a')], people = PEOPLE, on = roster()): string[] =>
  inspectionHoles({ checklists: [checklist(...items)], plans }, places, on, { templates: [HOOK] }, people);

it('asks a plan before use for its machine and its checklist, and for nobody and no shift', () => {
  const beforeUse = (pointId: string, checklistId: string): BeforeUsePlan => ({
    id: 'use',
    title: '使用前点检',
    kind: 'spotCheck',
    route: [{ pointId, checklistId }],
    every: { kind: 'beforeUse' },
  });
  expect(holes([beforeUse('y-01', 'crane')])).toEqual([]);
  expect(holes([beforeUse('z-99', 'none')])).toEqual([
    '计划“使用前点检”的点位 z-99 不存在',
    '计划“使用前点检”的检查表 none 不存在',
  ]);
});

const duty = (of: 'inspector' | 'siteKeeper' | 'dutyLeader' | 'safety') =>
  ({ kind: 'duty', duty: of }) as const;

it('finds none where nothing is planned', () => {
  expect(inspectionHoles({ checklists: [], plans: [] }, places, roster(), { templates: [] }, [])).toEqual([]);
});

it.each<[string, Partial<InspectionPlan>]>([
  ['a person', {}],
  ['a post with a holder', { by: { kind: 'post', post: '巡检员' } }],
  ['a duty that the roster gives to somebody', { by: duty('inspector') }],
  ['a duty of the whole plant', { by: duty('safety') }],
  [
    'a duty on one of the weekdays of the plan',
    { by: duty('inspector'), every: { kind: 'week', weekdays: [0, 1, 6], shiftId: 'day' } },
  ],
  [
    'a duty of the first point, whatever the others are',
    {
      by: duty('inspector'),
      route: [
        { pointId: 'y-01', checklistId: 'crane' },
        { pointId: 'h-01', checklistId: 'crane' },
      ],
    },
  ],
  ['a window that closes with the shift', { window: { opens: 0, closes: 720, grace: 600 } }],
  [
    'a window over midnight',
    {
      every: { kind: 'days', n: 3, since: '2026-11-02', shiftId: 'night' },
      window: { opens: 300, closes: 720, grace: 0 },
    },
  ],
])('finds none in a plan with %s', (_what, change) => {
  expect(holes([plan(change)])).toEqual([]);
});

it('finds none in items that report nothing, or hang on a check or a number', () => {
  const items = [
    item('a'),
    item('b', { answer: NUMBER, when: { itemId: 'a', result: 'ok' } }),
    item('c', { templateId: null, answer: { kind: 'text' }, when: { itemId: 'b', result: 'notOk' } }),
    item('d', { answer: { kind: 'photo' } }),
  ];
  expect(holes([plan()], items)).toEqual([]);
});

it.each<[string, Partial<InspectionPlan>, string[]]>([
  [
    'points that are not there',
    {
      route: [
        { pointId: 'y-01', checklistId: 'crane' },
        { pointId: 'z-99', checklistId: 'crane' },
      ],
    },
    ['计划“行车点检”的点位 z-99 不存在'],
  ],
  [
    'a first point that is not there, and nothing about who is on duty there',
    { route: [{ pointId: 'z-99', checklistId: 'crane' }], by: duty('inspector') },
    ['计划“行车点检”的点位 z-99 不存在'],
  ],
  [
    'a checklist that is not there, once',
    {
      route: [
        { pointId: 'y-01', checklistId: 'moon' },
        { pointId: 'h-01', checklistId: 'moon' },
      ],
    },
    ['计划“行车点检”的检查表 moon 不存在'],
  ],
  [
    'a shift that is not there',
    { every: { kind: 'month', days: [1], shiftId: 'swing' }, by: duty('inspector') },
    ['计划“行车点检”的班次 swing 不存在'],
  ],
  [
    'a window that closes after the shift, in each of its shifts',
    { every: { kind: 'shift', shiftIds: ['day', 'night'] }, window: { opens: 0, closes: 721, grace: 0 } },
    [
      '计划“行车点检”在白班开始后 721 分钟才截止，白班只有 720 分钟，请提前',
      '计划“行车点检”在夜班开始后 721 分钟才截止，夜班只有 720 分钟，请提前',
    ],
  ],
  [
    'a person nobody knows',
    { by: { kind: 'person', personId: 'p-999' } },
    ['计划“行车点检”的 p-999 不在人员名单里'],
  ],
  ['a person who left', { by: { kind: 'person', personId: 'bing' } }, ['计划“行车点检”的张丙已离岗，要换人']],
  [
    'a post that only somebody who left had',
    { by: { kind: 'post', post: '钳工' } },
    ['计划“行车点检”由“钳工”来做，没有在岗的人是这个岗位'],
  ],
  [
    'a duty that the roster never gives in that shift',
    { by: duty('inspector'), every: { kind: 'shift', shiftIds: ['day', 'night'] } },
    ['计划“行车点检”由巡检员来做，料场 每天 夜班 没有巡检员'],
  ],
  [
    'a duty that the roster never gives in that area',
    { by: duty('inspector'), route: [{ pointId: 'h-01', checklistId: 'crane' }] },
    ['计划“行车点检”由巡检员来做，厂房 每天 白班 没有巡检员'],
  ],
  [
    'a duty that the roster never gives on those weekdays',
    { by: duty('inspector'), every: { kind: 'week', weekdays: [6, 0], shiftId: 'day' } },
    ['计划“行车点检”由巡检员来做，料场 周六、周日 白班 没有巡检员'],
  ],
  [
    'a duty of the whole plant that nobody has',
    { by: duty('dutyLeader') },
    ['计划“行车点检”由值班领导来做，每天 白班 没有值班领导'],
  ],
])('finds %s', (_what, change, found) => {
  expect(holes([plan(change)])).toEqual(found);
});

it('finds a duty whose holders all left', () => {
  const people = PEOPLE.map((each) => ({ ...each, status: 'left' as const }));
  expect(holes([plan({ by: duty('inspector') })], [item('a')], people)).toEqual([
    '计划“行车点检”由巡检员来做，料场 每天 白班 没有巡检员',
  ]);
});

it.each<[string, ChecklistItem[], string]>([
  [
    'a template that is not there',
    [item('a', { templateId: 'moon' })],
    '检查表“行车”的“项目a”用的模板 moon 不存在',
  ],
  [
    'a condition on words',
    [item('a', { answer: { kind: 'text' } }), item('b', { when: { itemId: 'a', result: 'notOk' } })],
    '检查表“行车”的“项目b”要等“项目a”不合格才问，那一项不分合格不合格，请换一个条件',
  ],
  [
    'a condition on a photo',
    [item('a', { answer: { kind: 'photo' } }), item('b', { when: { itemId: 'a', result: 'ok' } })],
    '检查表“行车”的“项目b”要等“项目a”合格才问，那一项不分合格不合格，请换一个条件',
  ],
])('finds %s in a checklist', (_what, items, hole) => {
  expect(holes([plan()], items)).toEqual([hole]);
});

it('tells the holes of each plan by its name', () => {
  const gone = { by: { kind: 'person', personId: 'bing' } } as const;
  expect(holes([plan(gone), plan(), plan({ ...gone, id: 'b', title: '砂轮机点检' })])).toEqual([
    '计划“行车点检”的张丙已离岗，要换人',
    '计划“砂轮机点检”的张丙已离岗，要换人',
  ]);
});
