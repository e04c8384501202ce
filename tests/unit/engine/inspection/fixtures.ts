/** A task of one machine and a route of two points, as a plan makes them. */
import { taskFor, type Arriving, type Surroundings } from '../../../../cloudfunctions/engine/inspection';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Checklist, InspectionPlan, Task } from '../../../../typings/inspection';
import { checklistItem as item } from '../../../support/checklist-item';

export { item };

export const CHECKLIST: Checklist = {
  id: 'list',
  title: '表',
  items: [
    item('hook', { critical: true }),
    item('oil', { answer: { kind: 'number', unit: '℃', min: 0, max: 60 } }),
    item('noise'),
    item('words', { answer: { kind: 'text' }, when: { itemId: 'noise', result: 'notOk' } }),
  ],
};

export const PLAN: InspectionPlan = {
  id: 'plan',
  title: '点检',
  kind: 'spotCheck',
  route: [{ pointId: 'a-1', checklistId: 'list' }],
  every: { kind: 'shift', shiftIds: ['day'] },
  by: { kind: 'duty', duty: 'inspector' },
  window: { opens: 30, closes: 120, grace: 60 },
  holidays: 'run',
};

/** A route of two points by one checklist. */
export const PATROL: Partial<InspectionPlan> = {
  kind: 'patrol',
  route: ['a-1', 'a-2'].map((pointId) => ({ pointId, checklistId: 'list' })),
};

export const START = Date.parse('2026-11-25T08:00:00+08:00');
export const OPENS = START + HOUR / 2;
export const DUE = START + 2 * HOUR;
export const MISSED = START + 3 * HOUR;

export const WANG = { id: 'p-wang', name: '王大勇' };
export const LI = { id: 'p-li', name: '李强' };

export const AROUND: Surroundings = {
  point: (id) =>
    id.startsWith('gone')
      ? undefined
      : { id, no: id.toUpperCase(), name: '机器', areaId: 'hall', riskColor: 'red' },
  area: (id) => ({
    id,
    name: '车间',
    building: '1',
    floor: '1',
    zone: '东',
    departmentId: 'dept',
    riskColor: 'red',
    phoneFree: false,
  }),
  checklist: (id) => (id === CHECKLIST.id ? CHECKLIST : undefined),
  grounds: [
    {
      ...{ id: 'hall', name: '车间', building: '1', floor: '1' },
      corners: [
        [121.473, 31.23],
        [121.474, 31.23],
        [121.474, 31.231],
        [121.473, 31.231],
      ],
    },
  ],
  past: () => [],
  shiftName: '白班',
  owner: WANG,
  version: 'v1',
};

export const shiftOn = (date: string) => ({
  date,
  shiftId: 'day',
  startsAt: Date.parse(`${date}T08:00:00+08:00`),
});

/** @throws Error when nothing of the plan is there */
export function made(patch: Partial<InspectionPlan> = {}, date = '2026-11-25'): Task {
  const task = taskFor({ ...PLAN, ...patch }, shiftOn(date), AROUND);
  if (task === null) throw new Error('nothing to look at');
  return task;
}

let counter = 0;

/** An answer to an item of the machine, with the photo that a live item wants. */
export const answer = (id: string, patch: Partial<Arriving> = {}): Arriving => ({
  id: `answer-${(counter += 1)}`,
  itemId: `a-1:${id}`,
  result: 'ok',
  photos: ['photo'],
  seen: null,
  orderId: null,
  at: null,
  ...patch,
});

/** Everything in order. */
export const ALL = (): Arriving[] => [answer('hook'), answer('oil', { number: 20 }), answer('noise')];
