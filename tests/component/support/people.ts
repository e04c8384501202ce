/** The session and the plant that a phone has kept from earlier, as `session.get` and `plant.get` answer them. */
import type { Harness } from '../../../devtools/simulator/harness';
import { DUTY_WORDS } from '../../../miniprogram/shared/words';
import type { Routes } from '../../../typings/api';
import { person } from '../../unit/miniprogram/orders';

type Session = Routes['session.get']['output'];
type Plant = Extract<Routes['plant.get']['output'], { unchanged: false }>;

const LEADER = '赵值班';

function sessionOf(id: string): Session {
  return {
    me: {
      id,
      kind: 'person',
      name: '陈新',
      roles: ['worker'],
      departmentId: 'welding',
      departmentName: '焊接车间',
      post: '焊工',
    },
    uploadPrefix: 'prefix-of-a-tester',
    serverNow: Date.now(),
    plant: { name: '示例工厂', promise: '上报不追责，只解决问题', emergencyPhone: '0571-8000' },
    dutyLeader: { ...person('p-9', LEADER, DUTY_WORDS.dutyLeader), phone: '13800000009' },
    reminders: [],
  };
}

const area = { building: '1 号厂房', floor: '一层', zone: '东区', phoneFree: false } as const;
const template = {
  categoryId: 'cylinder',
  kind: 'thing',
  urgency: 'high',
  suspectedMajor: false,
  cause: '31',
  accident: '其他爆炸',
  basis: '',
  measure: '用链条固定在墙架上',
  pictogram: 'cylinder',
} as const;

/** A plant of two areas, one label and two kinds of hazards. */
export const PLANT: Plant = {
  unchanged: false,
  version: 'v-1',
  areas: [
    { id: 'a-1', name: '焊接一区', riskColor: 'orange', ...area },
    { id: 'a-2', name: '成品库', riskColor: 'blue', ...area, building: '2 号厂房' },
  ],
  points: [{ id: 'c-07', no: 'C-07', name: '气瓶点', areaId: 'a-1', riskColor: 'red' }],
  categories: [{ id: 'cylinder', name: '气瓶', pictogram: 'cylinder' }],
  templates: [
    { id: 't-1', title: '气瓶没固定', ...template },
    { id: 't-2', title: '气瓶没有防倒链', ...template },
  ],
  screening: [],
};

/** Lets a phone know a person and a plant before its app starts. @param id - of the person */
export function knownAs({ wx }: Harness, id: string, plant = PLANT): void {
  const keep = wx.setStorageSync as (key: string, value: unknown) => void;
  const at = Date.now();
  keep('session.v1', { value: sessionOf(id), at });
  keep('plant.v1', { value: plant, at });
}
