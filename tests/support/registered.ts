/** An order as papers for an inspector read it, closed and with nothing missing, to be changed. */
import type { Names, Registered } from '../../cloudfunctions/engine/ledger';
import { DAY, HOUR } from '../../miniprogram/shared/time';

/** 2026-11-22 09:00, +08:00. */
export const FOUND = Date.parse('2026-11-22T09:00:00+08:00');

const REPORTED_BY = { id: 'p-030', name: '赵小军' };
const FIXER = { id: 'p-039', name: '钱大海' };

export const registered = (change: Partial<Registered> = {}): Registered => ({
  _id: 'o-1',
  number: 'YH-20261122-0001',
  flow: { id: 'hazard', version: 'v1' },
  state: 'closed',
  open: false,
  rounds: [
    {
      no: 1,
      plan: { text: '拧紧护罩', by: FIXER, at: FOUND + HOUR },
      fixer: FIXER,
      fixed: { note: '已拧紧', by: FIXER, at: FOUND + 2 * HOUR },
      verdict: { result: 'fixed', reason: '', by: REPORTED_BY, at: FOUND + 3 * HOUR, onSite: true },
    },
  ],
  title: '防护罩松动',
  description: '',
  templateId: 'guard-loose',
  urgency: 'medium',
  level: 'general',
  suspectedMajor: false,
  place: {
    areaId: 'manual-welding',
    areaName: '手工焊接区',
    departmentId: 'welding',
    pointId: null,
    pointNo: 'C-07',
    pointName: '3 号焊机',
    source: 'label',
  },
  reporter: { kind: 'person', ...REPORTED_BY, visibility: 'named' },
  reportedAt: FOUND,
  rectifier: FIXER,
  next: null,
  resolveDueAt: FOUND + DAY,
  deferral: null,
  interim: null,
  levelBasis: null,
  majorPlan: null,
  duties: [],
  stoppage: null,
  closedAt: FOUND + 3 * HOUR,
  evidence: {
    before: { purpose: 'scene', state: 'sealed', source: 'camera' },
    after: { purpose: 'after', state: 'sealed', source: 'camera' },
  },
  ...change,
});

export const NAMES: Names = {
  department: (id) => (id === 'welding' ? '焊接车间' : ''),
  template: (id) =>
    id !== 'guard-loose'
      ? undefined
      : {
          ...{ id, title: '防护罩松动', categoryId: 'machine', kind: 'thing', urgency: 'medium' },
          ...{ suspectedMajor: false, cause: '21', accident: '机械致害', basis: 'GB 5083' },
          ...{ measure: '装好防护罩', pictogram: 'guard' },
        },
  cause: (code) => (code === '21' ? '物理性因素' : ''),
  state: ({ state }) => (state === 'closed' ? '已关闭' : '整改中'),
  overseer: () => ({ name: '孙总', department: '总经办' }),
};
