/** A ticket, its rules and a form as a phone has them, for the tests of hot work. */
import type { HotWorkRules } from '../../../typings/permit';
import type { PermitForm, PermitView } from '../../../typings/permit-views';
import type { ApplyValue, PermitErrand } from '../../../miniprogram/services/core/permit';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import permits from '../../../scripts/plant/permits.json';

export const HOUR = 3_600_000;

/** 2026-11-23 09:00 in +08:00. */
export const NINE = Date.parse('2026-11-23T09:00:00+08:00');

const { hotWork } = parseConfig('permits', permits);
if (hotWork === null) throw new Error('the starter plant has no rules for hot work');
/** Of the starter plant. */
export const RULES: HotWorkRules = hotWork;

const certified = (n: number, name: string, endsAt: number) => ({
  certificateId: `c-${n}`,
  personId: `p-${n}`,
  name,
  company: null,
  validUntil: '2028-11-20',
  endsAt,
});

export const FORM: PermitForm = {
  version: 'v1',
  rules: RULES,
  certificateKind: { id: 'welding', name: '焊接与热切割作业' },
  certified: [
    certified(1, '谢小刚', NINE + 900 * HOUR),
    certified(2, '潘志伟', NINE - HOUR),
    certified(3, '刘师傅', NINE + 2 * HOUR),
  ],
  people: [
    { id: 'p-1', name: '谢小刚', post: '焊工', departmentName: '焊接车间' },
    { id: 'p-9', name: '杜鹏', post: '数控操作工', departmentName: '下料机加车间' },
  ],
  departments: [{ id: 'welding', name: '焊接车间' }],
};

/** All filled in, in an area of no special level. */
export const APPLIED: ApplyValue = {
  areaId: 'a-2',
  pointId: null,
  pointNo: '',
  placeText: '成品库',
  words: '东侧立柱',
  work: '补焊立柱裂缝',
  method: '电焊',
  level: 'second',
  by: 'department',
  departmentId: 'welding',
  company: '',
  workers: [
    {
      certificateId: 'c-1',
      personId: 'p-1',
      name: '谢小刚',
      validUntil: '2028-11-20',
      endsAt: NINE + 900 * HOUR,
    },
  ],
  watcherId: 'p-9',
  watcherName: '杜鹏',
  day: '2026-11-23',
  clock: '10:00',
  hours: 2,
};

const person = (id: string, name: string) => ({ id, name });

export const ASKER = person('p-3', '汪建平');
export const WATCHER = person('p-9', '杜鹏');
export const SIGNER = person('p-4', '梁永康');

/** A ticket that waits for its one signature. */
export const permitView = (change: Partial<PermitView> = {}): PermitView => ({
  id: 't-1',
  rev: 3,
  number: 'DH-20261123-001',
  rules: {
    label: '模板，按本厂制度修改',
    approveWithin: 60,
    afterWatch: { minutes: 30, grace: 15 },
    near: RULES.near,
    raiseAgain: 30,
    certificateKind: { id: 'welding', name: '焊接与热切割作业' },
    checks: RULES.checks.slice(0, 3),
    gas: { items: RULES.gas.items, within: 30, againAfter: 60 },
  },
  state: 'asked',
  stateLabel: '待审批',
  sentence: '',
  open: true,
  next: { step: 'approve', owner: SIGNER, since: NINE - HOUR / 2, dueAt: NINE + HOUR / 2 },
  applicant: ASKER,
  askedAt: NINE - HOUR / 2,
  place: {
    areaId: 'a-1',
    areaName: '焊接一区',
    departmentId: 'welding',
    riskColor: 'orange',
    pointId: 'c-07',
    pointNo: 'C-07',
    pointName: '气瓶点',
    words: '东侧立柱',
  },
  work: '补焊立柱裂缝',
  method: '电焊',
  by: { kind: 'department', id: 'welding', name: '焊接车间' },
  workers: [
    {
      personId: 'p-1',
      name: '谢小刚',
      company: null,
      kindName: '焊接',
      validUntil: '2028-11-20',
      isValid: true,
    },
  ],
  watcher: WATCHER,
  level: { asked: 'second', inForce: 'second', name: '二级', hours: 72, why: [] },
  from: NINE - HOUR / 2,
  until: NINE + 2 * HOUR,
  approvals: [{ id: 'site', title: '现场管控人批准', by: 'siteKeeper', signed: null }],
  checks: {},
  gasTests: [],
  watches: [],
  startedAt: null,
  pauses: [],
  finished: null,
  afterWatch: null,
  raised: [],
  ended: null,
  isValid: false,
  invalid: ['现在不在动火'],
  actions: [],
  contacts: [],
  near: null,
  photos: {},
  timeline: [
    { at: NINE - HOUR / 2, by: '汪建平', text: '申请动火' },
    { at: NINE, by: '', text: '到时间没人审批' },
  ],
  serverNow: NINE,
  ...change,
});

/** Something that was recorded on this phone. */
export const errand = (kind: PermitErrand['kind'], change: Partial<PermitErrand> = {}): PermitErrand => ({
  schema: 1,
  id: `e-${kind}`,
  kind,
  about: 't-1',
  input: { permitId: 't-1', rev: 3, values: {} },
  photos: [],
  place: '',
  at: NINE,
  sendAt: NINE,
  attempts: 0,
  blocked: false,
  note: null,
  ...change,
});
