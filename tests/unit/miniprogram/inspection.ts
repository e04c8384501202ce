/** A task as a phone has it, for the tests of rounds. */
import type { TaskAnswer, TaskItem, TaskStop, TaskView } from '../../../typings/inspection';
import { newRound, type NewAnswer, type Round } from '../../../miniprogram/services/core/round';

/** 2026-11-23 09:00 in +08:00. */
export const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const HOUR = 3_600_000;

export const item = (id: string, change: Partial<TaskItem> = {}): TaskItem => ({
  id,
  text: `看 ${id}`,
  standard: '完好',
  answer: { kind: 'check' },
  critical: false,
  templateId: null,
  photo: 'notOk',
  live: false,
  ...change,
});

export const stop = (pointNo: string, items: TaskItem[], change: Partial<TaskStop> = {}): TaskStop => ({
  pointId: pointNo.toLowerCase(),
  pointNo,
  pointName: `${pointNo} 气瓶点`,
  areaId: 'a-1',
  areaName: '气瓶库',
  riskColor: 'orange',
  items,
  past: [],
  ...change,
});

/** Two stops: two checks, of which the second asks for more when it is not in order, a number, and a photo. */
export const STOPS: TaskStop[] = [
  stop('D-08', [
    item('chain', { templateId: 't-1' }),
    item('valve', { critical: true }),
    item('sound', { answer: { kind: 'text' }, when: { itemId: 'valve', result: 'notOk' } }),
  ]),
  stop('D-09', [
    item('press', { answer: { kind: 'number', unit: '兆帕', min: 0, max: 15 } }),
    item('door', { live: true }),
  ]),
];

export const taskView = (change: Partial<TaskView> = {}): TaskView => ({
  id: 'store@2026-11-23:day',
  rev: 1,
  kind: 'patrol',
  title: '气瓶库巡查',
  date: '2026-11-23',
  shiftName: '白班',
  opensAt: NINE - HOUR,
  dueAt: NINE + 3 * HOUR,
  missedAt: NINE + 5 * HOUR,
  owner: { id: 'p-1', name: '王工' },
  state: 'due',
  open: true,
  stops: STOPS,
  answers: {},
  finished: null,
  verdict: null,
  miss: null,
  dropped: null,
  handovers: [],
  mine: true,
  ...change,
});

/** An answer that is in order. */
export const fine = (itemId: string, change: Partial<NewAnswer> = {}): NewAnswer => ({
  itemId,
  result: 'ok',
  photos: [],
  seen: null,
  orderId: null,
  at: NINE,
  ...change,
});

/** The same as the server keeps it. */
export const taken = (itemId: string, change: Partial<TaskAnswer> = {}): TaskAnswer => ({
  ...fine(itemId),
  id: `s-${itemId}`,
  photos: [],
  by: { id: 'p-1', name: '王工' },
  receivedAt: NINE,
  ...change,
});

export const roundOf = (change: Partial<Round> = {}): Round => ({
  ...newRound('store@2026-11-23:day'),
  ...change,
});
