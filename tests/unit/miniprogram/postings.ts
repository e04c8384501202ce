/** 隐患公示 as the server tells it, for tests of what the phone makes of it. */
import type { PostedHazard, Posting } from '../../../typings/insight-views';
import { NOW } from './insight';

const hazard: PostedHazard = {
  title: '',
  ...{ level: 'general', reportedOn: '2026-11-20', dueOn: '2026-11-25', closedOn: null, late: false },
  ...{ department: '焊接车间', measure: '停机断电后拧紧固定，缺的螺栓补齐' },
};

export const POSTED: Posting = {
  ...{ areaId: 'a', areaName: '手工焊接区', riskColor: 'orange', plant: '示例金属结构厂', at: NOW, more: 4 },
  areas: [
    { id: 'a', name: '手工焊接区' },
    { id: 'b', name: '成品仓库二层东侧通道' },
    { id: 'c', name: '冲压区' },
  ],
  open: [
    { ...hazard, title: '气瓶没固定', level: 'major', late: true, dueOn: '2026-11-21' },
    { ...hazard, title: '防护罩松动' },
    { ...hazard, title: '其他', level: 'undetermined', measure: null },
  ],
  closed: [{ ...hazard, title: '地面油污', dueOn: null, closedOn: '2026-11-19' }],
};

export const NOTHING_POSTED: Posting = { ...POSTED, open: [], closed: [], more: 0 };
