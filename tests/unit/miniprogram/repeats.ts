/** Hazards that came back as the server shows them, for tests of what the phone makes of them. */
import type { RepeatCard, RepeatView } from '../../../typings/repeat';
import { DAY } from '../../../miniprogram/shared/time';
import { NOW } from './insight';

const owner = { id: 'p-012', name: '王大勇' };

export const CARDS: readonly RepeatCard[] = [
  {
    ...{ id: 'a', title: '防护罩松动', place: '手工焊接区 B-05', stage: 'asks', times: 2, isFailure: true },
    ...{ dueAt: NOW + 3 * DAY, overdue: false, owner },
  },
  {
    ...{ id: 'b', title: '安全出口堵塞', place: '成品仓库二层东侧通道', stage: 'measured', times: 1 },
    ...{ isFailure: false, dueAt: NOW - DAY, overdue: true, owner },
  },
  {
    ...{ id: 'c', title: '没戴护目镜', place: '打磨区', stage: 'watching', times: 3, isFailure: true },
    ...{ dueAt: NOW + 40 * DAY, overdue: false, owner: null },
  },
  {
    ...{ id: 'd', title: '气瓶没固定', place: '气瓶间 C-02', stage: 'held', times: 1, isFailure: false },
    ...{ dueAt: null, overdue: false, owner: null },
  },
  {
    ...{ id: 'e', title: '地面油污', place: '冲压区 A-06', stage: 'withdrawn', times: 0, isFailure: false },
    ...{ dueAt: null, overdue: false, owner: null },
  },
];

export const VIEW: RepeatView = {
  ...{ id: 'a', title: '防护罩松动', place: '手工焊接区 B-05', stage: 'asks', times: 2, isFailure: true },
  ...{ dueAt: NOW + 3 * DAY, overdue: false, owner, orders: [], may: 'answer' },
  rounds: [
    {
      ...{ no: 2, number: 'YH-20261122-0007', orderId: 'o-7', openedAt: NOW - 4 * DAY, isFailure: true },
      ...{ withdrawnAt: null, stage: 'asks', answer: null, done: null, watchedUntil: null },
    },
    {
      ...{ no: 1, number: 'YH-20261010-0003', orderId: 'o-3', openedAt: NOW - 43 * DAY, isFailure: false },
      ...{ withdrawnAt: null, stage: 'watching', watchedUntil: NOW + 60 * DAY },
      answer: {
        ...{ cause: 'management', whys: ['螺栓震松了', '没有人定期紧', '日检表里没有这一项'] },
        ...{ measure: '日检加一项：拧一遍螺栓', dueAt: NOW - 35 * DAY, at: NOW - 42 * DAY },
        ...{ owner: '赵师傅', by: '王大勇' },
      },
      done: { text: '表改好了，这周每天都拧了', by: '赵师傅', at: NOW - 36 * DAY },
    },
  ],
};
