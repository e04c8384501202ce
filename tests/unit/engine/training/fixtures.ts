/** A programme of two levels, and whoever has to do it. */
import { trainingFor, type Around, type Learner } from '../../../../cloudfunctions/engine/training';
import type { Course, Programme, Training, TrainingConfig } from '../../../../typings/training';

export const at = (day: string, clock = '09:00'): number => Date.parse(`${day}T${clock}:00+08:00`);

export const course = (id: string, patch: Partial<Course> = {}): Course => ({
  id,
  title: `课 ${id}`,
  level: 'company',
  minutes: 90,
  classroom: { mayMiss: 10 },
  materials: [],
  quiz: null,
  ...patch,
});

const text = (id: string) => ({ id, title: id, kind: 'text' as const, text: '看' });

export const CONFIG: TrainingConfig = {
  hourMinutes: 45,
  leastHours: { newHire: 3, refresh: 1 },
  basis: '模板',
  courses: [
    course('law', { quiz: { draw: 3, pass: 2, triesPerDay: 2, waitMinutes: 30 } }),
    course('fire', {
      level: 'workshop',
      classroom: null,
      materials: [text('one'), text('two')],
      minutes: 45,
    }),
  ],
  questions: Array.from({ length: 8 }, (_none, n) => ({
    id: `q-${n}`,
    courseIds: ['law'],
    text: `第 ${n} 题`,
    options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id })),
    correct: n % 2 === 0 ? ['a'] : ['b', 'c'],
    why: '因为',
  })),
  programmes: [],
};

export const NEW_HIRE: Programme = {
  id: 'new',
  title: '三级安全教育',
  kind: 'newHire',
  who: { contractors: false },
  parts: [
    { level: 'company', by: { kind: 'safety' }, courseIds: ['law'] },
    { level: 'workshop', by: { kind: 'boss' }, courseIds: ['fire'] },
  ],
  due: { kind: 'joining', since: '2026-11-01', days: 20 },
  gate: true,
};

export const YEARLY: Programme = {
  ...NEW_HIRE,
  id: 'year',
  kind: 'refresh',
  due: { kind: 'yearly', opens: '03-01', closes: '06-30' },
  gate: false,
};

export const PERSON: Learner & { name: string } = {
  id: 'p-1',
  name: '小王',
  departmentId: 'welding',
  post: '焊工',
  roles: ['worker'],
  status: 'active',
  joinedOn: '2026-11-10',
};

const AROUND: Around = {
  picture: () => null,
  trainer: ({ kind }) => ({ id: kind, name: kind }),
  departmentName: '焊接车间',
  version: 'v1',
};

export const JOINED = at('2026-11-10');
export const DUE = Date.parse('2026-11-30T23:59:59+08:00');

export const training = (patch: Partial<Training> = {}): Training => ({
  ...trainingFor(NEW_HIRE, PERSON, { key: '2026-11-10', dueAt: DUE }, CONFIG, AROUND, JOINED),
  ...patch,
});
