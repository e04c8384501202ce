/** A training as a phone has it, for the tests of its pages. */
import type {
  CourseView,
  PartView,
  QuizPaper,
  SessionView,
  TrainingView,
} from '../../../typings/training-views';
import type { Kept } from '../../../miniprogram/services/core/training';

/** 2026-11-23 09:00 in +08:00. */
export const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const DAY = 24 * 3_600_000;

/** This phone has nothing to send. */
export const NOTHING_KEPT: Kept = { isRead: () => false, isSigned: () => false };

export const course = (change: Partial<CourseView> = {}): CourseView => ({
  id: 'c-1',
  title: '安全生产法和本厂制度',
  minutes: 90,
  classroom: { mayMiss: 10 },
  attended: 90,
  classes: [],
  materials: [
    {
      id: 'm-1',
      title: '你的权利',
      kind: 'text',
      text: '可以拒绝违章指挥。\n\n可以停下来。',
      url: null,
      read: true,
    },
    { id: 'm-2', title: '逃生图', kind: 'picture', text: null, url: 'https://127.0.0.1/m-2', read: true },
  ],
  quiz: { draw: 10, pass: 8, passed: true, best: 9, from: null },
  doneAt: NINE,
  ...change,
});

export const part = (change: Partial<PartView> = {}): PartView => ({
  level: 'company',
  label: '公司级',
  trainer: { id: 'p-11', name: '林晓燕' },
  minutes: 90,
  doneMinutes: 90,
  courses: [course()],
  waits: false,
  toSign: null,
  signature: null,
  ...change,
});

export const training = (change: Partial<TrainingView> = {}): TrainingView => ({
  id: 'p-30@newHire:2026-11-20',
  rev: 3,
  kind: 'newHire',
  title: '新员工三级安全教育',
  key: '2026-11-20',
  person: { id: 'p-30', name: '谢小刚' },
  departmentName: '焊接车间',
  post: '焊工',
  dueAt: NINE + 5 * DAY,
  state: 'doing',
  open: true,
  isMissed: false,
  line: '还差考试：安全生产法和本厂制度',
  hours: { done: 2, all: 24 },
  mine: true,
  hourMinutes: 45,
  joinedOn: '2026-11-20',
  finishedAt: null,
  waived: null,
  dropped: null,
  parts: [part()],
  misses: [],
  may: { explain: false, waive: false, sheet: true },
  ...change,
});

export const PAPER: QuizPaper = {
  trainingId: training().id,
  courseId: 'c-1',
  no: 1,
  pass: 2,
  questions: [
    {
      id: 'q-1',
      text: '着火了先做什么',
      options: [
        { id: 'a', text: '先撤离、先喊人' },
        { id: 'b', text: '先拍照' },
      ],
      many: false,
      url: null,
    },
    {
      id: 'q-2',
      text: '动火前要看哪些',
      options: [
        { id: 'a', text: '动火票' },
        { id: 'b', text: '灭火器' },
        { id: 'c', text: '手机' },
      ],
      many: true,
      url: 'https://127.0.0.1/q-2',
    },
  ],
};

export const session = (change: Partial<SessionView> = {}): SessionView => ({
  id: 's-1',
  courses: [{ id: 'c-1', title: '安全生产法和本厂制度', minutes: 90 }],
  trainer: { id: 'p-11', name: '林晓燕' },
  place: '二楼培训室',
  openedAt: NINE,
  closedAt: null,
  code: { text: 'safeloop:sign:training:s-1:123456', rows: ['101', '010', '101'] },
  signed: [
    {
      person: { id: 'p-30', name: '谢小刚' },
      at: NINE + 60_000,
      how: 'scanned',
      leftAt: null,
      minutes: null,
    },
    {
      person: { id: 'p-31', name: '潘志伟' },
      at: NINE + 120_000,
      how: 'named',
      reason: '没带手机',
      leftAt: NINE + 1_800_000,
      minutes: null,
    },
  ],
  missing: [{ id: 'p-32', name: '杜鹏' }],
  mine: true,
  photo: null,
  ...change,
});
